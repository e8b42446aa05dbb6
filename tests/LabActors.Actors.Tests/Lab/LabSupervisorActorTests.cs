using System.Collections.Immutable;
using System.Runtime.Serialization;
using Akka;
using Akka.Actor;
using LabActors.Actors.Lab;
using LabActors.Actors.Persistence;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;

namespace LabActors.Actors.Tests.Lab;

public sealed class LabSupervisorActorTests
{
    private static readonly LabDefinition Definition = new() { Name = "Test" };

    [Fact]
    public async Task A_recovery_that_cannot_succeed_is_told_once_refuses_the_start_and_stops_the_node()
    {
        await using var node = TestNode.OnVirtualTime();
        var heard = await ListenAsync(node);
        var lives = 0;
        var supervisor = Start(node, () => Props.Create(() => new Unrecoverable(Interlocked.Increment(ref lives))));

        var refused = await RefusedAsync(node, supervisor, heard);

        refused.Message.ShouldBe("Event 7 of line cannot be recovered: the bytes are spoiled");
        await node.System.WhenTerminated.WaitAsync(TestNode.Patience);
        heard.Notices.ShouldBe(["Event 7 of line cannot be recovered: the bytes are spoiled Everything is held; the node stops, and is made safe."]);
        lives.ShouldBe(1, "no second life");
    }

    [Fact]
    public async Task A_laboratory_that_stops_by_itself_is_told_and_stops_the_node_instead_of_leaving_it_without_one()
    {
        await using var node = TestNode.OnVirtualTime();
        var heard = await ListenAsync(node);
        var supervisor = Start(node, () => Props.Create(() => new Stopping()));

        await RefusedAsync(node, supervisor, heard);

        await node.System.WhenTerminated.WaitAsync(TestNode.Patience);
        heard.Notices.ShouldHaveSingleItem().ShouldStartWith("The laboratory has stopped; the log says why.");
    }

    private static async Task<Heard> ListenAsync(TestNode node)
    {
        // A virtual clock would let the shutdown's own limit pass before the test has asked.
        var heard = new Heard(node.Clock.Holds.Hold("the test asks"));
        var listener = node.System.ActorOf(Props.Create(() => new Listener(heard)));
        await node.Ask<ActorIdentity>(listener, new Identify(1));

        // The notice comes before the shutdown begins; the listener is not stopped before it has heard it, nor the supervisor before it has answered.
        CoordinatedShutdown.Get(node.System).AddTask(CoordinatedShutdown.PhaseBeforeServiceUnbind, "the test hears", async () =>
        {
            await heard.First;
            await heard.Answered.Task;
            return Done.Instance;
        });
        return heard;
    }

    private static async Task<SerializationException> RefusedAsync(TestNode node, IActorRef supervisor, Heard heard)
    {
        try
        {
            return await Should.ThrowAsync<SerializationException>(() => node.Ask<LabProtocol.PartsAre>(supervisor, new LabProtocol.GetParts()));
        }
        finally
        {
            heard.Answered.SetResult();
            heard.Asks.Dispose();
        }
    }

    private static IActorRef Start(TestNode node, Func<Props> laboratory)
    {
        var ports = new LabPorts(
            ImmutableDictionary<string, Func<IValveSwitch>>.Empty,
            ImmutableDictionary<string, Func<IGaugePort>>.Empty,
            ImmutableDictionary<string, Func<ISpectrometerPort>>.Empty,
            ImmutableDictionary<string, Func<IExtractionDevicePort>>.Empty,
            ImmutableDictionary<string, Func<IPipettePort>>.Empty,
            []);
        return node.System.ActorOf(LabSupervisorActor.Props(new LabSupervisorActor.Order(
            _ => laboratory(), _ => { }, Definition, ports, TimeSpan.FromMinutes(2), TimeProvider.System)), "lab");
    }

    private sealed class Heard(IDisposable asks)
    {
        public IDisposable Asks => asks;

        private readonly TaskCompletionSource<Done> _first = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public ImmutableArray<string> Notices { get; private set; } = [];

        public Task<Done> First => _first.Task;

        public TaskCompletionSource Answered { get; } = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public void Add(string notice)
        {
            Notices = Notices.Add(notice);
            _first.TrySetResult(Done.Instance);
        }
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(Heard heard)
        {
            Context.System.EventStream.Subscribe(Self, typeof(LabProtocol.Notice));
            Receive<LabProtocol.Notice>(notice => heard.Add(notice.Text));
        }
    }

    private sealed class Unrecoverable : ReceiveActor
    {
        public Unrecoverable(int life)
        {
            ReceiveAny(_ => { });
            Context.System.EventStream.Publish(new RecoveryFailed("line", 7, $"the bytes are {(life == 1 ? "spoiled" : "still spoiled")}"));
        }
    }

    private sealed class Stopping : ReceiveActor
    {
        public Stopping()
        {
            ReceiveAny(_ => { });
            Context.Stop(Self);
        }
    }
}
