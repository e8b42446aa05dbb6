using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Acceptance.Examples;
using LabActors.Core.Journal;
using LabActors.Core.Replay;
using LabActors.Core.Replay.Invariants;
using Microsoft.Data.Sqlite;
using static LabActors.Core.Journal.Events.ExtractionEvents;
using static LabActors.Core.Journal.Events.LeaseEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RegistryEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Replay;

/// <summary><c>lab verify</c>: a recorded journal keeps every rule, and each thing that may never happen is found when it is put into one.</summary>
public sealed class VerifyTests : IDisposable
{
    private static readonly ImmutableArray<RecordedEvent> Recorded = StoredEvents.Read(StoredEvents.Newest);
    private readonly string _folder = Directory.CreateTempSubdirectory("labactors-").FullName;

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task A_recorded_journal_keeps_every_rule()
    {
        StoredJournal.Read(Path.Combine(StoredJournal.Folder, $"{StoredEvents.Newest}.jsonl.gz")).CopyTo(Path.Combine(_folder, "journal.db"));
        var (code, text, error) = await Commands.RunAsync("verify", _folder);
        (code, error).ShouldBe((0, ""));
        text.ShouldContain($"{_folder}: {Recorded.Length} events of node");
        text.ShouldContain("grants of leases 22");
        text.ShouldContain("runs 11, queues 2, aliquots 11");
        text.TrimEnd().ShouldEndWith("nothing is wrong");

        (code, text, _) = await Commands.RunAsync("verify", _folder, _folder, "--json");
        code.ShouldBe(0);
        var json = JsonDocument.Parse(text).RootElement;
        json.GetProperty("well").GetBoolean().ShouldBeTrue();
        json.GetProperty("journals").GetArrayLength().ShouldBe(1, "a folder that is named twice is one");
        json.GetProperty("violations").GetArrayLength().ShouldBe(0);
    }

    [Fact]
    public async Task A_violation_is_told_with_its_events_and_the_exit_code_is_1()
    {
        var stored = StoredJournal.Read(Path.Combine(StoredJournal.Folder, $"{StoredEvents.Newest}.jsonl.gz"));
        var ended = stored.Rows.First(row => row.Event is QueueEnded);
        new StoredJournal([.. stored.Rows, ended with { SequenceNr = 10_000 }]).CopyTo(Path.Combine(_folder, "journal.db"));
        var (code, text, _) = await Commands.RunAsync("verify", _folder);
        code.ShouldBe(1);
        text.ShouldContain("VIOLATED: an end with a cause: queue queue0-20260101T080000000-1 ended twice");
        text.ShouldContain($"event {stored.Rows.Count + 1}: a QueueEnded of queue-queue0-20260101T080000000-1 (its event 10000)");
    }

    [Fact]
    public void A_lease_that_is_granted_to_a_second_run_is_found()
    {
        var other = new LeaseHolder("other", "other run");
        Found(After<LeaseGranted>(g => g with { Holder = other, Token = 1_000 })).ShouldContain("one holder");
        Found(After<LeaseGranted>(g => g with { Token = g.Token })).ShouldContain("tokens grow");
        Found(Without<LeaseReleased>(Recorded.First<LeaseReleased>(_ => true))).ShouldContain("one holder");
    }

    [Fact]
    public void A_command_without_a_lease_is_found()
    {
        var rule = "a lease for every command";
        Found(Without<LeaseGranted>(Recorded.First<LeaseGranted>(g => g.Resources.Contains("ms:Argus")))).ShouldContain(rule);
        var heated = Recorded.First<OutputSet>(o => o.Value > 0);
        Found(Recorded.Where(e => e.Number == heated.Number || e.Event is not OutputSet || e.Number > heated.Number).Select(e => e.Event is LeaseGranted g
            ? e with { Event = g with { Resources = g.Resources.RemoveAll(r => r.StartsWith("device:")) } }
            : e)).ShouldContain(rule);
        Found(Recorded.Select(e => e.Event is RunLeaseObtained o ? e with { Event = o with { Token = o.Token + 1 } } : e)).ShouldContain(rule);
    }

    [Fact]
    public void A_run_that_is_lost_or_made_twice_is_found()
    {
        Found(Without<RunFinished>(Recorded.First<RunFinished>(_ => true))).ShouldContain("no run lost");
        Found(Without<RunEnded>(Recorded.First<RunEnded>(_ => true))).ShouldContain("no run lost");
        Found(Without<RunLaunched>(Recorded.First<RunLaunched>(_ => true))).ShouldContain("no run lost");
        Found(After<RunEnded>(e => e)).ShouldContain("no run twice");
        Found(After<RunFinished>(e => e)).ShouldContain("no run twice");
        Found(After<RunLaunched>(e => e with { RunUuid = "another" })).ShouldContain("no run twice");
        Found(Without<RunFinished>(Recorded.Last(e => e.Event is RunFinished)).Where(e => e.Event is not (QueueEnded or LeaseReleased)), out var unfinished).ShouldBe(["one holder"]);
        unfinished.ShouldContain(words => words.StartsWith("run "));
        unfinished.ShouldContain(words => words.StartsWith("queue "));
    }

    [Fact]
    public void A_queue_without_a_cause_and_one_that_goes_on_after_its_end_are_found()
    {
        Found(Recorded.Select(e => e.Event is QueueEnded q ? e with { Event = q with { Cause = "" } } : e)).ShouldContain("an end with a cause");
        var launched = Recorded.First<RunLaunched>(_ => true);
        Found([.. Recorded, launched with { Number = Recorded.Length + 1, Event = (RunLaunched)launched.Event with { RunUuid = "late", Row = "r99" } }]).ShouldContain("an end with a cause");
    }

    [Fact]
    public void A_number_that_is_given_twice_is_found_also_by_two_nodes()
    {
        Found(After<AliquotReserved>(r => r with { RunUuid = "another" })).ShouldContain("no aliquot twice");
        var reserved = (AliquotReserved)Recorded.First<AliquotReserved>(_ => true).Event;
        Found([Of(1, reserved), Of(2, new AliquotReturned(reserved.At, reserved.RunUuid)), Of(3, reserved with { RunUuid = "another" })]).ShouldBeEmpty("what was returned unspent is given again");
        Merged([Of(1, reserved)], [Of(1, reserved with { RunUuid = "on the other node" })]).ShouldBe(["no aliquot twice"]);
    }

    [Fact]
    public void Two_nodes_that_hold_a_thing_at_once_are_found_and_clocks_that_differ_a_little_are_not()
    {
        var (felix, jan) = (new LeaseHolder("run-1", "run 1"), new LeaseHolder("run-2", "run 2"));
        var at = new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
        ImmutableArray<RecordedEvent> First(TimeSpan held) =>
            [new(1, "leases", 1, new LeaseGranted(at, felix, ["line:a"], 1)), new(2, "leases", 2, new LeaseReleased(at + held, felix, ["line:a"], "done"))];
        ImmutableArray<RecordedEvent> second = [new(1, "leases", 1, new LeaseGranted(at.AddMinutes(1), jan, ["line:a"], 2))];

        Merged(First(TimeSpan.FromSeconds(59)), second).ShouldBeEmpty();
        Merged(First(TimeSpan.FromSeconds(60.5)), second).ShouldBeEmpty();
        Merged(First(TimeSpan.FromSeconds(90)), second).ShouldBe(["one holder"]);
    }

    [Fact]
    public void Journals_of_simulated_nodes_are_put_in_the_order_in_which_they_were_written()
    {
        // Laboratory times of two simulations: the second began an hour before the first, and was written after it.
        var (felix, jan) = (new LeaseHolder("run-1", "run 1"), new LeaseHolder("run-2", "run 2"));
        var (lab, real) = (new DateTimeOffset(2026, 1, 1, 8, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 3, 1, 0, 0, 0, TimeSpan.Zero));
        ImmutableArray<RecordedEvent> First(double held) =>
        [
            new(1, "leases", 1, new LeaseGranted(lab, felix, ["line:a"], 1)) { WrittenAt = real },
            new(2, "leases", 2, new LeaseReleased(lab.AddHours(1), felix, ["line:a"], "done")) { WrittenAt = real.AddSeconds(held) },
        ];
        ImmutableArray<RecordedEvent> second = [new(1, "leases", 1, new LeaseGranted(lab.AddHours(-1), jan, ["line:a"], 2)) { WrittenAt = real.AddSeconds(10) }];

        Merged(First(held: 9), second).ShouldBeEmpty();
        Merged(First(held: 15), second).ShouldBe(["one holder"]);
    }

    private static string[] Found(IEnumerable<RecordedEvent> events) => Found(events, out _);

    private static string[] Found(IEnumerable<RecordedEvent> events, out ImmutableArray<string> unfinished)
    {
        var verification = new LabVerification();
        ImmutableArray<Violation> found = [.. events.SelectMany(e => verification.Next(new MergedEvent("a", e)))];
        unfinished = verification.Unfinished;
        return [.. found.Concat(verification.AtEnd()).Select(v => v.Rule).Distinct()];
    }

    private static string[] Merged(ImmutableArray<RecordedEvent> one, ImmutableArray<RecordedEvent> other)
    {
        var verification = new LabVerification();
        ImmutableArray<Violation> found = [.. MergedJournals.Merge([("one", Read(one)), ("other", Read(other))]).ToBlockingEnumerable().SelectMany<MergedEvent, Violation>(e => verification.Next(e))];
        return [.. found.Concat(verification.AtEnd()).Select(v => v.Rule)];
    }

    private static async IAsyncEnumerable<RecordedEvent> Read(ImmutableArray<RecordedEvent> events)
    {
        foreach (var e in events)
        {
            await Task.Yield();
            yield return e;
        }
    }

    private static RecordedEvent Of(int number, IJournalEvent fact) => new(number, "run-registry", number, fact);

    private static IEnumerable<RecordedEvent> Without<T>(RecordedEvent gone)
        where T : IJournalEvent
    {
        gone.Event.ShouldBeOfType<T>();
        return Recorded.Where(e => e.Number != gone.Number);
    }

    /// <summary>The first event of the kind is followed by another, which is made of it.</summary>
    private static IEnumerable<RecordedEvent> After<T>(Func<T, IJournalEvent> made)
        where T : IJournalEvent
    {
        var first = Recorded.First<T>(_ => true);
        return Recorded.SelectMany(e => e.Number == first.Number ? [e, e with { Event = made((T)e.Event) }] : new[] { e });
    }
}
