using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Lines;
using LabActors.Actors.Persistence;
using LabActors.Actors.Tests.Devices;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;

namespace LabActors.Actors.Tests.Lines;

/// <summary>An extraction line on virtual time over valve boxes of which the test knows the truth: one, or one for each device of the laboratory.</summary>
public sealed class LineBench : IAsyncDisposable
{
    private readonly LabDefinition _lab;
    private readonly ImmutableDictionary<string, IActorRef> _devices;
    private readonly IActorRef _box;
    private readonly ImmutableDictionary<string, IActorRef> _gauges;

    public LineBench(LabDefinition lab)
    {
        _lab = lab;
        Node = TestNode.OnVirtualTime();
        Valves = new FakeValves(Node.Clock.Time);
        Journal = new Probe(Node.System);
        Node.System.EventStream.Subscribe(Journal.Ref, typeof(JournaledEvent));
        _box = Node.System.ActorOf(DeviceActor.Props<IValveSwitch>("valves", () => Valves));
        Boxes = lab.Devices.ToImmutableDictionary(d => d.Name, _ => new FakeValves(Node.Clock.Time));
        Banks = lab.Devices.Where(d => d.Driver == "pychron-valves").ToImmutableDictionary(
            d => d.Name, d => new FakeValveBank(Boxes[d.Name], [.. lab.Valves.Where(v => v.Device == d.Name).Select(v => v.Address)], Node.Clock.Time));
        _devices = Boxes.ToImmutableDictionary(b => b.Key, b => Node.System.ActorOf(DeviceActor.Props<IValveSwitch>(b.Key, () => Banks.GetValueOrDefault(b.Key) ?? (IValveSwitch)b.Value)));
        Gauge = new FakeGauge(Node.Clock.Time);
        _gauges = ImmutableDictionary<string, IActorRef>.Empty
            .Add("ion", Node.System.ActorOf(DeviceActor.Props<IGaugePort>("ion", () => Gauge)));
        Line = Start();
    }

    public TestNode Node { get; }

    /// <summary>The one box of a laboratory without devices.</summary>
    public FakeValves Valves { get; }

    /// <summary>The boxes of the laboratory's devices, by name.</summary>
    public ImmutableDictionary<string, FakeValves> Boxes { get; }

    /// <summary>Those of them that tell all their valves at once (devices driven as <c>pychron-valves</c>).</summary>
    public ImmutableDictionary<string, FakeValveBank> Banks { get; }

    public FakeGauge Gauge { get; }

    public Probe Journal { get; }

    public IActorRef Line { get; private set; }

    public async Task<object[]> Events() => [.. (await Journal.All()).OfType<JournaledEvent>().Select(e => e.Event)];

    /// <summary>Waits until such an event has been journaled so often.</summary>
    public Task Until(Func<object, bool> happened, int times = 1) => Journal.Until(heard => heard.OfType<JournaledEvent>().Count(e => happened(e.Event)) >= times);

    public TimeSpan Elapsed => Node.Clock.Virtual!.Elapsed;

    public Task<T> Ask<T>(object question) => Node.Ask<T>(Line, question);

    public async Task Restart()
    {
        await Line.GracefulStop(TestNode.Patience);
        Line = Start();
    }

    public async ValueTask DisposeAsync() => await Node.DisposeAsync();

    private IActorRef Start() => Node.System.ActorOf(ExtractionLineActor.Props(
        _lab, _lab.Devices.IsEmpty ? LineDevices.Of(_lab, _box, _gauges) : LineDevices.Of(_lab, _devices, _gauges)));
}
