using LabActors.Devices.Ports;
using static LabActors.Actors.Devices.DeviceProtocol;

namespace LabActors.Actors.Devices;

/// <summary>What is done with a pump's controller.</summary>
public static class PumpTransactions
{
    private static readonly TimeSpan StopLimit = TimeSpan.FromSeconds(20);

    /// <summary>Reads the pump; completed with a <see cref="Reading{T}"/> of <see cref="PumpStatus"/>.</summary>
    public static Transaction<IPumpPort> Read(object key) => new(key, "read the pump", async (port, ct) => await port.ReadPump(ct).ConfigureAwait(false));

    /// <summary>Stops the pump and reads back that it is told to stand; urgent. It turns on until it has run down. Completed with null.</summary>
    public static Transaction<IPumpPort> Stop(object key, string pump) => new(
        key,
        $"stop {pump}",
        async (port, ct) =>
        {
            await port.Run(false, ct).ConfigureAwait(false);
            return await port.ReadPump(ct).ConfigureAwait(false) switch
            {
                { Quality: Quality.Good, Value.Running: false } => null,
                { Quality: Quality.Good, Value.Running: true } => throw new DeviceRefusedException(pump, "it took the command and reads as running"),
                _ => throw new DeviceRefusedException(pump, "it took the command and does not tell whether it runs"),
            };
        },
        Urgent: true,
        Timeout: StopLimit);
}
