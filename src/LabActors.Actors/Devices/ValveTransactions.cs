using LabActors.Devices.Ports;
using static LabActors.Actors.Devices.DeviceProtocol;

namespace LabActors.Actors.Devices;

/// <summary>What is done with a box of valves, by the addresses that valves have there: what a valve of the line needs of it says <see cref="Core.Lines.ValveWiring"/>.</summary>
public static class ValveTransactions
{
    // Where a checksum differs, each valve is read with a question of its own.
    private static readonly TimeSpan AllAnew = TimeSpan.FromSeconds(30);

    /// <summary>Commands an address; completed with null.</summary>
    public static Transaction<IValveSwitch> Actuate(object key, string address, bool open) =>
        new(key, $"{(open ? "open" : "close")} {address}", async (port, ct) =>
        {
            await port.Actuate(address, open, ct).ConfigureAwait(false);
            return null;
        });

    /// <summary>Reads an address; completed with a <see cref="Reading{T}"/> of <see cref="ValveState"/>.</summary>
    public static Transaction<IValveSwitch> Read(object key, string address) =>
        new(key, $"read {address}", async (port, ct) => await port.ReadState(address, ct).ConfigureAwait(false));

    /// <summary>Reads all valves of a controller that tells them at once; completed with a <see cref="ValveBankReading"/>, or with null where it does not and each is read by itself.</summary>
    public static Transaction<IValveSwitch> ReadAll(object key) =>
        new(key, "read all valves", async (port, ct) => port is IValveBank bank ? await bank.ReadAll(ct).ConfigureAwait(false) : null, Timeout: AllAnew);
}
