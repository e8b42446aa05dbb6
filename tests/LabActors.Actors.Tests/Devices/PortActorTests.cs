using System.Collections.Concurrent;
using System.Text;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Core.Labs;
using LabActors.Devices.Transports;
using Shouldly;
using Xunit;
using static LabActors.Actors.Devices.PortProtocol;
using Terminated = LabActors.Devices.Framings.Terminated;

namespace LabActors.Actors.Tests.Devices;

public sealed class PortActorTests : IAsyncDisposable
{
    private static readonly TimeSpan Second = TimeSpan.FromSeconds(1);
    private readonly TestNode _node = TestNode.OnVirtualTime();
    private readonly ScriptedPort _port = new() { Answer = request => request.Contains("dead", StringComparison.Ordinal) ? null : $"{request.TrimEnd()} ok\r\n" };
    private readonly ConcurrentQueue<LinkTrace> _traces = [];
    private readonly IActorRef _actor;

    public PortActorTests() => _actor = _node.System.ActorOf(PortActor.Props(
        new PortDefinition("bus", PortKind.Serial) { Path = "/dev/scripted" }, () => _port, PortOptions.Default with { Jitter = () => 0, QueueLimit = 3 }, _port, _traces.Enqueue));

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task A_transaction_is_answered_and_traced()
    {
        var probe = new Probe(_node.System);
        _node.System.EventStream.Subscribe(probe.Ref, typeof(LinkChanged));
        var reply = await Ask("gauge", "read 1");

        reply.Outcome.ShouldBe(LinkOutcome.Answered);
        Text(reply).ShouldBe("read 1 ok");
        var trace = _traces.ShouldHaveSingleItem();
        (trace.Port, trace.Device, trace.What).ShouldBe(("bus", "gauge", "read 1"));
        trace.Bytes.Select(b => (b.Direction, WireText.Of(b.Bytes.Span))).ShouldBe([(WireDirection.Out, "read 1<CR>"), (WireDirection.In, "read 1 ok<CR><LF>")]);
        (await probe.Hears<LinkChanged>()).ShouldHaveSingleItem().State.ShouldBe(LinkState.Up);
    }

    [Fact]
    public async Task What_is_urgent_goes_before_what_waits_and_not_before_what_is_under_way()
    {
        var all = new List<Task<LinkReply>>();
        _port.OnSent = request =>
        {
            // While the first is under way two more come, the later one urgent.
            if (request.StartsWith("first", StringComparison.Ordinal))
                all.AddRange([Ask("gauge", "second"), Ask("laser", "off", urgent: true)]);
        };

        await Ask("gauge", "first");
        await Task.WhenAll(all).WaitAsync(TestNode.Patience);

        _port.Sent.ShouldBe(["first\r", "off\r", "second\r"]);
    }

    [Fact]
    public async Task Hardware_29_a_dead_device_costs_the_others_on_its_bus_its_own_time_and_no_more()
    {
        var before = _port.GetTimestamp();
        var dead = Ask("dead", "dead 1");
        var again = Ask("dead", "dead 2");
        var alive = Ask("gauge", "read 1");

        (await dead).Outcome.ShouldBe(LinkOutcome.TimedOut);
        var afterDead = (await dead).At;
        (await alive).At.ShouldBe(afterDead);
        (await again).Outcome.ShouldBe(LinkOutcome.TimedOut);

        // Left alone for as long as an answer may take, and then asked again: nobody else has waited for it.
        _port.Sent.ShouldBe(["dead 1\r", "read 1\r", "dead 2\r"]);
        _port.GetElapsedTime(before).ShouldBe(3 * Second, TimeSpan.FromMilliseconds(100));
    }

    [Fact]
    public async Task Hardware_29_replies_are_never_interchanged_between_two_that_contend()
    {
        var asked = Enumerable.Range(0, 60).Select(i => (Request: $"read {i}", Device: $"device {i % 3}")).ToArray();
        using var room = new SemaphoreSlim(2);
        var replies = await Task.WhenAll(asked.Select(async a =>
        {
            await room.WaitAsync();
            try
            {
                return Text(await Ask(a.Device, a.Request));
            }
            finally
            {
                room.Release();
            }
        })).WaitAsync(TestNode.Patience);

        replies.ShouldBe(asked.Select(a => $"{a.Request} ok"));
    }

    [Fact]
    public async Task Hardware_21_a_port_that_is_lost_tells_at_once_and_is_opened_again_by_itself()
    {
        var probe = new Probe(_node.System);
        _node.System.EventStream.Subscribe(probe.Ref, typeof(LinkChanged));
        (await Ask("gauge", "read 1")).Outcome.ShouldBe(LinkOutcome.Answered);

        _port.Broken = "unplugged";
        var lost = await Ask("gauge", "read 2");
        var meanwhile = await Ask("gauge", "read 3");
        (lost.Outcome, meanwhile.Outcome).ShouldBe((LinkOutcome.PortLost, LinkOutcome.PortLost));
        var asked = new Probe(_node.System);
        _node.System.EventStream.Publish(new TellLinks(asked.Ref));
        (await asked.Hears<LinkChanged>()).Single().ShouldSatisfyAllConditions(l => l.State.ShouldBe(LinkState.Lost), l => l.Reason.ShouldBe("unplugged"));
        meanwhile.Reason.ShouldBe("the port bus (/dev/scripted 9600 8N1) is lost: unplugged");

        _port.Broken = null;
        (await probe.Hears<LinkChanged>(3)).Select(c => c.State).ShouldBe([LinkState.Up, LinkState.Lost, LinkState.Untried]);
        Text(await Ask("gauge", "read 4")).ShouldBe("read 4 ok");
        _port.Sent.ShouldBe(["read 1\r", "read 4\r"]);
    }

    [Fact]
    public async Task More_than_may_wait_is_refused_and_what_waits_is_told_when_the_port_is_closed()
    {
        var all = new List<Task<LinkReply>>();
        _port.OnSent = _ =>
        {
            if (all.Count == 0)
                all.AddRange([Ask("a", "1"), Ask("a", "2"), Ask("a", "3"), Ask("a", "4")]);
        };
        await Ask("a", "0");
        var outcomes = (await Task.WhenAll(all).WaitAsync(TestNode.Patience)).Select(r => r.Outcome);

        outcomes.ShouldBe([LinkOutcome.Answered, LinkOutcome.Answered, LinkOutcome.Answered, LinkOutcome.Canceled]);
    }

    [Fact]
    public async Task Who_gives_up_is_answered_and_what_has_not_been_sent_is_not_sent()
    {
        using var given = new CancellationTokenSource();
        Task<LinkReply>? waiting = null;
        _port.OnSent = _ =>
        {
            waiting ??= Ask("a", "never", cancellation: given.Token);
            given.Cancel();
        };
        await Ask("a", "0");

        (await waiting!).Outcome.ShouldBe(LinkOutcome.Canceled);
        await Ask("a", "1");
        _port.Sent.ShouldBe(["0\r", "1\r"]);
    }

    private Task<LinkReply> Ask(string device, string request, bool urgent = false, CancellationToken cancellation = default) =>
        new PortLink(_actor, device, simulated: true, _port).Exchange(
            Transaction.Ask(request, Encoding.ASCII.GetBytes(request + "\r"), Terminated.CrLf, Second, repeatSafe: false) with { Urgent = urgent }, cancellation).AsTask().WaitAsync(TestNode.Patience);

    private static string Text(LinkReply reply) => Encoding.ASCII.GetString(reply.Answers.ShouldHaveSingleItem().Span);
}
