namespace LabActors.Devices.Ports;

/// <summary>Reads the pressure gauges of one controller.</summary>
public interface IGaugePort : IDevicePort
{
    /// <summary>Pressure in the gauge's own units, as the laboratory's definition says.</summary>
    /// <exception cref="DeviceRefusedException">The controller has no such gauge.</exception>
    ValueTask<Reading<double>> ReadPressure(string gauge, CancellationToken cancellation);
}
