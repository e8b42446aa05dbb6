namespace LabActors.Devices.Transports;

/// <summary>Which way bytes went.</summary>
public enum WireDirection
{
    /// <summary>To the device.</summary>
    Out,

    /// <summary>From the device.</summary>
    In,

    /// <summary>From the device, too late or unasked: thrown away.</summary>
    Drained,
}
