namespace LabActors.Core.Replay;

/// <summary>Whose journal a persistence id is.</summary>
public enum SourceKind
{
    /// <summary>Of a part that has no state of its own here.</summary>
    Other,

    /// <summary>A node.</summary>
    Node,

    /// <summary>An instrument's executor.</summary>
    Executor,

    /// <summary>A queue.</summary>
    Queue,

    /// <summary>A run.</summary>
    Run,

    /// <summary>The laboratory's safe script.</summary>
    SafeScript,

    /// <summary>The extraction line.</summary>
    Line,

    /// <summary>Leases.</summary>
    Leases,

    /// <summary>Aliquots and blanks.</summary>
    Registry,

    /// <summary>Questions to the operator.</summary>
    Decisions,

    /// <summary>Error flags.</summary>
    Health,

    /// <summary>Safe states of the laboratory.</summary>
    Safety,

    /// <summary>Ratios of references.</summary>
    Ratios,

    /// <summary>The outbox of exports.</summary>
    Exports,
}
