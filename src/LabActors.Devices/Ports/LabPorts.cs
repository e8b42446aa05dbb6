using System.Collections.Immutable;
using LabActors.Core.Labs;

namespace LabActors.Devices.Ports;

/// <summary>
/// The ports of a laboratory's devices, each opened by its device's actor when it is first needed and again after it broke.
/// </summary>
/// <param name="Valves">Boxes of valves by device; <see cref="ValveBox"/> where the laboratory has no devices.</param>
/// <param name="Gauges">Gauge controllers by name.</param>
/// <param name="Spectrometers">Spectrometers by instrument name.</param>
/// <param name="ExtractionDevices">Extraction devices by name.</param>
/// <param name="Pipettes">Pipette systems by the name of their extraction device.</param>
/// <param name="Simulated">
/// Names of the devices that are simulated, <see cref="ValveBox"/> among them: for what is said before anything was read. Each answer of a device says by itself
/// where it comes from.
/// </param>
public sealed record LabPorts(
    ImmutableDictionary<string, Func<IValveSwitch>> Valves,
    ImmutableDictionary<string, Func<IGaugePort>> Gauges,
    ImmutableDictionary<string, Func<ISpectrometerPort>> Spectrometers,
    ImmutableDictionary<string, Func<IExtractionDevicePort>> ExtractionDevices,
    ImmutableDictionary<string, Func<IPipettePort>> Pipettes,
    ImmutableHashSet<string> Simulated)
{
    /// <summary>The name of the one box of valves of a laboratory without devices.</summary>
    public const string ValveBox = "valves";

    /// <summary>All valves of a laboratory that is simulated in this process, whichever node's: those of other nodes follow there, so that its gas does. Null where it is not simulated here.</summary>
    public Func<IValveSwitch>? Followed { get; init; }

    /// <summary>The laboratory is simulated in this process: each of several nodes has one of its own.</summary>
    public bool IsOfThisProcess => Followed is not null;

    /// <summary>Cold traps by name.</summary>
    public ImmutableDictionary<string, Func<ICryostatPort>> Cryostats { get; init; } = ImmutableDictionary<string, Func<ICryostatPort>>.Empty;

    /// <summary>Sensors of the surroundings by the device that they are connected to.</summary>
    public ImmutableDictionary<string, Func<IEnvironmentPort>> Environment { get; init; } = ImmutableDictionary<string, Func<IEnvironmentPort>>.Empty;

    /// <summary>Regulators of heaters, by heater.</summary>
    public ImmutableDictionary<string, Func<ITemperaturePort>> Heaters { get; init; } = ImmutableDictionary<string, Func<ITemperaturePort>>.Empty;

    /// <summary>Controllers of pumps, by pump.</summary>
    public ImmutableDictionary<string, Func<IPumpPort>> Pumps { get; init; } = ImmutableDictionary<string, Func<IPumpPort>>.Empty;

    /// <summary>Masters that have flags of sections, by device. Every node that leases a section sets its flag itself.</summary>
    public ImmutableDictionary<string, Func<IFlagPort>> Flags { get; init; } = ImmutableDictionary<string, Func<IFlagPort>>.Empty;

    /// <summary>The box that moves a valve.</summary>
    public static string BoxOf(ValveDefinition valve) => valve.Device.Length > 0 ? valve.Device : ValveBox;

    /// <summary>The box that reads a valve back.</summary>
    public static string StateBoxOf(ValveDefinition valve) => valve.StateDevice.Length > 0 ? valve.StateDevice : BoxOf(valve);

    /// <summary>Whether any valve of a laboratory is simulated.</summary>
    public static bool AnyValve(LabDefinition lab, ImmutableHashSet<string> simulated) => lab.Valves.Any(v => simulated.Contains(BoxOf(v)));

    /// <summary>Those of a part of the laboratory, which a node of several has (<see cref="NodeHardware.Own"/>). A simulated box is one for all.</summary>
    public LabPorts Of(LabDefinition part)
    {
        ImmutableDictionary<string, T> Only<T>(ImmutableDictionary<string, T> ports, IEnumerable<string> names) => ports.RemoveRange(ports.Keys.Except(names));
        return this with
        {
            Valves = Only(Valves, [ValveBox, .. part.Valves.SelectMany(v => new[] { BoxOf(v), StateBoxOf(v) })]),
            Gauges = Only(Gauges, part.Gauges.Select(g => g.Controller)),
            Spectrometers = Only(Spectrometers, part.Instruments.Select(i => i.Name)),
            ExtractionDevices = Only(ExtractionDevices, part.ExtractionDevices.Select(d => d.Name)),
            Pipettes = Only(Pipettes, part.ExtractionDevices.Select(d => d.Name)),
            Cryostats = Only(Cryostats, part.Cryostats.Select(c => c.Name)),
            Environment = Only(Environment, part.Environment.Select(s => s.Device)),
        };
    }
}
