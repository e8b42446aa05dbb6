using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Cluster;
using LabActors.Actors.Devices;
using LabActors.Actors.Instruments;
using LabActors.Actors.Leases;
using LabActors.Actors.Lines;
using LabActors.Actors.Persistence;
using LabActors.Actors.Tests.Devices;
using LabActors.Actors.Tests.Time;
using LabActors.Core.Cluster;
using LabActors.Core.Journal;
using LabActors.Core.Labs;
using LabActors.Core.Leases;
using LabActors.Devices.Ports;
using static LabActors.Actors.Cluster.HardwareProtocol;
using static LabActors.Actors.Lab.EnvironmentProtocol;
using static LabActors.Core.Journal.Events.LeaseEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Tests.Cluster;

/// <summary>
/// Two nodes: argus has the line and the laser, felix the spectrometer and its runs. What goes between them goes through their wire form and the test's hands; real time is the test's.
/// </summary>
internal sealed class TwoNodes : IAsyncDisposable
{
    public const string Run = "6f1f9d2c-9a52-4c0e-8d57-0c7ad2a1b6f5";
    public static readonly LeaseHolder Holder = new(Run, "12345-01A");

    private static readonly LabDefinition Lab = new()
    {
        Name = "test",
        Valves = [Valve("A", "bone"), Valve("B", "bone"), Valve("R", "spectrometer")],
        ExtractionDevices = [new ExtractionDeviceDefinition("CO2", [], ExtractionDeviceKind.Laser, "stage", "bone", [new OutputUnitDefinition("watts", 40)], [], [], [], [], false, false)],
        Environment = [new SensorDefinition("room", "room sensor", "Room", SensorKind.Temperature, "C")],
        Nodes =
        [
            new NodeDefinition("argus", "127.0.0.1", 4040, Voter: true, [], ["bone"], ["CO2", "room sensor"]),
            new NodeDefinition("felix", "127.0.0.1", 4041, Voter: false, [], ["spectrometer"], []),
        ],
    };

    private static readonly SharedThings Shared = new("", ["line:bone", "device:CO2"]);
    private readonly Lock _gate = new();
    private readonly ClusterSerializer _wire;
    private ImmutableArray<Outgoing> _sent = [];
    private int _lives;

    private TwoNodes()
    {
        _wire = new ClusterSerializer((ExtendedActorSystem)Felix.System);
        (Box, SpectrometerValves) = (new FakeValves(Argus.Clock.Time), new FakeValves(Felix.Clock.Time));
        Journal = new Probe(Argus.System);
        Argus.System.EventStream.Subscribe(Journal.Ref, typeof(JournaledEvent));
        Laser = new Probe(Argus.System, message => message is InstrumentProtocol.IExtractionCommand command and not InstrumentProtocol.Perform { Action: "extract_pipette" } ? new InstrumentProtocol.Done(command.CommandId, true) : null);
        Thermometer = new Probe(Argus.System, _ => new EnvironmentIs([new SensorReading("room", "temperature", "room sensor", "Room", 21.5, "C", "good", Argus.Clock.Now)]));
        ArgusWay = Way(Argus, "argus");
        FelixWay = Way(Felix, "felix");
        StartLaboratory();
        var line = Line(Felix, "felix", SpectrometerValves);
        var gate = new HardwareGateActor.Order(new NodeHardware(Lab, "felix"), Shared with { Node = "felix" }, target => target == HardwareProtocol.Line ? line : null, Wall);
        Tell(Felix, FelixWay, "felix", line, Felix.System.ActorOf(HardwareGateActor.Props(gate)));
    }

    public TestNode Argus { get; } = TestNode.OnVirtualTime();

    public TestNode Felix { get; } = TestNode.OnVirtualTime();

    public FakeWallClock Wall { get; } = new();

    public FakeValves Box { get; }

    public FakeValves SpectrometerValves { get; }

    /// <summary>Does at once what it is told; a shot of a pipette never ends.</summary>
    public Probe Laser { get; }

    public Probe Thermometer { get; }

    public Probe Journal { get; }

    public IActorRef ArgusWay { get; }

    public IActorRef FelixWay { get; }

    public IActorRef Gate { get; private set; } = ActorRefs.Nobody;

    /// <summary>What becomes of a message between the nodes: how often it arrives.</summary>
    public Func<IClusterMessage, int> Arrives { get; set; } = _ => 1;

    /// <summary>Everything that was ever handed to the network.</summary>
    public ImmutableArray<Outgoing> Sent
    {
        get
        {
            lock (_gate)
                return _sent;
        }
    }

    public static async Task<TwoNodes> StartAsync(long token = 7)
    {
        var nodes = new TwoNodes();
        nodes.Connect();
        await nodes.TicketAsync();
        await nodes.GrantAsync(token);
        return nodes;
    }

    public static ExtractionLineProtocol.Actuate Move(string valve, bool open, string id = $"{Run}/extraction/1", string by = "12345-01A") => new(id, valve, "", open, by, "test");

    /// <summary>Both nodes have an actor system in the cluster, perhaps another one than before.</summary>
    public void Connect()
    {
        ArgusWay.Tell(new HardwareWayActor.Connected(Door(Argus, "argus")));
        FelixWay.Tell(new HardwareWayActor.Connected(Door(Felix, "felix")));
    }

    public void Disconnect() => FelixWay.Tell(new HardwareWayActor.Connected(ActorRefs.Nobody));

    /// <summary>The owner's gate says that it is there.</summary>
    public async Task TicketAsync()
    {
        var before = Sent.Length;
        ArgusWay.Tell(GetTicket.Instance);
        await Until(() => Sent.Skip(before).Any(s => s.Message is GateIsThere));
        await HandledAsync();
    }

    /// <summary>A second of real time.</summary>
    public async Task SecondAsync(bool withTicket = true)
    {
        Wall.Advance(TimeSpan.FromSeconds(1));
        await HandledAsync();
        if (withTicket)
            await TicketAsync();
    }

    public async Task SecondsAsync(int seconds, bool withTicket = true)
    {
        for (var second = 0; second < seconds; second++)
            await SecondAsync(withTicket);
    }

    /// <summary>The run's lease of line and laser; 0 for none.</summary>
    public async Task GrantAsync(long token)
    {
        Felix.System.EventStream.Publish(Fact(token > 0
            ? new SharedLeaseObtained(Felix.Clock.Now, Holder, [.. Shared.Resources], token)
            : new LeaseReleased(Felix.Clock.Now, Holder, [.. Shared.Resources], "done")));
        await HandledAsync();
    }

    /// <summary>The laboratory of the owner is started anew; its journal stays.</summary>
    public async Task RestartOwnerAsync()
    {
        await Gate.GracefulStop(TestNode.Patience);
        StartLaboratory();
        await Argus.Ask<GateIsThere>(Gate, GetTicket.Instance);
    }

    public Task<T> FelixAsks<T>(object question) => FelixWay.Ask<T>(question, TestNode.Patience);

    public Task<T> FelixAsksLaser<T>(InstrumentProtocol.IExtractionCommand command) => FelixWay.Ask<T>(new HardwareWayActor.Said(Device("CO2"), command), TestNode.Patience);

    public async Task<ImmutableArray<IJournalEvent>> OwnersJournalAsync() => [.. (await Journal.All()).OfType<JournaledEvent>().Select(e => e.Event)];

    /// <summary>Hands a message to a node as the network does, also one that was on its way for long.</summary>
    public void Deliver(Outgoing message) => (message.Node == "argus" ? ArgusWay : FelixWay).Tell(_wire.FromBinary(_wire.ToBinary(message.Message), _wire.Manifest(message.Message)));

    public async Task HandledAsync()
    {
        foreach (var way in new[] { ArgusWay, FelixWay, Gate, ArgusWay, FelixWay })
            await way.Ask<ActorIdentity>(new Identify(0), TestNode.Patience);
    }

    public static async Task Until(Func<bool> holds)
    {
        using var limit = new CancellationTokenSource(TestNode.Patience);
        while (!holds())
        {
            limit.Token.ThrowIfCancellationRequested();
            await Task.Yield();
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Argus.DisposeAsync();
        await Felix.DisposeAsync();
    }

    private static ValveDefinition Valve(string name, string section) => new(name, $"valve {name}", "a", "b", section, [], [], TimeSpan.FromSeconds(0.25), ValveKind.Valve);

    private static JournaledEvent Fact(IJournalEvent e) => new(LeaseActor.Id, 1, e.At, e);

    private IActorRef Way(TestNode node, string name) => node.System.ActorOf(
        HardwareWayActor.Props(new HardwareWayActor.Order(new NodeHardware(Lab, name), Shared with { Node = name }, TimeSpan.FromSeconds(15), () => { }, Wall)), "way");

    private void StartLaboratory()
    {
        var line = Line(Argus, "argus", Box);
        IActorRef? Find(string target) => target == HardwareProtocol.Line ? line : target == Device("CO2") ? Laser.Ref : target == Sensors ? Thermometer.Ref : null;
        Gate = Argus.System.ActorOf(HardwareGateActor.Props(new HardwareGateActor.Order(new NodeHardware(Lab, "argus"), Shared with { Node = "argus" }, Find, Wall)), $"gate-{++_lives}");
        Tell(Argus, ArgusWay, "argus", line, Gate);
    }

    private IActorRef Line(TestNode node, string name, FakeValves valves)
    {
        var box = node.System.ActorOf(DeviceActor.Props<IValveSwitch>("valves", () => valves));
        var own = new NodeHardware(Lab, name).Own;
        return node.System.ActorOf(ExtractionLineActor.Props(own, LineDevices.Of(own, box, ImmutableDictionary<string, IActorRef>.Empty)));
    }

    private void Tell(TestNode node, IActorRef way, string name, IActorRef line, IActorRef gate)
    {
        var leases = new Probe(node.System, message => message is LeaseProtocol.GetHoldings ? new LeaseProtocol.HoldingsAre(LeaseState.Empty) : null);
        way.Tell(new HardwareWayActor.Parts(target => target == HardwareProtocol.Line ? line : null, gate, leases.Ref, ImmutableDictionary<string, IActorRef>.Empty));
    }

    private IActorRef Door(TestNode node, string name) => new Probe(node.System, message =>
    {
        var outgoing = message as Outgoing ?? new Outgoing(name == "argus" ? "felix" : "argus", (IClusterMessage)message);
        for (var times = Arrives(outgoing.Message); times > 0; times--)
            Deliver(outgoing);
        lock (_gate)
            _sent = _sent.Add(outgoing);
        return null;
    }).Ref;
}
