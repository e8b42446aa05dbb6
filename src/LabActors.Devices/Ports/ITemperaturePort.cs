namespace LabActors.Devices.Ports;

/// <summary>A temperature controller: of a furnace, a heater, a bake-out. Channels are the controller's own; empty for its only one. All settings are absolute.</summary>
public interface ITemperaturePort : IDevicePort
{
    /// <summary>Sets the temperature to be held, °C, and lets the controller regulate to it.</summary>
    /// <exception cref="DeviceRefusedException">Out of range, or refused by the controller.</exception>
    ValueTask SetSetpoint(string channel, double celsius, CancellationToken cancellation);

    /// <summary>Gives a fixed output, percent of full power, without regulating.</summary>
    /// <exception cref="DeviceRefusedException">Out of range, or a controller that only regulates.</exception>
    ValueTask SetOutput(string channel, double percent, CancellationToken cancellation);

    /// <summary>The set point as the controller has it, °C.</summary>
    ValueTask<Reading<double>> ReadSetpoint(string channel, CancellationToken cancellation);

    /// <summary>The process value, °C; a fault when the sensor is open.</summary>
    ValueTask<Reading<double>> ReadTemperature(string channel, CancellationToken cancellation);

    /// <summary>Output, percent of full power.</summary>
    ValueTask<Reading<double>> ReadOutput(string channel, CancellationToken cancellation);
}
