namespace LabActors.Devices.Ports;

/// <summary>Reads the sensors of a laboratory's surroundings that are on one device: temperature, humidity, compressed air.</summary>
public interface IEnvironmentPort : IDevicePort
{
    /// <summary>The sensor's value in the units of the laboratory's definition.</summary>
    /// <exception cref="DeviceRefusedException">The device has no such sensor.</exception>
    ValueTask<Reading<double>> Read(string sensor, CancellationToken cancellation);
}
