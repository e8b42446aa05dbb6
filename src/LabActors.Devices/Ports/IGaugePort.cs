namespace LabActors.Devices.Ports;

/// <summary>Reads the pressure gauges of one controller.</summary>
public interface IGaugePort : IDevicePort
{
    /// <summary>
    /// Pressure in the gauge's own units, as the laboratory's definition says. A gauge that is off, out of range or not there is missing, a broken one a fault, each with the controller's word
    /// (<see cref="Reading{T}.Word"/>): no number stands for a word.
    /// </summary>
    /// <exception cref="DeviceRefusedException">The controller has no such gauge.</exception>
    ValueTask<Reading<double>> ReadPressure(string gauge, CancellationToken cancellation);
}
