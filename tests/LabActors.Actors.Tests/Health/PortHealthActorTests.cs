using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Health;
using LabActors.Actors.Operators;
using LabActors.Actors.Persistence;
using LabActors.Actors.Tests.Devices;
using LabActors.Core.Execution.Checks;
using LabActors.Core.Labs;
using LabActors.Devices.Transports;
using static LabActors.Core.Journal.Events.HealthEvents;

namespace LabActors.Actors.Tests.Health;

public sealed class PortHealthActorTests : IAsyncDisposable
{
    private static readonly LabDefinition Lab = new()
    {
        Name = "test",
        Ports = [new PortDefinition("box", PortKind.Serial) { Path = "/dev/box" }],
        Devices = [new DeviceDefinition("relays", "proxr", "box"), new DeviceDefinition("gauges", "mks-937", "box")],
        Valves =
        [
            .. new[] { "C", "D" }.Select(n => new ValveDefinition(n, n, "a", "b", "bone", [], [], TimeSpan.Zero, ValveKind.Valve) { Device = "relays" }),
            new ValveDefinition("R", "R", "a", "b", "bone", [], [], TimeSpan.Zero, ValveKind.Valve) { Device = "qtegra" },
        ],
    };

    private readonly TestNode _node = TestNode.OnVirtualTime();
    private readonly Probe _journal;
    private readonly IActorRef _health;

    public PortHealthActorTests()
    {
        _journal = new Probe(_node.System);
        _node.System.EventStream.Subscribe(_journal.Ref, typeof(JournaledEvent));
        _health = _node.System.ActorOf(HealthActor.Props());
    }

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task Hardware_21_a_lost_port_is_told_once_with_what_is_on_it_and_again_when_something_answers_there()
    {
        await WatchAsync(LinkState.Up);
        Publish(LinkState.Lost, "unplugged");
        Publish(LinkState.Untried);
        Publish(LinkState.Lost, "unplugged");
        Publish(LinkState.Up);
        Publish(LinkState.Lost, "power off");
        await Until(e => e is ErrorRaised { Text: var text } && text.Contains("power off"));

        var told = Told();
        told.Length.ShouldBe(3);
        told[0].ShouldBeOfType<ErrorRaised>().ShouldSatisfyAllConditions(
            e => e.Source.ShouldBe("port box"),
            e => e.Text.ShouldBe("/dev/box is lost (unplugged); on it: relays, gauges; valves C, D are unknown. It is opened again by itself; what needs it waits, or fails"),
            e => e.Holds.ShouldBeFalse("whatever needs its devices waits for them: no queue is ended for a gauge"));
        told[1].ShouldBeOfType<ErrorCleared>().Why.ShouldBe("the port is back: relays, gauges");
    }

    [Fact]
    public async Task What_was_lost_before_anybody_looked_is_asked_of_the_port()
    {
        await WatchAsync(LinkState.Lost);
        await Until(e => e is ErrorRaised { Source: "port box" });
    }

    [Fact]
    public async Task A_port_that_was_only_opened_again_is_back_after_a_minute()
    {
        await WatchAsync(LinkState.Lost);
        await Until(e => e is ErrorRaised);
        DateTimeOffset opened;
        using (_node.Clock.Holds.Hold("the test looks at the clock"))
        {
            opened = _node.Clock.Now;
            Publish(LinkState.Untried);
            await Until(e => e is ErrorRaised);
        }

        await Until(e => e is ErrorCleared);
        Told().OfType<ErrorCleared>().Single().ShouldSatisfyAllConditions(e => e.Why.ShouldStartWith("the port can be opened again"), e => (e.At - opened).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(60)));
    }

    [Fact]
    public async Task A_flag_of_a_former_life_is_taken_back_when_its_port_is_not_lost_any_more()
    {
        await _health.Ask<HealthProtocol.FlagsAre>(new HealthProtocol.RaiseError("port old", "lost", "its actor", Holds: false), TestNode.Patience);
        await WatchAsync(LinkState.Up);
        await Until(e => e is ErrorCleared { Source: "port old" });
        Told().Count(e => e is ErrorRaised).ShouldBe(1);
    }

    [Fact]
    public async Task Status_tells_every_flag()
    {
        var lab = new FakeOperatedLab();
        var at = new DateTimeOffset(2026, 3, 2, 18, 0, 0, TimeSpan.Zero);
        lab.Flags.AddRange([new ErrorFlag("port box", "is lost", "its actor", at, Holds: false), new ErrorFlag("chiller", "is warm", "bob", at)]);
        (await LabStatus.LinesAsync(lab)).TakeLast(2).ShouldBe(["warning: port box: is lost (since 03-02 18:00:00 UTC)", "error: chiller: is warm (since 03-02 18:00:00 UTC)"]);
    }

    private object[] Told() => [.. _journal.Heard.OfType<JournaledEvent>().Select(e => e.Event)];

    private Task Until(Func<object, bool> told) => _journal.Until(heard => heard.OfType<JournaledEvent>().Any(e => told(e.Event)));

    /// <summary>Begins, with a port that stands so, and waits until it has been asked.</summary>
    private async Task WatchAsync(LinkState stands)
    {
        var port = new Probe(_node.System, message =>
        {
            (message as PortProtocol.TellLinks)?.Asker.Tell(Link(stands, "unplugged"));
            return null;
        });
        _node.System.EventStream.Subscribe(port.Ref, typeof(PortProtocol.TellLinks));
        _node.System.ActorOf(PortHealthActor.Props(Lab, _health));
        await port.Hears<PortProtocol.TellLinks>();
    }

    private void Publish(LinkState state, string reason = "") => _node.System.EventStream.Publish(Link(state, reason));

    private PortProtocol.LinkChanged Link(LinkState state, string reason) => new("box", "/dev/box", state, reason, _node.Clock.Now);
}
