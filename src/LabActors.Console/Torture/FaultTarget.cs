namespace LabActors.Console.Torture;

/// <summary>To which node something happens; which one that is, is found out at that moment.</summary>
public enum FaultTarget
{
    /// <summary>The node on which the authority over shared things lives.</summary>
    Leader,

    /// <summary>A voter that does not lead.</summary>
    Voter,

    /// <summary>A node without a vote.</summary>
    Member,

    /// <summary>A node that holds something shared.</summary>
    Holder,

    /// <summary>A node that waits for something shared.</summary>
    Waiter,
}
