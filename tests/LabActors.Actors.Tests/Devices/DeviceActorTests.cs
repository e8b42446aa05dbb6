using Akka.Actor;
using Akka.TestKit;
using LabActors.Actors.Devices;
using LabActors.Devices.Ports;
using static LabActors.Actors.Devices.DeviceProtocol;

namespace LabActors.Actors.Tests.Devices;

public sealed class DeviceActorTests
{
    private const string StepByStep = """akka.scheduler.implementation = "Akka.TestKit.TestScheduler, Akka.TestKit" """;

    /// <summary>A port whose conversations end when the test says so.</summary>
    private sealed class Box : IDisposable
    {
        public bool Disposed { get; private set; }

        public void Dispose() => Disposed = true;
    }

    private static Transaction<Box> Say(object key, string what, Task<object?> answer, bool urgent = false, bool heedsCancellation = true) => new(
        key, what, async (_, ct) => await (heedsCancellation ? answer.WaitAsync(ct) : answer), urgent);

    [Fact]
    public async Task Conversations_are_held_one_after_another_in_order()
    {
        await using var node = TestNode.OnVirtualTime();
        var probe = new Probe(node.System);
        var device = node.System.ActorOf(DeviceActor.Props("box", () => new Box()));
        var first = new TaskCompletionSource<object?>();
        var began = new List<string>();
        device.Tell(new Transaction<Box>("1", "first", async (_, _) => { began.Add("1"); return await first.Task; }), probe.Ref);
        device.Tell(new Transaction<Box>("2", "second", (_, _) => { began.Add("2"); return ValueTask.FromResult<object?>("b"); }), probe.Ref);
        await node.Ask<LastIs>(device, new GetLast("anything"));
        began.ShouldBe(["1"]);
        first.SetResult("a");
        (await probe.Hears<Completed>(2)).ShouldBe([new Completed("1", "a"), new Completed("2", "b")]);
    }

    [Fact]
    public async Task What_is_urgent_overtakes_what_waits_and_what_is_under_way_is_given_up()
    {
        await using var node = TestNode.OnVirtualTime();
        var probe = new Probe(node.System);
        var device = node.System.ActorOf(DeviceActor.Props("laser", () => new Box()));
        device.Tell(Say("move", "move", new TaskCompletionSource<object?>().Task), probe.Ref);
        device.Tell(Say("next", "next", Task.FromResult<object?>("n")), probe.Ref);
        device.Tell(Say("off", "off", Task.FromResult<object?>("o"), urgent: true), probe.Ref);
        await probe.Hears<Completed>(2);
        probe.Heard.ShouldBe([new Failed("move", "laser gave up 'move' for 'off'", DeviceFailure.Withdrawn), new Completed("off", "o"), new Completed("next", "n")]);
        node.Clock.Virtual!.Elapsed.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task What_clears_lets_nothing_come_after_it_that_was_asked_before_it()
    {
        await using var node = TestNode.OnVirtualTime();
        var probe = new Probe(node.System);
        var device = node.System.ActorOf(DeviceActor.Props("laser", () => new Box()));
        device.Tell(Say("poll", "poll", new TaskCompletionSource<object?>().Task), probe.Ref);
        device.Tell(Say("enable", "enable", Task.FromResult<object?>("e")), probe.Ref);
        device.Tell(Say("off", "off", Task.FromResult<object?>("o"), urgent: true) with { Clears = true }, probe.Ref);
        await probe.Hears<Completed>();
        (await probe.All()).ShouldBe(
        [
            new Failed("enable", "laser gave up 'enable' for 'off'", DeviceFailure.Withdrawn),
            new Failed("poll", "laser gave up 'poll' for 'off'", DeviceFailure.Withdrawn),
            new Completed("off", "o"),
        ]);
    }

    [Fact]
    public async Task What_does_not_end_when_it_is_given_up_holds_up_what_is_urgent_for_a_quarter_of_a_second()
    {
        await using var node = TestNode.OnRealTime(overrides: StepByStep);
        var scheduler = (TestScheduler)node.System.Scheduler;
        var probe = new Probe(node.System);
        var ports = new List<Box>();
        var device = node.System.ActorOf(DeviceActor.Props("laser", () => { ports.Add(new Box()); return ports[^1]; }));
        device.Tell(Say("move", "move", new TaskCompletionSource<object?>().Task, heedsCancellation: false), probe.Ref);
        device.Tell(Say("off", "off", Task.FromResult<object?>("o"), urgent: true), probe.Ref);
        await probe.Hears<Failed>();
        scheduler.Advance(DeviceOptions.Default.UrgentGrace);
        (await probe.Hears<Completed>()).ShouldBe([new Completed("off", "o")]);
        ports.Count.ShouldBe(2);
        ports[0].Disposed.ShouldBeTrue();
    }

    [Fact]
    public async Task No_answer_in_time_is_a_failure_and_a_late_one_is_not_told()
    {
        await using var node = TestNode.OnRealTime(overrides: StepByStep);
        var scheduler = (TestScheduler)node.System.Scheduler;
        var probe = new Probe(node.System);
        var device = node.System.ActorOf(DeviceActor.Props("gauge", () => new Box()));
        var late = new TaskCompletionSource<object?>();
        device.Tell(Say("1", "read", late.Task, heedsCancellation: false), probe.Ref);
        device.Tell(Say("2", "read again", Task.FromResult<object?>(2)), probe.Ref);
        await node.Ask<LastIs>(device, new GetLast("read"));
        scheduler.Advance(TimeSpan.FromSeconds(10));
        (await probe.Hears<Failed>()).ShouldBe([new Failed("1", "gauge did not answer within 10 s (read)", DeviceFailure.Unanswered)]);
        late.SetResult("too late");
        await probe.Hears<Completed>();
        probe.Heard.Length.ShouldBe(2);
        probe.Heard[1].ShouldBe(new Completed("2", 2));
    }

    [Fact]
    public async Task A_refusal_is_no_breakdown_and_a_breakdown_opens_the_port_again()
    {
        await using var node = TestNode.OnVirtualTime();
        var probe = new Probe(node.System);
        var ports = new List<Box>();
        var device = node.System.ActorOf(DeviceActor.Props("box", () => { ports.Add(new Box()); return ports[^1]; }));
        device.Tell(Say("1", "x", Task.FromException<object?>(new DeviceRefusedException("box", "no such valve"))), probe.Ref);
        device.Tell(Say("2", "y", Task.FromException<object?>(new IOException("broken pipe"))), probe.Ref);
        device.Tell(Say("3", "z", Task.FromResult<object?>(3)), probe.Ref);
        await probe.Hears<Completed>();
        probe.Heard.ShouldBe([new Failed("1", "box: no such valve", DeviceFailure.Definite), new Failed("2", "box broke down (y): broken pipe", DeviceFailure.Unanswered), new Completed("3", 3)]);
        ports.Select(p => p.Disposed).ShouldBe([true, false]);
    }

    [Fact]
    public async Task A_port_that_cannot_be_opened_is_tried_again_after_a_back_off()
    {
        await using var node = TestNode.OnVirtualTime();
        var attempts = new List<TimeSpan>();
        var clock = node.Clock;
        var device = node.System.ActorOf(DeviceActor.Props<Box>("box", () =>
        {
            attempts.Add(clock.Virtual!.Elapsed);
            return attempts.Count < 3 ? throw new IOException("no such port") : new Box();
        }));
        var answered = new Probe(node.System);
        var asker = node.System.ActorOf(Props.Create(() => new Insistent(device, answered.Ref)));
        (await answered.Hears<Completed>()).ShouldBe([new Completed("ask", "at last")]);
        attempts.ShouldBe([TimeSpan.Zero, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(3)]);
        asker.ShouldNotBeNull();
    }

    [Fact]
    public async Task Polled_values_are_remembered_and_stale_when_they_are_lost()
    {
        await using var node = TestNode.OnVirtualTime();
        var gauge = new FakeGauge(node.Clock.Time);
        gauge.Pressures.Enqueue(3);
        gauge.Pressures.Enqueue(null);
        var heard = new Probe(node.System);
        node.System.EventStream.Subscribe(heard.Ref, typeof(DeviceRead));
        var device = node.System.ActorOf(DeviceActor.Props<IGaugePort>(
            "controller", () => gauge, polls: [GaugeTransactions.Poll("IG", TimeSpan.FromSeconds(5))]));
        var read = await heard.Hears<DeviceRead>(3);
        read.Take(3).Select(r => (r.Reading.Value, r.Reading.Quality)).ShouldBe([(2.0, Quality.Good), (3.0, Quality.Good), (3.0, Quality.Stale)]);
        (await node.Ask<LastIs>(device, new GetLast(GaugeTransactions.Name("IG")))).Reading!.Value.ShouldBe(3);
        (await node.Ask<LastIs>(device, new GetLast("pressure none"))).Reading.ShouldBeNull();
    }

    [Fact]
    public async Task The_queue_is_bounded_and_what_is_urgent_is_never_refused()
    {
        await using var node = TestNode.OnVirtualTime();
        var probe = new Probe(node.System);
        var device = node.System.ActorOf(DeviceActor.Props("box", () => new Box(), DeviceOptions.Default with { QueueLimit = 1 }));
        var gate = new TaskCompletionSource<object?>();
        device.Tell(Say("1", "first", gate.Task), probe.Ref);
        device.Tell(Say("2", "second", gate.Task), probe.Ref);
        device.Tell(Say("3", "third", gate.Task), probe.Ref);
        device.Tell(Say("4", "fourth", Task.FromResult<object?>(4), urgent: true), probe.Ref);
        await probe.Hears<Completed>();
        probe.Heard[0].ShouldBe(new Failed("3", "box has 1 commands waiting", DeviceFailure.NotSent));
        probe.Heard.ShouldContain(new Completed("4", 4));
        gate.SetResult(null);
    }

    /// <summary>Asks once a second until it is answered.</summary>
    private sealed class Insistent : ReceiveActor, IWithTimers
    {
        public Insistent(IActorRef device, IActorRef listener)
        {
            Receive<string>(_ => device.Tell(Say("ask", "ask", Task.FromResult<object?>("at last"))));
            Receive<Failed>(_ => Timers.StartSingleTimer("again", "again", TimeSpan.FromSeconds(1)));
            Receive<Completed>(listener.Tell);
            Self.Tell("now");
        }

        public ITimerScheduler Timers { get; set; } = null!;
    }
}
