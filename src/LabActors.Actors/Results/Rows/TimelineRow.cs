namespace LabActors.Actors.Results.Rows;

/// <summary>Something of the run that took time or happened at an instant.</summary>
public sealed class TimelineRow
{
    /// <summary>A step of the run.</summary>
    public const string Step = "step";

    /// <summary>Inlet open to inlet closed.</summary>
    public const string Equilibration = "equilibration";

    /// <summary>Truncate, cancel, abort, fail.</summary>
    public const string Intervention = "intervention";

    /// <summary>A step of the safe state.</summary>
    public const string SafeState = "safe-state";

    public required string Uuid { get; init; }

    public required int Ordinal { get; init; }

    /// <summary>One of the constants of this class.</summary>
    public required string Kind { get; init; }

    public required string Name { get; init; }

    public required DateTimeOffset StartedAt { get; init; }

    /// <summary>Null for what did not end, or happened at an instant.</summary>
    public required DateTimeOffset? EndedAt { get; init; }

    /// <summary>What came of it: <c>done, skipped, failed, stopped</c>; empty where nothing did.</summary>
    public required string Outcome { get; init; }

    public required string Detail { get; init; }
}
