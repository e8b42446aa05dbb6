namespace LabActors.Console.Session;

/// <summary>What a laboratory is started for.</summary>
public enum LabPurpose
{
    /// <summary>The queues that were named; of other experiments that the data folder holds unfinished the operator is asked first.</summary>
    Queues,

    /// <summary>To run until it is told to stop: what the data folder holds unfinished goes on by policy, and operators attach.</summary>
    Node,

    /// <summary>To be made safe: nothing that is found goes on.</summary>
    SafeState,
}
