using System.Collections.Immutable;
using LabActors.Core.Labs;

namespace LabActors.Simulator.Tests.Wire;

/// <summary>The demo laboratory with one device on one port.</summary>
internal static class WireLab
{
    public const string Name = "box";

    public static LabDefinition Of(string driver, PortKind port = PortKind.Serial, string address = "", params (string Key, string Value)[] settings) => Bench.Demo with
    {
        Ports = [new PortDefinition("cable", port)],
        Devices =
        [
            new DeviceDefinition(Name, driver, "cable")
            {
                Address = address,
                Settings = settings.ToImmutableDictionary(s => s.Key, s => new DeviceSetting(s.Key, s.Value, 1)),
            },
        ],
    };

    /// <summary>Valves by name and address at the device; the others have none.</summary>
    public static LabDefinition WithValves(this LabDefinition lab, params (string Name, string Address)[] valves) => lab with
    {
        Valves =
        [
            .. lab.Valves.Select(v => valves.Where(a => a.Name == v.Name).Select(a => a.Address).FirstOrDefault() is { } address
                ? v with { Device = Name, Address = address }
                : v),
        ],
    };

    /// <summary>Every valve of the laboratory by its own name.</summary>
    public static LabDefinition WithAllValves(this LabDefinition lab) => lab with { Valves = [.. lab.Valves.Select(v => v with { Device = Name })] };

    /// <summary>Gauges by their place in the laboratory, and channel at the device.</summary>
    public static LabDefinition WithGauges(this LabDefinition lab, params (int Index, string Channel)[] gauges) => lab with
    {
        Gauges =
        [
            .. lab.Gauges.Select((g, i) => gauges.Where(a => a.Index == i).Select(a => a.Channel).FirstOrDefault() is { } channel
                ? g with { Device = Name, Channel = channel }
                : g),
        ],
    };

    public static LabDefinition WithInstrument(this LabDefinition lab) => lab with { Instruments = [lab.Instruments[0] with { Device = Name }] };
}
