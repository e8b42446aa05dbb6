using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using LabActors.Actors.Cluster;
using LabActors.Actors.Decisions;
using LabActors.Actors.Devices;
using LabActors.Actors.Durations;
using LabActors.Actors.Execution;
using LabActors.Actors.Execution.Checks;
using LabActors.Actors.Gateways;
using LabActors.Actors.Health;
using LabActors.Actors.Instruments;
using LabActors.Actors.Leases;
using LabActors.Actors.Lines;
using LabActors.Actors.Monitoring;
using LabActors.Actors.Operators;
using LabActors.Actors.Persistence;
using LabActors.Actors.Results;
using LabActors.Actors.Safety;
using LabActors.Actors.Scripts;
using LabActors.Actors.Supervision;
using LabActors.Actors.Time;
using LabActors.Core.Durations;
using LabActors.Core.Execution;
using LabActors.Core.Execution.Checks;
using LabActors.Core.Journal.Events;
using LabActors.Core.Labs;
using LabActors.Core.Scripts;
using LabActors.Devices.Ports;

namespace LabActors.Actors.Lab;

/// <summary>
/// The laboratory of a node. Starts its parts in order (devices, line, leases, instruments, safety), makes them safe when the node stops, and journals
/// under <c>lab-NODE</c> when the node came up and went down. Its persistent parts are started again with back-off when they stop. Lives as long
/// as the node.
/// </summary>
public sealed partial class LabActor : JournaledActor
{
    private readonly Order _order;
    private LabProtocol.PartsAre? _parts;
    private SafetyParts? _safetyParts;
    private ImmutableHashSet<IActorRef> _running = [];

    public LabActor(Order order)
        : base($"lab-{order.Node}")
    {
        _order = order;
        Applies<NodeEvents.NodeStarted>(_ => { });
        Applies<NodeEvents.HardwareDiffers>(_ => { });
        Applies<NodeEvents.NodeStopped>(_ => { });
        Applies<NodeEvents.JournalWasLost>(_ => { });
        Command<LabProtocol.GetParts>(_ => Sender.Tell(_parts));
        Command<LabProtocol.MakeSafe>(MakeSafe);
        Command<InstrumentStopped>(Stopped);
        Command<PartStopped>(stopped =>
        {
            Log.Error("{Part} has stopped and is not started again: the laboratory stops", stopped.Part.Path.Name);
            Context.Stop(Self);
        });
        Command<SafeLabActor.Made>(made => Journal(
            new NodeEvents.NodeStopped(Now, order.Node, made.Why), _ => made.Asker.Tell(new LabProtocol.MadeSafe(made.Steps))));
    }

    /// <summary>The laboratory.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new LabActor(order));

    /// <inheritdoc/>
    protected override void OnRecovered()
    {
        if (_order.Lost is { } lost)
        {
            // First of all, so that nothing begins again before the journal has taken a write.
            Journal(new NodeEvents.JournalWasLost(Now, _order.Node, lost.Cause, lost.Seconds), _ =>
            {
                StartParts();
                _parts!.Results.Tell(new ResultsProtocol.CatchUp());
            });
            return;
        }

        StartParts();
        JournalAll(
        [
            new NodeEvents.NodeStarted(Now, _order.Node, _order.Version, _order.LabHash, _order.Lab.Name),
            .. _order.Differences.Select(d => new NodeEvents.HardwareDiffers(Now, _order.Node, d.Device, d.What, d.Journal, d.Read, d.Simulated)),
        ], () => _parts!.Results.Tell(new ResultsProtocol.CatchUp()));
    }

    private void StartParts()
    {
        var lab = _order.Lab;
        var hardware = new NodeHardware(lab, _order.Node);
        var (own, ports) = (hardware.Own, _order.Ports.Of(hardware.Own));
        var notifier = _order.Notifier is null ? ActorRefs.Nobody : Context.ActorOf(BackedOff.OnStop(_order.Notifier, "notifier"), "notifier");
        var boxes = ports.Valves.ToImmutableDictionary(b => b.Key, b => Context.ActorOf(DeviceActor.Props(b.Key, b.Value), Name("valves", b.Key)));
        var gauges = ports.Gauges.ToImmutableDictionary(
            g => g.Key, g => Context.ActorOf(DeviceActor.Props(g.Key, g.Value), Name("gauges", g.Key)));
        var ownLine = Needed(ExtractionLineActor.Props(own, LineDevices.Of(own, boxes, gauges)), "line", "extraction-line");
        var heaters = own.Heaters.Where(h => ports.Heaters.ContainsKey(h.Name))
            .ToImmutableDictionary(h => h.Name, h => Context.ActorOf(DeviceActor.Props(h.Name, ports.Heaters[h.Name]), Name("heater", h.Name)));
        var pumps = own.Pumps.Where(p => ports.Pumps.ContainsKey(p.Name))
            .ToImmutableDictionary(p => p.Name, p => Context.ActorOf(DeviceActor.Props(p.Name, ports.Pumps[p.Name]), Name("pump", p.Name)));
        var authority = Needed(_order.Shared is { } shared ? LeaseActor.Props(shared.Things, shared.Way) : LeaseActor.Props(), "leases", "leases");
        var leases = BehindFlags(lab, ports, authority);
        var registry = Needed(RunRegistryActor.Props(Numbers()), "registry", "run-registry");
        var decisions = Needed(DecisionActor.Props(_order.Presets), "decisions", "decisions");
        var health = Context.ActorOf(BackedOff.OnStop(HealthActor.Props(), "health"), "health");
        if (!lab.Ports.IsEmpty)
            Context.ActorOf(PortHealthActor.Props(lab, health), "ports");
        var ownDevices = own.ExtractionDevices
            .Where(d => ports.ExtractionDevices.ContainsKey(d.Name))
            .ToImmutableDictionary(d => d.Name, d => StartExtractionDevice(d, health));
        var trapBoxes = own.Cryostats.Where(c => ports.Cryostats.ContainsKey(c.Name)).ToImmutableDictionary(c => c.Name, StartCryostatBox);
        var ownTraps = own.Cryostats.Where(c => trapBoxes.ContainsKey(c.Name)).ToImmutableDictionary(c => c.Name, c => StartCryostat(c, trapBoxes[c.Name]));
        var sensors = StartEnvironment(own, ports);
        var (line, devices, traps) = _order.Hardware is { } way
            ? ReachAll(way, hardware, leases, ownLine, ownDevices, ownTraps, sensors)
            : (ownLine, ownDevices, ownTraps);

        var services = new RunServices(
            lab, line, leases, ActorRefs.Nobody, devices, _order.Scripts, _order.ScriptLimits, _order.Processes, ports.Simulated,
            new CheckServices(_order.CheckSettings, _order.CheckSources, decisions, health, registry, _order.AsksBeforeContinuing))
        {
            Ratios = Context.ActorOf(BackedOff.OnStop(RatioHistoryActor.Props(), "history"), "ratio-history"),
            Estimates = _order.Estimates,
            SharesLeases = _order.Shared is { Things.Resources.IsEmpty: false } || !leases.Equals(authority),
            Outage = _order.Outage,
            Recovery = RecoveryConfiguration.Of(Context.System.Settings.Config),
            Provenance = _order.Provenance,
            Waiting = DeviceWaiting.Of(Context.System.Settings.Config),
            Conditionals = ConditionalSettings.Of(Context.System.Settings.Config),
            Environment = _order.Hardware is { } nodes && !lab.Environment.IsEmpty ? nodes.Way : sensors,
            RowChecks = _order.RowChecks,
            Cryostats = traps,
        };
        var instruments = own.Instruments.ToImmutableDictionary(
            i => i.Name,
            i => Watched(Context.ActorOf(InstrumentActor.Props(i, services, StartSpectrometer(i), registry), Name("instrument", i.Name))));
        _safetyParts = new SafetyParts(services with { Scripts = _order.SafeScripts }, instruments) { Own = own };
        var safety = Context.ActorOf(SafetyActor.Props(_safetyParts, SafetySettings.From(Context.System.Settings.Config)), "safety");
        _running = [.. instruments.Values, safety, .. ServeClients(line, leases, devices)];
        var results = Context.ActorOf(_order.Results, "results");
        var exports = _order.Exports is { } outbox ? Context.ActorOf(BackedOff.OnStop(outbox, "outbox"), "exports") : ActorRefs.Nobody;
        var operators = Context.ActorOf(BackedOff.OnStop(OperatorJournalActor.Props(), "journal"), "operators");
        _parts = new LabProtocol.PartsAre(instruments, line, leases, results, safety, notifier, decisions, health, exports, operators, devices)
        {
            Trips = own.Trips.IsEmpty ? ActorRefs.Nobody : Needed(TripsActor.Props(new TripsActor.Parts(own, line, services.Environment, devices, heaters, pumps)), "trips", "trips"),
            Monitor = StartMonitor(own, health, gauges, heaters, pumps, trapBoxes),
            SampleChanger = Context.ActorOf(SampleChangeActor.Props(lab.SampleChanges, line), "sample-changer"),
        };
    }

    /// <summary>A part without which there is no laboratory: when it does not live any more however often it is started, the laboratory stops too, which is told.</summary>
    private IActorRef Needed(Props part, string child, string name) => Watched(Context.ActorOf(BackedOff.OnStop(part, child), name));

    private IActorRef Watched(IActorRef part)
    {
        WatchFor(part, new PartStopped(part));
        return part;
    }

    // Clients of Pychron live in real time: a simulated laboratory that runs through its nights in seconds serves none.
    private IEnumerable<IActorRef> ServeClients(IActorRef line, IActorRef leases, ImmutableDictionary<string, IActorRef> devices) => LabClock.Of(Context.System).Virtual is null
        ? _order.Lab.PychronServers.Select(s => Context.ActorOf(PychronServerActor.Props(_order.Lab, s, line, leases, devices.GetValueOrDefault(s.Laser)), Name("pychron", s.Port.ToString(System.Globalization.CultureInfo.InvariantCulture))))
        : [];

    private SharedNumbers? Numbers() => _order.Shared is not { } shared ? null : new SharedNumbers(
        _order.Node,
        new ProvisionalNumbers(_order.Lab.Nodes.Select(n => n.Name).ToImmutableList().IndexOf(_order.Node)),
        shared.Way,
        Context.System.Settings.Config.GetTimeSpan(SharedNumbers.PatienceKey),
        TimeProvider.System);

    private IActorRef StartEnvironment(LabDefinition own, LabPorts ports) =>
        own.Environment.IsEmpty || !own.Environment.All(s => ports.Environment.ContainsKey(s.Device))
            ? ActorRefs.Nobody
            : Context.ActorOf(
                EnvironmentActor.Props(
                    own.Environment,
                    ports.Environment.ToImmutableDictionary(p => p.Key, p => Context.ActorOf(DeviceActor.Props(p.Key, p.Value), Name("sensors", p.Key)))),
                "environment");

    private IActorRef StartCryostatBox(CryostatDefinition definition) =>
        Context.ActorOf(DeviceActor.Props(definition.Name, _order.Ports.Cryostats[definition.Name]), Name("cryostat-box", definition.Name));

    private IActorRef StartCryostat(CryostatDefinition definition, IActorRef box) => Context.ActorOf(CryostatActor.Props(definition, box), Name("cryostat", definition.Name));

    private IActorRef StartExtractionDevice(ExtractionDeviceDefinition definition, IActorRef? health)
    {
        var device = Context.ActorOf(
            DeviceActor.Props(definition.Name, _order.Ports.ExtractionDevices[definition.Name]), Name("device", definition.Name));
        var pipette = _order.Ports.Pipettes.TryGetValue(definition.Name, out var port)
            ? Context.ActorOf(DeviceActor.Props($"{definition.Name} pipettes", port), Name("pipette", definition.Name))
            : null;

        // Where there are several nodes, a run of another may be at it; where the journal was away, one of ours.
        var isInUse = _order.Hardware is not null || _order.Lost is not null || _order.DevicesInUse.Contains(definition.Name);
        return Context.ActorOf(
            ExtractionDeviceActor.Props(definition, device, pipette, definition.Device.Length > 0 ? health : null, isInUse), Name("extraction-device", definition.Name));
    }

    private Props StartSpectrometer(InstrumentDefinition instrument)
    {
        var box = Context.ActorOf(
            DeviceActor.Props(instrument.Name, _order.Ports.Spectrometers[instrument.Name]), Name("spectrometer-box", instrument.Name));
        return SpectrometerActor.Props(instrument, box);
    }

    private static string Name(string kind, string name) => $"{kind}-{Uri.EscapeDataString(name)}";

    /// <summary>Runs and their scripts stop first: one that lived on could switch a laser on again behind the safe state.</summary>
    private void MakeSafe(LabProtocol.MakeSafe make)
    {
        var asker = Sender;
        foreach (var instrument in _running)
        {
            WatchFor(instrument, new InstrumentStopped(instrument, make, asker));
            Context.Stop(instrument);
        }

        if (_running.IsEmpty)
            Secure(make, asker);
    }

    private void Stopped(InstrumentStopped stopped)
    {
        _running = _running.Remove(stopped.Instrument);
        if (_running.IsEmpty)
            Secure(stopped.Make, stopped.Asker);
    }

    private void Secure(LabProtocol.MakeSafe make, IActorRef asker) =>
        Context.ActorOf(SafeLabActor.Props(_safetyParts!.AtOnce($"node-stops-{LastSequenceNr}", make.Reason) with { Asker = asker }));

    /// <summary>What the laboratory is made of.</summary>
    /// <param name="Node">The node's name.</param>
    /// <param name="LabHash">SHA-256 of <c>lab.yaml</c>, hexadecimal.</param>
    /// <param name="SafeScripts">Where the laboratory's own safe script is.</param>
    /// <param name="Results">The projection into the results database.</param>
    /// <param name="AsksBeforeContinuing">Instruments whose unfinished execution is not to be gone on with before the operator was asked.</param>
    /// <param name="Presets">Answers to decisions that were given beforehand.</param>
    public sealed record Order(
        string Node,
        string Version,
        string LabHash,
        LabDefinition Lab,
        LabPorts Ports,
        ScriptFiles Scripts,
        ScriptFiles SafeScripts,
        ScriptLimits ScriptLimits,
        IPythonProcesses Processes,
        Props Results,
        CheckSettings CheckSettings,
        CheckSources CheckSources,
        ImmutableDictionary<string, string> Presets,
        ImmutableHashSet<string> AsksBeforeContinuing)
    {
        /// <summary>The outbox of hooks and mails; null when none is configured.</summary>
        public Props? Notifier { get; init; }

        /// <summary>The outbox of exports; null when runs are not exported by themselves.</summary>
        public Props? Exports { get; init; }

        /// <summary>The journal was away before this life of the laboratory; null in its first.</summary>
        public JournalLoss? Lost { get; init; }

        /// <summary>What was found to be otherwise than the journal left it, before the node started.</summary>
        public ImmutableArray<Core.Recovery.HardwareDifference> Differences { get; init; } = [];

        /// <summary>Extraction devices that runs of an unfinished experiment had: those runs see to them.</summary>
        public ImmutableHashSet<string> DevicesInUse { get; init; } = [];

        /// <summary>How long the node was away before its start; null when its data folder was new.</summary>
        public Core.Recovery.Outage? Outage { get; init; }

        /// <summary>What the laboratory shares with other nodes, and its end of that; null where it shares nothing.</summary>
        public SharedLeaseActors? Shared { get; init; }

        /// <summary>The way to the hardware of other nodes; null where this one has all.</summary>
        public HardwareActors? Hardware { get; init; }

        /// <summary>What runs are reckoned to take.</summary>
        public RunEstimates Estimates { get; init; } = new(LearnedDurations.None);

        /// <summary>Who checks the rows that come into a queue while it runs.</summary>
        public IRowChecks RowChecks { get; init; } = UncheckedRows.Instance;

        /// <summary>What the records of runs say of programs and laboratory.</summary>
        public NodeProvenance Provenance { get; init; } = NodeProvenance.Unknown;
    }

    private sealed record PartStopped(IActorRef Part);

    private sealed record InstrumentStopped(IActorRef Instrument, LabProtocol.MakeSafe Make, IActorRef Asker);
}
