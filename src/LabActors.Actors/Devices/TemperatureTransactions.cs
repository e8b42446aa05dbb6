using LabActors.Devices.Ports;
using static LabActors.Actors.Devices.DeviceProtocol;

namespace LabActors.Actors.Devices;

/// <summary>What is done with a temperature controller.</summary>
public static class TemperatureTransactions
{
    /// <summary>Reads the temperature of a channel; completed with a <see cref="Reading{T}"/> of double, degrees Celsius.</summary>
    public static Transaction<ITemperaturePort> Read(object key, string channel) =>
        new(key, $"temperature {channel}".TrimEnd(), async (port, ct) => await port.ReadTemperature(channel, ct).ConfigureAwait(false));

    /// <summary>Reads the set point of a channel; completed with a <see cref="Reading{T}"/> of double, degrees Celsius.</summary>
    public static Transaction<ITemperaturePort> ReadSetpoint(object key, string channel) =>
        new(key, $"set point {channel}".TrimEnd(), async (port, ct) => await port.ReadSetpoint(channel, ct).ConfigureAwait(false));
}
