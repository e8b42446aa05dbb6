using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using Akka.Actor;
using LabActors.Actors.Persistence;
using LabActors.Actors.Time;
using static LabActors.Actors.Tests.Persistence.Counter;

namespace LabActors.Actors.Tests.Persistence;

public sealed class JournaledActorTests
{
    [Fact]
    public async Task State_comes_back_from_the_journal_by_the_functions_that_made_it()
    {
        await using var node = TestNode.OnVirtualTime();
        var counter = Start(node, "counter-1");
        await node.Ask<Sum>(counter, new Add(5));
        (await node.Ask<Sum>(counter, new AddMany(4))).Value.ShouldBe(15);
        await Stop(counter);

        var again = await node.Ask<Sum>(Start(node, "counter-1"), new Get());
        (again.Value, again.Applied, again.SequenceNr).ShouldBe((15, 5, 5L));
    }

    [Fact]
    public async Task Each_event_is_published_once_it_is_journaled_and_applied()
    {
        await using var node = TestNode.OnVirtualTime();
        var heard = new ConcurrentQueue<JournaledEvent>();
        var third = new TaskCompletionSource();
        var listener = node.System.ActorOf(Props.Create(() => new Listener(heard, 3, third)));
        node.System.EventStream.Subscribe(listener, typeof(JournaledEvent));

        var counter = Start(node, "counter-1");
        await node.Ask<Sum>(counter, new Add(7));
        await node.Ask<Sum>(counter, new AddMany(2));
        await third.Task.WaitAsync(TestNode.Patience);
        heard.Select(e => (e.PersistenceId, e.SequenceNr, e.Timestamp, e.Event)).ShouldBe(
        [
            ("counter-1", 1, node.Clock.Now, new TestEvents.Counted(node.Clock.Now, 7)),
            ("counter-1", 2, node.Clock.Now, new TestEvents.Counted(node.Clock.Now, 1)),
            ("counter-1", 3, node.Clock.Now, new TestEvents.Counted(node.Clock.Now, 2)),
        ]);
    }

    [Fact]
    public async Task No_events_are_no_write_and_are_answered_at_once()
    {
        await using var node = TestNode.OnVirtualTime();
        (await node.Ask<Sum>(Start(node, "counter-1"), new AddMany(0))).SequenceNr.ShouldBe(0);
    }

    [Fact]
    public async Task An_event_that_could_not_be_replayed_is_refused_when_it_is_journaled()
    {
        await using var node = TestNode.OnVirtualTime();
        var counter = Start(node, "counter-1");
        (await node.Ask<string>(counter, new JournalUnappliable())).ShouldBe(
            "counter-1 (Counter) cannot journal a Renamed, which has no Applies<Renamed>: it could not be replayed.");
        (await node.Ask<Sum>(counter, new Get())).SequenceNr.ShouldBe(0);
    }

    [Fact]
    public async Task An_event_without_a_manifest_is_refused_in_memory_too()
    {
        await using var node = TestNode.OnVirtualTime();
        (await node.Ask<string>(Start(node, "counter-1"), new JournalUnregistered())).ShouldContain("which has no manifest: it needs a line in JournalManifests");
    }

    [Fact]
    public async Task A_snapshot_makes_recovery_shorter_and_changes_nothing_else()
    {
        await using var node = TestNode.OnVirtualTime();
        var counter = Start(node, "counter-1");
        await node.Ask<Sum>(counter, new AddMany(10));
        await node.Ask<Sum>(counter, new Snapshot());
        (await node.Ask<Sum>(counter, new Add(1))).Value.ShouldBe(56);
        await Stop(counter);

        var again = await node.Ask<Sum>(Start(node, "counter-1"), new Get());
        (again.Value, again.Applied, again.SequenceNr).ShouldBe((56, 1, 11L));
    }

    [Theory]
    [InlineData(10, 25, 5)]
    [InlineData(10, 9, 9)]
    [InlineData(0, 25, 25)]
    public async Task A_state_that_is_kept_after_every_so_many_events_is_what_replay_of_all_of_them_gives(int every, int events, int replayed)
    {
        await using var node = TestNode.OnVirtualTime(overrides: $"labactors.snapshots.every = {every}");
        var counter = Start(node, "counter-1");
        for (var i = 1; i <= events; i++)
            await node.Ask<Sum>(counter, new Add(i));
        await Stop(counter);

        var again = await node.Ask<Sum>(Start(node, "counter-1"), new Get());
        (again.Value, again.Applied, again.SequenceNr).ShouldBe((events * (events + 1) / 2, replayed, (long)events));
        await AnHourPasses(node);
    }

    [Fact]
    public async Task A_journal_that_has_no_snapshot_yet_is_replayed_whole_once()
    {
        await using var node = TestNode.OnVirtualTime(overrides: "labactors.snapshots.every = 10");
        var counter = Start(node, "counter-1");
        await node.Ask<Sum>(counter, new AddMany(4));
        await Stop(counter);
        counter = Start(node, "counter-1");
        (await node.Ask<Sum>(counter, new AddMany(7))).Value.ShouldBe(10 + 28);
        await Stop(counter);

        var again = await node.Ask<Sum>(Start(node, "counter-1"), new Get());
        (again.Value, again.Applied).ShouldBe((38, 1));
    }

    [Fact]
    public async Task Effects_start_no_earlier_than_the_end_of_recovery()
    {
        await using var node = TestNode.OnVirtualTime();
        var counter = Start(node, "counter-1");
        await node.Ask<Sum>(counter, new AddMany(3));
        await Stop(counter);
        var recovered = new TaskCompletionSource();
        node.System.ActorOf(Props.Create(() => new Counter("counter-1", () => recovered.SetResult())));
        await recovered.Task.WaitAsync(TestNode.Patience);
    }

    [Fact]
    public async Task A_handler_that_throws_has_its_event_in_the_journal_and_leaves_no_hold()
    {
        await using var node = TestNode.OnVirtualTime();
        var counter = Start(node, "counter-1");
        counter.Tell(new AddAndFail(3));
        (await node.Ask<Sum>(counter, new Get())).Value.ShouldBe(3);
        await AnHourPasses(node);
    }

    [Fact]
    public async Task The_death_of_a_child_while_a_write_is_under_way_arrives_with_its_message()
    {
        await using var node = TestNode.OnVirtualTime();
        var parent = node.System.ActorOf(Props.Create(() => new Bereaved()));

        for (var i = 0; i < 50; i++)
            (await node.Ask<string>(parent, i)).ShouldBe($"child {i} died");
    }

    [Fact]
    public async Task The_holds_of_an_actor_are_released_however_it_ends()
    {
        await using var node = TestNode.OnVirtualTime();
        for (var i = 0; i < 100; i++)
        {
            // Stopped somewhere between the start of its recovery and its last write.
            var counter = Start(node, $"counter-{i}");
            for (var j = 0; j < i % 10; j++)
                counter.Tell(new Add(j));
            await Stop(counter);
        }

        await AnHourPasses(node);
    }

    [Fact]
    public async Task Bytes_that_cannot_be_read_end_the_recovery_and_are_told_with_their_number_and_kind()
    {
        var folder = Directory.CreateTempSubdirectory("labactors-");
        try
        {
            var file = LabActors.Journal.Storage.SqliteJournalFile.Prepare(Path.Combine(folder.FullName, "journal.db"));
            await using (var before = TestNode.OnVirtualTime(file))
                await before.Ask<Sum>(Start(before, "counter-1"), new AddMany(3));
            using (var connection = new Microsoft.Data.Sqlite.SqliteConnection(file.ConnectionString))
            {
                connection.Open();
                using var spoil = connection.CreateCommand();
                spoil.CommandText = "UPDATE journal SET message = x'7b7d5d' WHERE sequence_number = 2";
                spoil.ExecuteNonQuery().ShouldBe(1);
            }

            await using var node = TestNode.OnVirtualTime(file);
            var told = new TaskCompletionSource<RecoveryFailed>(TaskCreationOptions.RunContinuationsAsynchronously);
            var listener = node.System.ActorOf(Props.Create(() => new Told(told)));
            await node.Ask<ActorIdentity>(listener, new Identify(1));
            Start(node, "counter-1");
            var failed = await told.Task.WaitAsync(TestNode.Patience);
            (failed.PersistenceId, failed.SequenceNr).ShouldBe(("counter-1", 2L));
            failed.Cause.ShouldContain("are not of its form");
            failed.Cause.ShouldContain("Found: '{}]' (3 bytes).");
        }
        finally
        {
            Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public void Every_persistent_actor_of_the_product_is_a_journaled_actor() =>
        typeof(JournaledActor).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(Akka.Persistence.Eventsourced)) && !type.IsAssignableTo(typeof(JournaledActor)))
            .ShouldBeEmpty();

    [Fact]
    public void No_actor_of_the_product_calls_the_persist_methods_that_know_nothing_of_the_clock()
    {
        var sources = Directory.EnumerateFiles(Path.Combine(SourceTree.Root, "src", "LabActors.Actors"), "*.cs", SearchOption.AllDirectories).ToArray();
        sources.ShouldContain(source => source.EndsWith("JournaledActor.cs"));
        sources
            .Where(source => Path.GetFileName(source) != "JournaledActor.cs")
            .Where(source => Regex.IsMatch(File.ReadAllText(source), @"(?<![.\w>/])(Persist|PersistAll|PersistAsync|PersistAllAsync|DeferAsync)\s*(<\w+>)?\("))
            .ShouldBeEmpty();
    }

    private static IActorRef Start(TestNode node, string id) => node.System.ActorOf(Props.Create(() => new Counter(id, null)));

    private static async Task Stop(IActorRef actor) => (await actor.GracefulStop(TestNode.Patience)).ShouldBeTrue();

    private static async Task AnHourPasses(TestNode node)
    {
        var before = node.Clock.Now;
        await Task.Delay(TimeSpan.FromHours(1), node.Clock.Time).WaitAsync(TestNode.Patience);
        node.Clock.Now.ShouldBe(before + TimeSpan.FromHours(1));
    }

    private sealed class Told : ReceiveActor
    {
        public Told(TaskCompletionSource<RecoveryFailed> told)
        {
            Context.System.EventStream.Subscribe(Self, typeof(RecoveryFailed));
            Receive<RecoveryFailed>(failed => told.TrySetResult(failed));
        }
    }

    /// <summary>Stops a child and writes at once, so that the death comes while the write is under way.</summary>
    private sealed class Bereaved : JournaledActor
    {
        public Bereaved()
            : base("bereaved")
        {
            Applies<TestEvents.Counted>(_ => { });
            Command<int>(number =>
            {
                var child = Context.ActorOf(Props.Empty);
                WatchFor(child, new ChildDied(number, Sender));
                Context.Stop(child);
                JournalAll(Enumerable.Range(0, 20).Select(i => new TestEvents.Counted(Now, i)));
            });
            Command<ChildDied>(died => died.Asker.Tell($"child {died.Number} died"));
        }

        private sealed record ChildDied(int Number, IActorRef Asker);
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(ConcurrentQueue<JournaledEvent> heard, int expected, TaskCompletionSource done) =>
            Receive<JournaledEvent>(e =>
            {
                heard.Enqueue(e);
                if (heard.Count == expected)
                    done.SetResult();
            });
    }
}
