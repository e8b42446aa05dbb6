using LabActors.Devices.Drivers.Assemblies;
using LabActors.Devices.Ports;
using static LabActors.Actors.Devices.DeviceProtocol;

namespace LabActors.Actors.Devices;

/// <summary>What is done with a temperature controller.</summary>
public static class TemperatureTransactions
{
    private static readonly TimeSpan SwitchOffLimit = TimeSpan.FromSeconds(20);

    /// <summary>Reads the temperature of a channel; completed with a <see cref="Reading{T}"/> of double, degrees Celsius.</summary>
    public static Transaction<ITemperaturePort> Read(object key, string channel) =>
        new(key, $"temperature {channel}".TrimEnd(), async (port, ct) => await port.ReadTemperature(channel, ct).ConfigureAwait(false));

    /// <summary>Reads the set point of a channel; completed with a <see cref="Reading{T}"/> of double, degrees Celsius.</summary>
    public static Transaction<ITemperaturePort> ReadSetpoint(object key, string channel) =>
        new(key, $"set point {channel}".TrimEnd(), async (port, ct) => await port.ReadSetpoint(channel, ct).ConfigureAwait(false));

    /// <summary>Set point zero, read back, and no output; urgent. Completed with null.</summary>
    /// <param name="heater">Whose channel it is.</param>
    public static Transaction<ITemperaturePort> SwitchOff(object key, string heater, string channel) => new(
        key,
        $"{heater} off",
        async (port, ct) =>
        {
            await TemperatureOff.Of(port, channel, heater, ct).ConfigureAwait(false);
            return null;
        },
        Urgent: true,
        Timeout: SwitchOffLimit);
}
