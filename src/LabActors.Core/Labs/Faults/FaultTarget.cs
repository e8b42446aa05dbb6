namespace LabActors.Core.Labs.Faults;

/// <summary>What a fault befalls.</summary>
public enum FaultTarget
{
    /// <summary>A device.</summary>
    Device,

    /// <summary>A device, or all devices of a port: the fault is one of cables.</summary>
    DeviceOrPort,

    /// <summary>A volume of the line.</summary>
    Volume,
}
