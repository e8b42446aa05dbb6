using LabActors.Core.Labs;
using LabActors.Devices.Ports;
using static LabActors.Actors.Devices.DeviceProtocol;

namespace LabActors.Actors.Devices;

/// <summary>What is done with a box of valves.</summary>
public static class ValveTransactions
{
    /// <summary>Commands a valve; completed with null.</summary>
    public static Transaction<IValveSwitch> Actuate(object key, ValveDefinition valve, bool open) =>
        new(key, $"{(open ? "open" : "close")} {valve.Name}", async (port, ct) =>
        {
            await port.Actuate(valve.Address, open, ct).ConfigureAwait(false);
            return null;
        });

    /// <summary>Reads a valve; completed with a <see cref="Reading{T}"/> of <see cref="ValveState"/>.</summary>
    public static Transaction<IValveSwitch> Read(object key, ValveDefinition valve) => new(
        key,
        $"read {valve.Name}",
        async (port, ct) => await port.ReadState(valve.StateAddress.Length > 0 ? valve.StateAddress : valve.Address, ct).ConfigureAwait(false));
}
