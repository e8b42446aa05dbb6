namespace LabActors.Devices.Ports;

/// <summary>A cold trap.</summary>
public interface ICryostatPort : IDevicePort
{
    /// <summary>Sets the temperature to be reached, K; returns when the command is taken.</summary>
    ValueTask SetTemperature(double kelvin, CancellationToken cancellation);

    /// <summary>Temperature, K.</summary>
    ValueTask<Reading<double>> ReadTemperature(CancellationToken cancellation);
}
