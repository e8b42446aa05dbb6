using System.Collections.Immutable;
using System.Globalization;
using Akka.Actor;
using LabActors.Actors.Leases;
using LabActors.Actors.Lines;
using LabActors.Actors.Persistence;
using LabActors.Actors.Time;
using LabActors.Core.Cluster;
using LabActors.Core.Labs;
using LabActors.Core.Leases;
using LabActors.Core.Lines;
using static LabActors.Actors.Cluster.HardwareProtocol;
using static LabActors.Actors.Lab.EnvironmentProtocol;
using static LabActors.Actors.Lines.ExtractionLineProtocol;

namespace LabActors.Actors.Cluster;

/// <summary>
/// The way to hardware, where a laboratory has several nodes: stands for the whole line and for every device, as if all were this node's. Sends each request on to who owns the hardware, with the token of the
/// lease that it is made under; what this node has and shares goes through its <see cref="HardwareGateActor"/>. Owns what was asked of other nodes and not answered, what they have asked here, and a copy of the
/// node's leases; receives what the line and the devices receive, and <see cref="HardwareProtocol"/>. Persists nothing: runs ask again after a restart, and the line answers what it has done. Lives as long as the
/// node, and is told the parts of each laboratory that is started in it.
/// </summary>
public sealed partial class HardwareWayActor : ReceiveActor, IWithUnboundedStash
{
    private readonly Order _order;
    private readonly NodeHardware _hardware;
    private readonly LabClock _clock = LabClock.Of(Context.System);
    private readonly ImmutableHashSet<string> _used;
    private Parts? _parts;

    // What the node's runs hold; null until its lease authority has said it.
    private LeaseState? _leases;

    /// <summary>See <see cref="Props"/>.</summary>
    public HardwareWayActor(Order order)
    {
        (_order, _hardware, _since) = (order, order.Hardware, order.Wall.GetTimestamp());
        (_startedAt, _used) = (order.Wall.GetUtcNow(), OwnersInUse(order.Hardware));
        Receive<Parts>(parts =>
        {
            (_parts, _leases) = (parts, null);
            _parts.Leases.Tell(LeaseProtocol.GetHoldings.Instance);
        });
        Receive<LeaseProtocol.HoldingsAre>(holdings =>
        {
            _leases = holdings.State;
            Stash.UnstashAll();
        });
        Receive<JournaledEvent>(e => _leases = _leases?.Apply(e.Event), e => e.PersistenceId == LeaseActor.Id);
        Receive<JournaledEvent>(_ => { });
        Receive<IHardwareRequest>(_ => Stash.Stash(), _ => _leases is null);
        Receive<Said>(_ => Stash.Stash(), _ => _leases is null);
        Receive<GetLine>(_ => TellLine(Sender));
        Receive<GetPipettes>(g => TellPipettes(g, Sender));
        Receive<Ping>(_ => TellWhoIsSilent(Sender));
        Receive<ReadEnvironment>(r => TellSurroundings(r, Sender));
        Receive<ReadPressure>(r => Route(Line, _hardware.Lab.FindGauge(r.Controller, r.Gauge) is { } gauge ? _hardware.OwnerOfDevice(gauge.Controller) : _hardware.Node, r));
        Receive<Actuate>(a => OfValve(a.Valve, a.Description, a, name => a with { Valve = name, Description = "" }));
        Receive<GetValve>(g => OfValve(g.Valve, g.Description, g, name => g with { Valve = name, Description = "" }));
        Receive<SetLock>(l => OfValve(l.Valve, l.Description, l, name => l with { Valve = name, Description = "" }));
        Receive<StateManual>(m => OfValve(m.Valve, m.Description, m, name => m with { Valve = name, Description = "" }));
        Receive<IValveRequest>(v => OfValve(v.Valve, "", v, name => v.As(name, v.By)));
        Receive<OwnValves>(o => Own(Line).Forward(o));
        Receive<Said>(OnSaid);
        Receive<Connected>(c => _door = c.Door);
        Receive<GateIsThere>(t => OnTicket(t), t => t.Node != _hardware.Node);
        Receive<GateIsThere>(t => _door.Tell(t));
        Receive<GetTicket>(g => _parts?.Gate.Tell(g, Self));
        Receive<RaiseFence>(r => _parts?.Gate.Tell(r, Self));
        Receive<FenceIsRaised>(f => _door.Tell(f));
        Receive<AskHardware>(OnAsked);
        Receive<HardwareAnswered>(OnAnswered);
        Receive<AskedHardwareActor.Heard>(OnHeard);
        Receive<Tick>(_ => OnTick());
    }

    /// <inheritdoc/>
    public IStash Stash { get; set; } = null!;

    /// <summary>The way of a node.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new HardwareWayActor(order));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(JournaledEvent));
        var self = Self;
        _timer = _order.Wall.CreateTimer(_ => self.Tell(Tick.Instance), null, Between, Timeout.InfiniteTimeSpan);
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        Context.System.EventStream.Unsubscribe(Self);
        _timer?.Dispose();
        foreach (var open in _open.Values)
            open.Hold?.Dispose();
    }

    /// <summary>A valve that nobody knows is refused by the node's own line.</summary>
    private void OfValve(string name, string description, IHardwareRequest request, Func<string, IHardwareRequest> named)
    {
        if (LineDecisions.Find(_hardware.Lab, name, description, out _) is { } valve)
            Route(Line, _hardware.OwnerOf(valve), named(valve.Name));
        else
            Own(Line).Forward(request);
    }

    private void OnSaid(Said said)
    {
        var owner = _hardware.OwnerOfDevice(said.Target.Split(':', 2)[^1]);
        if (said.Message is IHardwareRequest request)
            Route(said.Target, owner, request);
        else if (owner == _hardware.Node)
            Own(said.Target).Forward(said.Message);
    }

    private void Route(string target, string owner, IHardwareRequest request)
    {
        var asker = Sender;
        var resource = HardwareRules.ResourceOf(_hardware, target, request);
        var right = RightTo(resource, request);
        if (owner != _hardware.Node)
            Send(owner, target, request, right, answer => asker.Tell(answer));
        else if (_order.Shared.Resources.Contains(resource))
            _parts!.Gate.Tell(new Carry("", target, request, right), asker);
        else
            Own(target).Forward(request);
    }

    /// <summary>Runs' commands begin with the uuid of the run, those of people with <c>operator-</c>; what else there is comes of a safe state.</summary>
    private CommandRight RightTo(string resource, IHardwareRequest request)
    {
        var id = HardwareRules.IdOf(request);
        var by = request switch
        {
            Actuate a => a.By,
            SetLock l => l.By,
            StateManual m => m.By,
            IValveRequest v => v.By,
            _ => "",
        };
        if (id.IndexOf('/', StringComparison.Ordinal) is not (> 0 and var end) || !Guid.TryParseExact(id[..end], "D", out _))
            return new CommandRight(by, id.StartsWith("operator-", StringComparison.Ordinal) ? Commander.Person : Commander.SafeState, 0);
        var holding = _leases!.Holdings.GetValueOrDefault(resource);
        var isHis = holding is not null && (holding.Holder.Id == id[..end] || holding.Holder.Id.StartsWith(id[..(end + 1)], StringComparison.Ordinal));
        return new CommandRight(
            $"{(isHis ? holding!.Holder.Description : by.Length > 0 ? by : $"run {id[..end]}")} on {_hardware.Node}", Commander.Run, isHis ? holding!.Token : 0);
    }

    /// <summary>Other nodes without which the node's own instruments cannot work.</summary>
    private static ImmutableHashSet<string> OwnersInUse(NodeHardware hardware)
    {
        var sections = hardware.Own.Instruments.SelectMany(i => i.Sections).ToHashSet(StringComparer.Ordinal);
        var valves = hardware.Own.Instruments.SelectMany(i => new[] { i.Inlet, i.Outlet }).Select(hardware.Lab.FindValve).OfType<ValveDefinition>();
        return [.. hardware.Lab.Valves.Where(v => sections.Contains(v.Section)).Concat(valves).Select(hardware.OwnerOf).Where(owner => owner != hardware.Node)];
    }

    private IActorRef Own(string target) => _parts?.Find(target) ?? Context.System.DeadLetters;

    private static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>What it is started with.</summary>
    /// <param name="Hardware">Which of the laboratory's is the node's own.</param>
    /// <param name="Shared">What is leased by all nodes together.</param>
    /// <param name="Patience">Real time without a sign of its owner after which hardware counts as silent; longer than <see cref="Ticket.Validity"/>.</param>
    /// <param name="Asked">Told when another node asks for something, so that laboratory time passes here too.</param>
    /// <param name="Wall">Real time.</param>
    public sealed record Order(NodeHardware Hardware, SharedThings Shared, TimeSpan Patience, Action Asked, TimeProvider Wall);

    /// <summary>The parts of the node's own laboratory, as it was started now.</summary>
    /// <param name="Find">The actor of a target that is the node's own: line, extraction device, cold trap; null for what it does not have.</param>
    /// <param name="Gate">The <see cref="HardwareGateActor"/>.</param>
    /// <param name="Leases">The node's lease authority.</param>
    /// <param name="Twins">In a simulation: what follows the hardware of other nodes, by target; see <see cref="HardwareWayActor"/>'s simulation part.</param>
    public sealed record Parts(Func<string, IActorRef?> Find, IActorRef Gate, IActorRef Leases, ImmutableDictionary<string, IActorRef> Twins);

    /// <summary>The node has an actor system in the cluster, and this is its door.</summary>
    public sealed record Connected(IActorRef Door);

    /// <summary>Something that was said to a device, of which there is more than one.</summary>
    public sealed record Said(string Target, object Message);

    private sealed record Tick
    {
        public static readonly Tick Instance = new();
    }
}
