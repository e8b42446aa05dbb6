namespace LabActors.Devices.Ports;

/// <summary>How far a value may be trusted.</summary>
public enum Quality
{
    /// <summary>Read from the device at the instant given.</summary>
    Good,

    /// <summary>Read before, not confirmed since.</summary>
    Stale,

    /// <summary>The device gave no answer; the value means nothing.</summary>
    Missing,

    /// <summary>The device reported a fault; the value means nothing.</summary>
    Fault,
}
