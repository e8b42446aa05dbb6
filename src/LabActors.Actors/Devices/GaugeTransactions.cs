using LabActors.Devices.Ports;
using static LabActors.Actors.Devices.DeviceProtocol;

namespace LabActors.Actors.Devices;

/// <summary>What is done with a gauge controller.</summary>
public static class GaugeTransactions
{
    /// <summary>Reads a gauge; completed with a <see cref="Reading{T}"/> of double in the gauge's own units.</summary>
    public static Transaction<IGaugePort> Read(object key, string gauge) =>
        new(key, Name(gauge), async (port, ct) => await port.ReadPressure(gauge, ct).ConfigureAwait(false));

    /// <summary>Reads a gauge at intervals.</summary>
    public static DevicePoll<IGaugePort> Poll(string gauge, TimeSpan every) => new(Name(gauge), every, (port, ct) => port.ReadPressure(gauge, ct));

    /// <summary>The name under which a gauge's reading is remembered.</summary>
    public static string Name(string gauge) => $"pressure {gauge}";
}
