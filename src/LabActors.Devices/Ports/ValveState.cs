namespace LabActors.Devices.Ports;

/// <summary>What a valve's own read-back says.</summary>
public enum ValveState
{
    /// <summary>Nobody can tell: no answer, or a contradiction. Never to be taken for closed.</summary>
    Unknown,

    /// <summary>Closed.</summary>
    Closed,

    /// <summary>Open.</summary>
    Open,

    /// <summary>Neither end has been reached: both indicators are off.</summary>
    Moving,

    /// <summary>The indicators contradict each other: both ends at once.</summary>
    Fault,
}
