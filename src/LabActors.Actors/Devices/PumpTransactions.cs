using LabActors.Devices.Ports;
using static LabActors.Actors.Devices.DeviceProtocol;

namespace LabActors.Actors.Devices;

/// <summary>What is done with a pump's controller.</summary>
public static class PumpTransactions
{
    /// <summary>Reads the pump; completed with a <see cref="Reading{T}"/> of <see cref="PumpStatus"/>.</summary>
    public static Transaction<IPumpPort> Read(object key) => new(key, "read the pump", async (port, ct) => await port.ReadPump(ct).ConfigureAwait(false));
}
