using Akka.Actor;
using Akka.Pattern;
using LabActors.Actors.Persistence;
using LabActors.Actors.Supervision;
using LabActors.Actors.Tests.Persistence;
using LabActors.Journal.Reading;
using LabActors.Journal.Storage;
using LabActors.Journal.Tests.Storage;
using Microsoft.Data.Sqlite;
using static LabActors.Actors.Tests.Persistence.Counter;

namespace LabActors.Actors.Tests.Traps;

/// <summary>Each is a trap of Akka.Persistence that was measured, and what we do about it.</summary>
[Collection(JournalStores.Collection)]
public sealed class PersistenceTrapTests(JournalStores stores)
{
    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task An_actor_that_lived_in_processes_A_B_and_A_again_recovers_all_its_events(JournalProvider provider)
    {
        var journal = stores.Create(provider);
        await using var a = TestNode.OnVirtualTime(journal);
        await using var b = TestNode.OnVirtualTime(journal);
        foreach (var node in new[] { a, b, a })
            await Live(node, new AddMany(3));
        await using var reader = TestNode.OnVirtualTime(journal);
        (await Live(reader, new Get())).Applied.ShouldBe(9);
        var kinds = new JournalReader(journal, TestEvents.Registry);
        kinds.ReadKinds([typeof(TestEvents.Counted)]).ToBlockingEnumerable().Count().ShouldBe(9);
        kinds.ReadKinds([typeof(TestEvents.Renamed)]).ToBlockingEnumerable().ShouldBeEmpty();

        // What the filter's default would do.
        await using var filtered = TestNode.OnVirtualTime(journal, "akka.persistence.journal.sql.replay-filter.mode = repair-by-discard-old");
        var trapped = await Live(filtered, new Get());
        (trapped.Applied, trapped.SequenceNr).ShouldBe((6, 9L));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task Of_two_writers_under_one_id_the_second_is_stopped_and_the_first_goes_on(JournalProvider provider)
    {
        var journal = stores.Create(provider);
        await using var a = TestNode.OnVirtualTime(journal);
        await using var b = TestNode.OnVirtualTime(journal);
        var (first, second) = (Start(a), Start(b));
        await a.Ask<Sum>(first, new Get());
        await b.Ask<Sum>(second, new Get());

        (await a.Ask<Sum>(first, new Add(1))).SequenceNr.ShouldBe(1);
        var ended = Watch(b, second);
        second.Tell(new Add(100));
        await ended;
        (await a.Ask<Sum>(first, new Add(1))).Value.ShouldBe(2);

        // The hold of the failed write is gone.
        await Task.Delay(TimeSpan.FromHours(1), b.Clock.Time).WaitAsync(TestNode.Patience);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task The_virtual_clock_stands_still_while_a_write_is_in_flight(JournalProvider provider)
    {
        const int Writes = 200;
        await using var node = TestNode.OnVirtualTime(stores.Create(provider));
        var done = new TaskCompletionSource<int>();
        node.System.ActorOf(Props.Create(() => new SteadyWriter(Writes, done)));
        (await done.Task.WaitAsync(TestNode.Patience)).ShouldBe(0, "watchdogs that fired because time went on during a write");
        node.Clock.Virtual!.Elapsed.ShouldBe(TimeSpan.FromSeconds(Writes));
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task What_akka_writes_the_reader_reads(JournalProvider provider)
    {
        var journal = stores.Create(provider);
        await using var node = TestNode.OnVirtualTime(journal);
        await Live(node, new AddMany(3));
        var at = node.Clock.Now;
        var rows = new List<JournalRow>();
        await foreach (var row in new JournalReader(journal, TestEvents.Registry).ReadFrom())
            rows.Add(row);
        rows.Select(row => (row.PersistenceId, row.SequenceNr, row.Manifest, row.Event)).ShouldBe(
            Enumerable.Range(1, 3).Select(i => ("counter", (long)i, "test.counted.v1", (LabActors.Core.Journal.IJournalEvent)new TestEvents.Counted(at, i))));
        rows.ShouldAllBe(row => Math.Abs((row.WrittenAt - DateTimeOffset.UtcNow).TotalMinutes) < 10);
    }

    [Theory]
    [OnSqlite]
    [OnPostgreSql]
    public async Task State_and_snapshots_come_back_from_the_database(JournalProvider provider)
    {
        var journal = stores.Create(provider);
        await using var node = TestNode.OnVirtualTime(journal);
        var counter = Start(node);
        await node.Ask<Sum>(counter, new AddMany(10));
        await node.Ask<Sum>(counter, new Snapshot());

        // The clock does not pass a snapshot that is being saved.
        await Task.Delay(TimeSpan.FromHours(1), node.Clock.Time).WaitAsync(TestNode.Patience);
        await node.Ask<Sum>(counter, new Add(1));
        await Stop(counter);
        await using var later = TestNode.OnVirtualTime(journal);
        var sum = await Live(later, new Get());
        (sum.Value, sum.Applied, sum.SequenceNr).ShouldBe((56, 1, 11L));
    }

    [Theory]
    [OnPostgreSql]
    public async Task Two_nodes_have_actors_of_the_same_ids_in_one_database_and_each_its_own_events(JournalProvider provider)
    {
        var shared = stores.Create(provider);
        var (argus, felix) = (shared.Of("argus"), shared.Of("felix \"2\""));
        foreach (var journal in new[] { argus, felix })
            await journal.PrepareAsync();
        await using var a = TestNode.OnVirtualTime(argus);
        await using var b = TestNode.OnVirtualTime(felix);

        (await Live(a, new AddMany(3))).SequenceNr.ShouldBe(3);
        (await Live(b, new AddMany(2))).SequenceNr.ShouldBe(2);
        (await Live(a, new AddMany(1))).SequenceNr.ShouldBe(4);
        (await Live(b, new Get())).Applied.ShouldBe(2);

        (await CountAsync(argus), await CountAsync(felix), await CountAsync(shared.Of("jan"))).ShouldBe((4, 2, 0));

        static async Task<int> CountAsync(JournalDatabase journal)
        {
            var count = 0;
            await foreach (var row in new JournalReader(journal, TestEvents.Registry).ReadFrom())
                count++;
            return count;
        }
    }

    [Fact]
    public async Task A_write_that_fails_stops_the_actor_and_back_off_starts_it_again()
    {
        // Locked for longer than the connections wait: 1 s here, instead of 8.
        var journal = stores.Create(JournalProvider.Sqlite);
        var impatient = journal with { ConnectionString = journal.ConnectionString.Replace("Default Timeout=8", "Default Timeout=1") };
        impatient.ShouldNotBe(journal);
        await using var node = TestNode.OnVirtualTime(impatient);
        using var recoveries = new SemaphoreSlim(0);
        var supervised = node.System.ActorOf(BackedOff.OnStop(Props.Create(() => new Counter("counter", () => recoveries.Release())), "counter"));
        (await node.Ask<Sum>(supervised, new Add(1))).Value.ShouldBe(1);
        (await recoveries.WaitAsync(TestNode.Patience)).ShouldBeTrue();

        var child = (await node.Ask<BackoffSupervisor.CurrentChild>(supervised, BackoffSupervisor.GetCurrentChild.Instance)).Ref;
        var ended = Watch(node, child);
        using (var other = new SqliteConnection(journal.ConnectionString))
        {
            other.Open();
            using var locked = other.BeginTransaction(deferred: false);
            supervised.Tell(new Add(10));
            await ended;
        }

        (await recoveries.WaitAsync(TestNode.Patience)).ShouldBeTrue();
        var sum = await node.Ask<Sum>(supervised, new Add(2));
        (sum.Value, sum.SequenceNr).ShouldBe((3, 2L));
    }

    [Fact]
    public async Task A_write_that_is_rejected_stops_the_actor_instead_of_leaving_its_caller_waiting()
    {
        await using var node = TestNode.OnVirtualTime(stores.Create(JournalProvider.Sqlite));
        var writer = node.System.ActorOf(Props.Create(() => new WriterOfWhatCannotBeWritten()));
        var ended = Watch(node, writer);
        writer.Tell("write");
        await ended;
        await Task.Delay(TimeSpan.FromHours(1), node.Clock.Time).WaitAsync(TestNode.Patience);
    }

    [Fact]
    public async Task An_unknown_event_in_the_journal_fails_the_recovery_instead_of_passing_in_silence()
    {
        var journal = stores.Create(JournalProvider.Sqlite);
        await using var node = TestNode.OnVirtualTime(journal);
        var namer = node.System.ActorOf(Props.Create(() => new Namer("counter")));
        (await node.Ask<string>(namer, "a name")).ShouldBe("a name");
        await Stop(namer);

        await Watch(node, Start(node));

        // What Akka would do without RecoverAny: state lost, and nobody told. (On the real clock: nothing but JournaledActor holds
        // the virtual one while it recovers, so that Akka's limit of 30 s for a recovery would have passed at once.)
        await using var real = TestNode.OnRealTime(journal);
        var silent = real.System.ActorOf(Props.Create(() => new SilentPersistent()));
        (await real.Ask<string>(silent, "recovered?")).ShouldBe("yes, nothing");
    }

    [Fact]
    public async Task Akkas_own_call_to_persist_no_events_throws_and_ours_does_not()
    {
        await using var node = TestNode.OnVirtualTime();
        (await node.Ask<string>(node.System.ActorOf(Props.Create(() => new SilentPersistent())), "persist nothing")).ShouldContain("must not be empty");
        (await node.Ask<Sum>(Start(node), new AddMany(0))).SequenceNr.ShouldBe(0);
    }

    [Fact]
    public async Task A_poison_pill_overtakes_commands_that_wait_for_a_write_and_a_stop_command_does_not()
    {
        var journal = stores.Create(JournalProvider.Sqlite);
        await using var node = TestNode.OnVirtualTime(journal);
        var pilled = Start(node, "pilled");
        var ordered = Start(node, "ordered");
        foreach (var (counter, end) in new[] { (pilled, (object)PoisonPill.Instance), (ordered, new End()) })
        {
            await node.Ask<Sum>(counter, new Get());
            var ended = Watch(node, counter);
            using (node.Clock.Holds.Hold("the test sends its commands"))
            {
                for (var i = 0; i < 3; i++)
                    counter.Tell(new Add(1));
                counter.Tell(end);
            }

            await ended;
        }

        (await Live(node, new Get(), "pilled")).Applied.ShouldBeLessThan(3);
        (await Live(node, new Get(), "ordered")).Applied.ShouldBe(3);
    }

    private static IActorRef Start(TestNode node, string id = "counter") => node.System.ActorOf(Props.Create(() => new Counter(id, null)));

    private static async Task<Sum> Live(TestNode node, object command, string id = "counter")
    {
        var counter = Start(node, id);
        var sum = await node.Ask<Sum>(counter, command);
        await Stop(counter);
        return sum;
    }

    private static async Task Stop(IActorRef actor) => (await actor.GracefulStop(TestNode.Patience)).ShouldBeTrue();

    private static Task Watch(TestNode node, IActorRef actor) => actor.WatchAsync().WaitAsync(TestNode.Patience);
}
