using System.Collections.Immutable;
using LabActors.Devices.Ports;

namespace LabActors.Acceptance.Execution;

/// <summary>Devices that do not do as told.</summary>
internal static class Stuck
{
    /// <summary>Switch boxes one of whose valves never moves.</summary>
    public static ImmutableDictionary<string, Func<IValveSwitch>> Valve(ImmutableDictionary<string, Func<IValveSwitch>> boxes, string valve, bool openOnly) =>
        boxes.ToImmutableDictionary(b => b.Key, b => (Func<IValveSwitch>)(() => new StuckSwitch(b.Value(), valve, openOnly)));

    private sealed class StuckSwitch(IValveSwitch inner, string stuck, bool openOnly) : IValveSwitch
    {
        public ValueTask Actuate(string valve, bool open, CancellationToken cancellation) =>
            valve == stuck && (open || !openOnly)
                ? ValueTask.FromException(new DeviceRefusedException("valves", $"{valve} is stuck"))
                : inner.Actuate(valve, open, cancellation);

        public ValueTask<Reading<ValveState>> ReadState(string valve, CancellationToken cancellation) => inner.ReadState(valve, cancellation);
    }
}
