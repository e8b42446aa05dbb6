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
}
