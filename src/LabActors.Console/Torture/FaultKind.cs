namespace LabActors.Console.Torture;

/// <summary>What may happen to a node of several.</summary>
public enum FaultKind
{
    /// <summary>SIGKILL, and a start a while later.</summary>
    Kill,

    /// <summary>SIGSTOP, and SIGCONT a while later: alive and silent, as a computer that swaps.</summary>
    Stop,

    /// <summary>Nothing comes and nothing goes between it and all others, nor its database.</summary>
    Cut,

    /// <summary>It hears the others, who do not hear it.</summary>
    CutOut,

    /// <summary>The others hear it, which does not hear them.</summary>
    CutIn,

    /// <summary>It and one other do not hear each other; both hear all the rest.</summary>
    CutOne,

    /// <summary>All that it sends and is sent comes late.</summary>
    Slow,
}
