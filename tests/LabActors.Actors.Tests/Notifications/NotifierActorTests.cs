using System.Collections.Concurrent;
using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Notifications;
using LabActors.Actors.Persistence;
using LabActors.Actors.Tests.Time;
using LabActors.Core.Journal;
using LabActors.Core.Notifications;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using LabActors.Journal.Serialization;
using static LabActors.Core.Journal.Events.NotifierEvents;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Actors.Tests.Notifications;

/// <summary>The outbox against a channel that fails, on a wall clock of the test's.</summary>
public sealed class NotifierActorTests : IAsyncDisposable
{
    private readonly TestNode _node = TestNode.OnVirtualTime(setups: new JournalManifestSetup(JournalManifests.All));
    private readonly FakeWallClock _wall = new();

    public ValueTask DisposeAsync() => _node.DisposeAsync();

    [Fact]
    public async Task A_failure_is_tried_again_after_a_minute_then_two_and_what_comes_behind_waits()
    {
        var channel = new Channel();
        var notifier = Start(channel);
        await Drained(notifier);
        Happens(new QueueAccepted(_node.Clock.Now, "q", "Argus", new ExperimentQueue { Name = "q", Runs = [new RunSpec()] }), 1);
        Happens(new QueueStarted(_node.Clock.Now), 2);
        Happens(new QueueEnded(_node.Clock.Now, "completed", ""), 3);

        (await Drained(notifier)).Single().ShouldBe("2 events on test, the first START_QUEUE of q (attempt 1: nobody there)");
        channel.Tried.ShouldBe(["START_QUEUE"]);
        _wall.Advance(TimeSpan.FromSeconds(59));
        (await Drained(notifier)).Single().ShouldBe("2 events on test, the first START_QUEUE of q (attempt 1: nobody there)");
        channel.Tried.Count.ShouldBe(1);
        _wall.Advance(TimeSpan.FromSeconds(1));
        await channel.WhenTriedAsync(2);
        await Drained(notifier);
        channel.Works = true;
        _wall.Advance(TimeSpan.FromMinutes(2));
        await channel.WhenTriedAsync(4);
        (await Drained(notifier)).ShouldBeEmpty();
        channel.Tried.ShouldBe(["START_QUEUE", "START_QUEUE", "START_QUEUE", "END_QUEUE"]);
    }

    [Fact]
    public async Task After_a_day_it_is_given_up_and_said()
    {
        var channel = new Channel();
        var given = new TaskCompletionSource<DeliveryGivenUp>();
        _node.System.ActorOf(Props.Create(() => new Ear(given)));
        var notifier = Start(channel);
        await Drained(notifier);
        Happens(new QueueAccepted(_node.Clock.Now, "q", "Argus", new ExperimentQueue { Name = "q", Runs = [new RunSpec()] }), 1);
        Happens(new QueueStarted(_node.Clock.Now), 2);
        await Drained(notifier);

        _wall.Advance(TimeSpan.FromHours(25));

        var gaveUp = await given.Task.WaitAsync(TestNode.Patience);
        gaveUp.ShouldSatisfyAllConditions(g => g.Attempts.ShouldBe(2), g => g.Reason.ShouldBe("nobody there"), g => g.Channel.ShouldBe("test"));
        (await Drained(notifier)).ShouldBeEmpty();
    }

    private IActorRef Start(INotificationChannel channel) => _node.System.ActorOf(NotifierActor.Props(
        NotificationSettings.None with { Channels = [channel] }, [], _ => Task.FromResult(new NotifierProtocol.Missed([], [])), _wall));

    private async Task<ImmutableArray<string>> Drained(IActorRef notifier) =>
        (await _node.Ask<NotifierProtocol.Drained>(notifier, new NotifierProtocol.Drain())).Undelivered;

    private void Happens(IJournalEvent happened, long number) => _node.System.EventStream.Publish(new JournaledEvent("queue-q", number, happened.At, happened));

    private sealed class Channel : INotificationChannel
    {
        private readonly ConcurrentQueue<string> _tried = [];
        private readonly SemaphoreSlim _tries = new(0);
        private int _seen;

        public bool Works { get; set; }

        public IReadOnlyList<string> Tried => [.. _tried];

        public string Name => "test";

        public TimeSpan Limit => TimeSpan.FromSeconds(30);

        public bool Wants(ExperimentEvent experiment) => true;

        public Task<string> DeliverAsync(long id, ExperimentEvent experiment, CancellationToken stop)
        {
            _tried.Enqueue(experiment.Event);
            _tries.Release();
            return Works ? Task.FromResult("ok") : Task.FromException<string>(new IOException("nobody there"));
        }

        public async Task WhenTriedAsync(int count)
        {
            for (; _seen < count; _seen++)
                (await _tries.WaitAsync(TestNode.Patience)).ShouldBeTrue();
        }
    }

    private sealed class Ear : ReceiveActor
    {
        public Ear(TaskCompletionSource<DeliveryGivenUp> given)
        {
            Context.System.EventStream.Subscribe(Self, typeof(JournaledEvent));
            Receive<JournaledEvent>(e =>
            {
                if (e.Event is DeliveryGivenUp up)
                    given.TrySetResult(up);
            });
        }
    }
}
