using LabActors.Devices.Ports;
using static LabActors.Actors.Devices.DeviceProtocol;

namespace LabActors.Actors.Devices;

/// <summary>What is done with flags that programs share.</summary>
public static class FlagTransactions
{
    /// <summary>Reads a flag; completed with whether it is set, by whomever.</summary>
    public static Transaction<IFlagPort> Read(object key, string flag) =>
        new(key, $"read flag {flag}", async (port, ct) => (await port.ReadFlag(flag, ct).ConfigureAwait(false)).Value);

    /// <summary>Sets a flag or clears it; completed with null.</summary>
    public static Transaction<IFlagPort> Set(object key, string flag, bool on) => new(key, $"{(on ? "set" : "clear")} flag {flag}", async (port, ct) =>
    {
        await port.SetFlag(flag, on, ct).ConfigureAwait(false);
        return null;
    });

    /// <summary>Says that whoever has set a flag is still there; completed with null.</summary>
    public static Transaction<IFlagPort> Ping(object key, string flag) => new(key, $"ping flag {flag}", async (port, ct) =>
    {
        await port.Ping(flag, ct).ConfigureAwait(false);
        return null;
    });
}
