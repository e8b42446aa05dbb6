namespace LabActors.Devices.Ports;

/// <summary>A pump with a controller of its own.</summary>
public interface IPumpPort : IDevicePort
{
    /// <summary>Starts the pump, or stops it.</summary>
    ValueTask Run(bool on, CancellationToken cancellation);

    /// <summary>What the pump says of itself.</summary>
    ValueTask<Reading<PumpStatus>> ReadPump(CancellationToken cancellation);
}
