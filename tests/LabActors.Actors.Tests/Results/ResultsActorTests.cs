using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Persistence;
using LabActors.Actors.Results;
using LabActors.Actors.Supervision;
using LabActors.Actors.Time;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Tests.Reduction;
using LabActors.Journal.Reading;
using LabActors.Journal.Storage;
using Microsoft.Data.Sqlite;
using static LabActors.Actors.Results.ResultsProtocol;

namespace LabActors.Actors.Tests.Results;

public sealed class ResultsActorTests : IDisposable
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 20, 0, 0, TimeSpan.Zero);
    private readonly string _folder = Directory.CreateTempSubdirectory("labactors-projection-").FullName;

    private readonly VirtualClock _wall = new(VirtualClockOptions.Default);

    public void Dispose()
    {
        _wall.Dispose();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_run_that_ends_is_saved_and_who_waits_is_told_with_its_isotopes()
    {
        await using var node = TestNode.OnVirtualTime();
        var results = node.System.ActorOf(Actor(new(Store(), new HeardRunEvents()), node));
        results.Tell(new ResultsProtocol.CatchUp());
        var waiting = results.Ask<RunSaved>(new WhenSaved("u1"), TestNode.Patience);

        Tell(results, RunStory.Whole("u1", "66681-03A", Start));
        var saved = await waiting;

        (saved.RunUuid, saved.Summary.RunId, saved.Summary.State, saved.Summary.Simulated).ShouldBe(("u1", "66681-03A", "success", true));
        saved.Summary.Isotopes.Select(i => i.Isotope).ShouldBe(["Ar40", "Ar39", "Ar36"]);
        saved.Summary.Isotopes[0].Intercept.ShouldBe(1000, 0.01);
        saved.Summary.Isotopes.ShouldAllBe(i => i.Error > 0);
        ResultsStoreTests.Dump(Store().Find("u1")).ShouldBe(ResultsStoreTests.Dump(saved.Summary));
        (await results.Ask<RunSaved>(new WhenSaved("u1"), TestNode.Patience)).Summary.ShouldBe(saved.Summary, "from memory");
    }

    [Fact]
    public async Task Runs_that_ended_while_the_node_was_down_are_projected_when_it_starts()
    {
        var journal = SqliteJournalFile.Prepare(Path.Combine(_folder, "journal.db"));
        var store = Store();
        await using (var before = TestNode.OnVirtualTime(journal))
        {
            await Journal(before, "u1", RunStory.Whole("u1", "66681-01", Start));
            await Journal(before, "u2", RunStory.Whole("u2", "66681-02", Start.AddHours(1)));
            await Journal(before, "u3", new RunStory("u3", "66681-03", Start.AddHours(2)).Begin().Extract());
        }

        await using var node = TestNode.OnVirtualTime(journal);
        var results = node.System.ActorOf(Actor(new(store, Events(journal)), node));
        results.Tell(new ResultsProtocol.CatchUp());
        (await results.Ask<RunSaved>(new WhenSaved("u2"), TestNode.Patience)).Summary.RunId.ShouldBe("66681-02");

        store.Summaries().Select(s => s.RunUuid).ShouldBe(["u1", "u2"], "u3 has not ended");
        store.Ordering().ShouldBe(await new JournalReader(journal).ReadOf("run-u2").MaxAsync(row => row.Ordering));
    }

    [Fact]
    public async Task A_run_that_ends_now_is_read_from_the_journal_and_one_of_long_ago_is_found_in_the_database()
    {
        var journal = SqliteJournalFile.Prepare(Path.Combine(_folder, "journal.db"));
        await using (var node = TestNode.OnVirtualTime(journal))
        {
            var results = node.System.ActorOf(Actor(new(Store(), Events(journal)), node));
            results.Tell(new ResultsProtocol.CatchUp());
            await Journal(node, "u1", RunStory.Whole("u1", "66681-01", Start));
            (await results.Ask<RunSaved>(new WhenSaved("u1"), TestNode.Patience)).Summary.RunId.ShouldBe("66681-01");
        }

        await using var later = TestNode.OnVirtualTime(journal);
        var again = later.System.ActorOf(Actor(new(Store(), Events(journal)), later));
        again.Tell(new ResultsProtocol.CatchUp());
        (await again.Ask<RunSaved>(new WhenSaved("u1"), TestNode.Patience)).Summary.RunId.ShouldBe("66681-01");
    }

    [Fact]
    public async Task Dropping_the_rows_and_projecting_the_journal_again_gives_equal_rows()
    {
        var journal = SqliteJournalFile.Prepare(Path.Combine(_folder, "journal.db"));
        var store = Store();
        await using var node = TestNode.OnVirtualTime(journal);
        var results = node.System.ActorOf(Actor(new(store, Events(journal)), node));
        results.Tell(new ResultsProtocol.CatchUp());
        await Journal(node, "u1", RunStory.Whole("u1", "66681-01", Start));
        await Journal(node, "u2", new RunStory("u2", "66681-02", Start.AddHours(1)).Begin().Extract().BeginMeasurement().Take("signal", 90, truncatedAfter: 12).End("aborted", "jan"));
        await results.Ask<RunSaved>(new WhenSaved("u1"), TestNode.Patience);
        await results.Ask<RunSaved>(new WhenSaved("u2"), TestNode.Patience);
        var (rows, ordering) = (ResultsStoreTests.Dump(store.Analyses()), store.Ordering());

        var rebuilt = await results.Ask<Rebuilt>(new Rebuild(), TestNode.Patience);

        (rebuilt.Runs, rebuilt.Failed.Count).ShouldBe((2, 0));
        ResultsStoreTests.Dump(store.Analyses()).ShouldBe(rows);
        store.Ordering().ShouldBe(ordering);
        store.ScriptText("sha-unknown").ShouldNotBeNull();
    }

    [Fact]
    public async Task While_the_database_is_away_a_run_waits_its_turn_and_those_who_ask_are_told_why()
    {
        await using var node = TestNode.OnVirtualTime();
        var elsewhere = Path.Combine(_folder, "not-mounted");
        var store = new ResultsStore(ResultsDatabase.File(Path.Combine(elsewhere, "results.db")));
        var results = node.System.ActorOf(Actor(new(store, new HeardRunEvents()), node));
        results.Tell(new ResultsProtocol.CatchUp());
        var asker = new Listener<object>(node.System);
        var wall = _wall.Hold("the test looks at the first attempt");
        results.Tell(new WhenSaved("u1"), asker.Ref);

        Tell(results, RunStory.Whole("u1", "66681-03A", Start));
        var delayed = (await asker.First(message => message is RunNotYetSaved { Attempt: 1 })).ShouldBeOfType<RunNotYetSaved>();
        delayed.Reason.ShouldContain("unable to open database file");

        Directory.CreateDirectory(elsewhere);
        wall.Dispose();
        (await asker.First(message => message is RunSaved)).ShouldBeOfType<RunSaved>().Summary.RunId.ShouldBe("66681-03A");
        store.Find("u1").ShouldNotBeNull();
    }

    [Fact]
    public async Task A_run_whose_events_cannot_be_read_holds_up_no_other()
    {
        await using var node = TestNode.OnVirtualTime();
        var events = new UnreadableEvents("u1");
        var results = node.System.ActorOf(Actor(new(Store(), events), node));
        results.Tell(new ResultsProtocol.CatchUp());
        var asker = new Listener<object>(node.System);
        var wall = _wall.Hold("the test looks at the first attempt");
        results.Tell(new WhenSaved("u1"), asker.Ref);
        results.Tell(new WhenSaved("u2"), asker.Ref);

        Tell(results, RunStory.Whole("u1", "66681-01", Start), "u1");
        Tell(results, RunStory.Whole("u2", "66681-02", Start), "u2");
        (await asker.First(message => message is RunNotYetSaved { RunUuid: "u1" })).ShouldBeOfType<RunNotYetSaved>().Reason.ShouldBe("number 7 of the journal cannot be read");
        (await asker.First(message => message is RunSaved)).ShouldBeOfType<RunSaved>().RunUuid.ShouldBe("u2");

        events.Mend();
        wall.Dispose();
        (await asker.First(message => message is RunSaved { RunUuid: "u1" })).ShouldBeOfType<RunSaved>().Summary.RunId.ShouldBe("66681-01");
    }

    [Fact]
    public async Task A_run_that_cannot_be_read_is_reported_and_tried_for_ever_and_saved_when_it_can_be()
    {
        await using var node = TestNode.OnVirtualTime();
        var events = new UnreadableEvents("u1");
        var store = Store();
        var results = node.System.ActorOf(Actor(new(store, events), node));
        results.Tell(new ResultsProtocol.CatchUp());
        var asker = new Listener<object>(node.System);
        results.Tell(new WhenSaved("u1"), asker.Ref);

        Tell(results, RunStory.Whole("u1", "66681-01", Start), "u1");
        (await asker.First(message => message is RunNotSaved)).ShouldBe(new RunNotSaved("u1", RetryPlan.Default.Patience, "number 7 of the journal cannot be read"));
        var before = node.Clock.Now;
        await events.TriedAsync(100);
        (await results.Ask<RunNotSaved>(new WhenSaved("u1"), TestNode.Patience)).Attempts.ShouldBeGreaterThan(RetryPlan.Default.Patience, "who asks later is told at once");
        node.Clock.Now.ShouldBe(before, "laboratory time does not pass for it");

        events.Mend();
        await SavedAsync(results, "u1");
    }

    private static async Task SavedAsync(IActorRef results, string run)
    {
        while (await results.Ask<object>(new WhenSaved(run), TestNode.Patience) is not RunSaved)
            await Task.Yield();
    }

    [Fact]
    public async Task A_rebuild_that_cannot_read_the_journal_says_so_and_keeps_the_rows()
    {
        await using var node = TestNode.OnVirtualTime();
        var events = new UnreadableEvents("none");
        var store = Store();
        var results = node.System.ActorOf(Actor(new(store, events), node));
        results.Tell(new ResultsProtocol.CatchUp());
        Tell(results, RunStory.Whole("u1", "66681-01", Start), "u1");
        await results.Ask<RunSaved>(new WhenSaved("u1"), TestNode.Patience);

        events.LoseTheJournal();
        (await results.Ask<RebuildFailed>(new Rebuild(), TestNode.Patience)).Reason.ShouldBe("the journal is gone");
        store.Find("u1").ShouldNotBeNull();
    }

    [Fact]
    public async Task The_clock_stands_still_while_a_run_is_being_saved()
    {
        await using var node = TestNode.OnVirtualTime();
        var results = node.System.ActorOf(Actor(new(Store(), new HeardRunEvents()), node));
        results.Tell(new ResultsProtocol.CatchUp());
        await results.Ask<Rebuilt>(new Rebuild(), TestNode.Patience); // it has subscribed
        var ticking = node.System.ActorOf(Props.Create(() => new Ticking(results)));

        var ticksBeforeSaved = await ticking.Ask<int>("start", TestNode.Patience);
        ticksBeforeSaved.ShouldBe(0, "a second of laboratory time had not passed before the run was saved");
    }

    /// <summary>Real time of its own, which does not let a test wait.</summary>
    private Props Actor(ResultsProjection projection, TestNode node) => ResultsActor.Props(projection, node.Clock.Holds, RetryPlan.Default, _wall.Time);

    private ResultsStore Store() => new(ResultsDatabase.File(Path.Combine(_folder, "results.db")));

    private static JournalRunEvents Events(JournalDatabase journal) => new(new JournalReader(journal));

    /// <summary>What the event stream brings, in order, without waiting for the subscription.</summary>
    private static void Tell(IActorRef results, RunStory story, string uuid = "u1")
    {
        foreach (var (@event, i) in story.Events.Select((e, i) => (e, i)))
            results.Tell(new JournaledEvent($"run-{uuid}", i + 1, @event.At, @event));
    }

    private static async Task Journal(TestNode node, string uuid, RunStory story)
    {
        var run = node.System.ActorOf(Props.Create(() => new JournaledRun(uuid)));
        await node.Ask<string>(run, story.Events);
    }

    /// <summary>A run as the journal sees it: events under the run's id.</summary>
    private sealed class JournaledRun : JournaledActor
    {
        public JournaledRun(string uuid)
            : base(IRunEvents.PersistenceIdPrefix + uuid)
        {
            Applies<IJournalEvent>(_ => { });
            Command<ImmutableArray<IJournalEvent>>(events =>
            {
                var sender = Sender;
                JournalAll(events, () => sender.Tell("journaled"));
            });
        }
    }

    /// <summary>Counts seconds of laboratory time until the run that it lets end is saved.</summary>
    private sealed class Ticking : ReceiveActor, IWithTimers
    {
        public Ticking(IActorRef results)
        {
            IActorRef asker = ActorRefs.Nobody;
            var ticks = 0;
            Receive<string>(_ =>
            {
                asker = Sender;
                Timers.StartPeriodicTimer("tick", 1, TimeSpan.FromSeconds(1));
                results.Tell(new WhenSaved("u1"));
                foreach (var @event in RunStory.Whole("u1", "66681-01", Start).Events)
                    Context.System.EventStream.Publish(new JournaledEvent("run-u1", 1, @event.At, @event));
            });
            Receive<int>(_ => ticks++);
            Receive<RunSaved>(_ => asker.Tell(ticks));
        }

        public ITimerScheduler Timers { get; set; } = null!;
    }

    /// <summary>Events of runs of which one cannot be read until it is mended.</summary>
    private sealed class UnreadableEvents(string unreadable) : IRunEvents
    {
        private readonly HeardRunEvents _heard = new();
        private volatile bool _mended;
        private volatile bool _gone;

        private int _tries;

        public void Mend() => _mended = true;

        /// <summary>Completes when so often was tried to read what cannot be read.</summary>
        public async Task TriedAsync(int times)
        {
            while (Volatile.Read(ref _tries) < times)
                await Task.Yield();
        }

        public void LoseTheJournal() => _gone = true;

        public void Heard(JournaledEvent journaled) => _heard.Heard(journaled);

        public ImmutableDictionary<string, RegistryEvents.AliquotSettled> Settled() => _heard.Settled();

        public RunEventsRead Of(string runUuid)
        {
            if (runUuid != unreadable || _mended)
                return _heard.Of(runUuid);
            Interlocked.Increment(ref _tries);
            throw new InvalidDataException("number 7 of the journal cannot be read");
        }

        public ImmutableArray<string> EndedAfter(long ordering) => _gone ? throw new InvalidDataException("the journal is gone") : _heard.EndedAfter(ordering);
    }
}
