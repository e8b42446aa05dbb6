namespace LabActors.Core.Lines;

/// <summary>How a valve stands as far as anybody knows.</summary>
public enum ValveStand
{
    /// <summary>Not read yet, not answering, or between an intent and its outcome. Never to be taken for closed.</summary>
    Unknown,

    /// <summary>Closed, as read back.</summary>
    Closed,

    /// <summary>Open, as read back.</summary>
    Open,

    /// <summary>On its way: neither end has been reached, and it has not been so for long.</summary>
    Moving,

    /// <summary>What is read contradicts itself, or it has been on its way for too long: somebody has to look.</summary>
    Fault,
}
