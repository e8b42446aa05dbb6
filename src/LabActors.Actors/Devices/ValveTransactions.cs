using LabActors.Devices.Ports;
using static LabActors.Actors.Devices.DeviceProtocol;

namespace LabActors.Actors.Devices;

/// <summary>What is done with a valve box.</summary>
public static class ValveTransactions
{
    /// <summary>Commands a valve; completed with null.</summary>
    public static Transaction<IValveSwitch> Actuate(object key, string valve, bool open) =>
        new(key, $"{(open ? "open" : "close")} {valve}", async (port, ct) =>
        {
            await port.Actuate(valve, open, ct).ConfigureAwait(false);
            return null;
        });

    /// <summary>Reads a valve; completed with a <see cref="Reading{T}"/> of <see cref="ValveState"/>.</summary>
    public static Transaction<IValveSwitch> Read(object key, string valve) =>
        new(key, $"read {valve}", async (port, ct) => await port.ReadState(valve, ct).ConfigureAwait(false));
}
