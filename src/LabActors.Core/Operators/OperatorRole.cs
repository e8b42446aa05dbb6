namespace LabActors.Core.Operators;

/// <summary>What a user may do. A role may do all that the roles before it may.</summary>
public enum OperatorRole
{
    /// <summary>Sees everything, changes nothing.</summary>
    Viewer,

    /// <summary>Runs queues: starts, pauses, edits, skips, answers, ends runs.</summary>
    Operator,

    /// <summary>Also moves the laboratory itself by hand: valves, lasers, locks, leases.</summary>
    Engineer,
}
