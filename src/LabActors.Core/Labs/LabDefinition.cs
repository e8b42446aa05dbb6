using System.Collections.Immutable;
using LabActors.Core.Identifiers;
using LabActors.Core.Labs.Simulation;

namespace LabActors.Core.Labs;

/// <summary>
/// A laboratory as <c>lab.yaml</c> defines it: the extraction line, its instruments and extraction devices. Immutable;
/// every name in it has been checked by <see cref="LabFile"/>.
/// </summary>
public sealed record LabDefinition
{
    /// <summary>Name of the laboratory.</summary>
    public required string Name { get; init; }

    /// <summary>One line about it.</summary>
    public string Description { get; init; } = "";

    /// <summary>The kinds of analysis that its queues name: Pychron's own, or what <c>identifiers.yaml</c> beside the laboratory's file says.</summary>
    public IdentifierTable Identifiers { get; init; } = IdentifierTable.Default;

    /// <summary>Serial ports, sockets and buses; none where everything is simulated without a wire.</summary>
    public ImmutableArray<PortDefinition> Ports { get; init; } = [];

    /// <summary>What is connected to them.</summary>
    public ImmutableArray<DeviceDefinition> Devices { get; init; } = [];

    /// <summary>Where clients of Pychron are served.</summary>
    public ImmutableArray<PychronServerDefinition> PychronServers { get; init; } = [];

    /// <summary>Sections of the line, for leases.</summary>
    public ImmutableArray<SectionDefinition> Sections { get; init; } = [];

    /// <summary>Volumes that gas fills.</summary>
    public ImmutableArray<VolumeDefinition> Volumes { get; init; } = [];

    /// <summary>Valves between volumes.</summary>
    public ImmutableArray<ValveDefinition> Valves { get; init; } = [];

    /// <summary>Pipettes with their tanks.</summary>
    public ImmutableArray<PipetteDefinition> Pipettes { get; init; } = [];

    /// <summary>Pumps.</summary>
    public ImmutableArray<PumpDefinition> Pumps { get; init; } = [];

    /// <summary>Getters.</summary>
    public ImmutableArray<GetterDefinition> Getters { get; init; } = [];

    /// <summary>Pressure gauges.</summary>
    public ImmutableArray<GaugeDefinition> Gauges { get; init; } = [];

    /// <summary>Mass spectrometers.</summary>
    public ImmutableArray<InstrumentDefinition> Instruments { get; init; } = [];

    /// <summary>Extraction devices.</summary>
    public ImmutableArray<ExtractionDeviceDefinition> ExtractionDevices { get; init; } = [];

    /// <summary>What queues write where they mean no extraction device.</summary>
    public ImmutableArray<string> NoDeviceNames { get; init; } = [];

    /// <summary>Heaters beside those of the extraction devices.</summary>
    public ImmutableArray<HeaterDefinition> Heaters { get; init; } = [];

    /// <summary>Cold traps.</summary>
    public ImmutableArray<CryostatDefinition> Cryostats { get; init; } = [];

    /// <summary>Sensors of the surroundings.</summary>
    public ImmutableArray<SensorDefinition> Environment { get; init; } = [];

    /// <summary>Flags of <c>acquire</c>, <c>release</c>, <c>wait</c>.</summary>
    public ImmutableArray<ResourceDefinition> Resources { get; init; } = [];

    /// <summary>The computers of the laboratory and what belongs to each; none where one node has all.</summary>
    public ImmutableArray<NodeDefinition> Nodes { get; init; } = [];

    /// <summary>How analyses are reduced.</summary>
    public ReductionDefinition Reduction { get; init; } = ReductionDefinition.Default;

    /// <summary>Valves of the safe state.</summary>
    public SafeStateDefinition SafeState { get; init; } = new([], []);

    /// <summary>Limits that close valves and switch devices off by themselves.</summary>
    public ImmutableArray<TripDefinition> Trips { get; init; } = [];

    /// <summary>Steps of changing samples by name (isolate, evacuate, finish).</summary>
    public ImmutableArray<SampleChangeDefinition> SampleChanges { get; init; } = [];

    /// <summary>What only the simulator knows; null when the laboratory cannot be simulated.</summary>
    public SimulationDefinition? Simulation { get; init; }

    /// <summary>
    /// Instrument by name or alias (case and blanks do not matter). A laboratory with one instrument also answers to
    /// the names by which a queue says nothing: empty, <c>Spectrometer</c>, <c>---------</c>.
    /// </summary>
    public InstrumentDefinition? FindInstrument(string name) =>
        Instruments.FirstOrDefault(i => Named(name, i.Name, i.Aliases))
        ?? (Instruments.Length == 1 && SaysNothing(name) ? Instruments[0] : null);

    /// <summary>Instrument by its letter or number in identifiers, null when none has it.</summary>
    public InstrumentDefinition? FindInstrumentByCode(string code) =>
        Instruments.FirstOrDefault(i => i.Codes.Any(c => LabNames.Same(c, code)));

    /// <summary>Extraction device by name or alias; see <see cref="ExtractionDeviceLookup"/> for none and unknown.</summary>
    public ExtractionDeviceLookup FindExtractionDevice(string name)
    {
        if (NoDeviceNames.Any(n => LabNames.Same(n, name)) || name.Trim().Trim('-').Length == 0)
        {
            return new ExtractionDeviceLookup(true, null);
        }

        var device = ExtractionDevices.FirstOrDefault(d => Named(name, d.Name, d.Aliases));
        return new ExtractionDeviceLookup(device is not null, device);
    }

    /// <summary>Valve by name (exact case first, since names are letters), else by description; null when there is none.</summary>
    public ValveDefinition? FindValve(string nameOrDescription) =>
        Valves.FirstOrDefault(v => v.Name == nameOrDescription)
        ?? Valves.FirstOrDefault(v => LabNames.Same(v.Name, nameOrDescription))
        ?? Valves.FirstOrDefault(v => LabNames.Same(v.Description, nameOrDescription));

    /// <summary>Gauge by controller and name, or by an alias given as either; null when there is none.</summary>
    public GaugeDefinition? FindGauge(string controller, string name) =>
        Gauges.FirstOrDefault(g => LabNames.Same(g.Controller, controller) && Named(name, g.Name, g.Aliases))
        ?? Gauges.FirstOrDefault(g => g.Aliases.Any(a => LabNames.Same(a, controller)) && Named(name, g.Name, g.Aliases));

    /// <summary>Volume by name, null when there is none.</summary>
    public VolumeDefinition? FindVolume(string name) => Volumes.FirstOrDefault(v => v.Name == name);

    /// <summary>Device by name, null when there is none.</summary>
    public DeviceDefinition? FindDevice(string name) => Devices.FirstOrDefault(d => d.Name == name);

    /// <summary>Node by name, null when there is none.</summary>
    public NodeDefinition? FindNode(string name) => Nodes.FirstOrDefault(n => n.Name == name);

    /// <summary>The node that drives an instrument (its own name); null in a laboratory of one node.</summary>
    public NodeDefinition? NodeOfInstrument(string instrument) => Nodes.FirstOrDefault(n => n.Instruments.Contains(instrument));

    /// <summary>The node that operates the valves of a section; null in a laboratory of one node.</summary>
    public NodeDefinition? NodeOfSection(string section) => Nodes.FirstOrDefault(n => n.Sections.Contains(section));

    /// <summary>The node to which an extraction device, a cold trap, a controller of gauges or a device of sensors is connected; null in a laboratory of one node.</summary>
    public NodeDefinition? NodeOfDevice(string device) => Nodes.FirstOrDefault(n => n.Devices.Contains(device));

    private static bool Named(string name, string own, ImmutableArray<string> aliases) =>
        LabNames.Same(name, own) || aliases.Any(a => LabNames.Same(a, name));

    private static bool SaysNothing(string name) =>
        name.Trim().Trim('-').Length == 0 || LabNames.Same(name, "Spectrometer");
}
