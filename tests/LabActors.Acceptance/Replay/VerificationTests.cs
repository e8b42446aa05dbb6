using System.Collections.Immutable;
using LabActors.Acceptance.Examples;
using LabActors.Core.Journal;
using LabActors.Core.Replay;
using LabActors.Core.Replay.Verification;
using static LabActors.Core.Journal.Events.ConditionalEvents;
using static LabActors.Core.Journal.Events.DecisionEvents;
using static LabActors.Core.Journal.Events.ExecutorEvents;
using static LabActors.Core.Journal.Events.LeaseEvents;
using static LabActors.Core.Journal.Events.LineEvents;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RegistryEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Replay;

/// <summary>The decisions of recorded experiments, made again; and that a journal of which one decision was changed is found out.</summary>
public sealed class VerificationTests
{
    public static TheoryData<string> Stored => [.. StoredJournal.Names];

    [Theory]
    [MemberData(nameof(Stored))]
    public void This_build_decides_as_was_decided(string name)
    {
        var verification = new JournalVerification(DemoLaboratory.Lab());

        StoredEvents.Read(name).Select(verification.Next).FirstOrDefault(d => d is not null).ShouldBeNull();

        new[]
        {
            "the queue's next step", "an edit of the queue", "an aliquot", "a lease", "locks and interlocks", "what a read-back means", "a round of conditionals", "the point of no return",
            "what a run has measured for later ones", "a question to the operator", "the executor's next queue",
        }.ShouldBeSubsetOf(verification.Verified.Keys);
        verification.Verified["a round of conditionals"].ShouldBeGreaterThan(300);
    }

    public static TheoryData<string> Tampered => [.. Changes.Keys];

    [Theory]
    [MemberData(nameof(Tampered))]
    public void A_decision_that_was_changed_is_found_and_named(string what)
    {
        var events = StoredEvents.Read(StoredEvents.Newest);
        var (find, change, decision) = Changes[what];
        var index = events.IndexOf(find(events));
        var verification = new JournalVerification(DemoLaboratory.Lab());

        var difference = events.SetItem(index, events[index] with { Event = change(events[index].Event) }).Select(verification.Next).First(d => d is not null).ShouldNotBeNull();

        (difference.Event.Number, difference.Decision).ShouldBe((events[index].Number, decision), difference.ToString());
        difference.Recorded.ShouldNotBe(difference.Decided);
        difference.Cause.ShouldNotBeEmpty();
    }

    [Fact]
    public void A_trip_that_is_left_out_is_found_at_the_next_count_and_one_that_was_put_in_at_itself()
    {
        var events = StoredEvents.Read(StoredEvents.Newest);
        var trip = events.First<ConditionalTripped>(t => t.Acts);
        var index = events.IndexOf(trip);
        var left = new JournalVerification(DemoLaboratory.Lab());

        var missing = events.RemoveAt(index).Select(left.Next).First(d => d is not null).ShouldNotBeNull();

        missing.Decision.ShouldBe("a round of conditionals");
        missing.Event.Number.ShouldBeGreaterThan(trip.Number);
        missing.Decided.ShouldStartWith("ConditionalTripped");
        missing.Cause.ShouldContain("Ar40.cur>-1000 is true (Ar40.cur = ");

        var reading = events.First(e => e.Number > trip.Number && e.Event is ReadingTaken);
        var put = new JournalVerification(DemoLaboratory.Lab());
        var invented = trip with { Number = reading.Number + 1, Source = reading.Source, Event = (ConditionalTripped)trip.Event with { Count = 3 } };
        var found = events.Insert(events.IndexOf(reading) + 1, invented).Select(put.Next).First(d => d is not null).ShouldNotBeNull();
        (found.Event, found.Decided).ShouldBe((invented, "nothing"));
    }

    private static readonly ImmutableSortedDictionary<string, (Func<ImmutableArray<RecordedEvent>, RecordedEvent> Find, Func<IJournalEvent, IJournalEvent> Change, string Decision)> Changes =
        new Dictionary<string, (Func<ImmutableArray<RecordedEvent>, RecordedEvent>, Func<IJournalEvent, IJournalEvent>, string)>
        {
            ["a row out of its turn"] = Changed<RunLaunched>(l => l.Row == "r4", l => l with { Row = "r5" }, "the queue's next step"),
            ["an aliquot given twice"] = Changed<AliquotReserved>(r => r is { Identifier: "12345", Aliquot: 2 }, r => r with { Aliquot = 1 }, "an aliquot"),
            ["another blank"] = Changed<RunLaunched>(l => l.PrecedingBlank.Length > 0, l => l with { PrecedingBlank = "bu-FC-J-77" }, "the queue's next step"),
            ["a delay cut short"] = Changed<DelayStarted>(d => d.Why.StartsWith("after", StringComparison.Ordinal), d => d with { Seconds = 1 }, "the queue's next step"),
            ["an end of the queue"] = Changed<QueueEnded>(q => q.State == "canceled", q => q with { State = "completed" }, "the queue's next step"),
            ["an overlap"] = Changed<RunLaunched>(l => l.Overlaps, l => l with { Overlaps = false }, "the queue's next step"),
            ["a lease granted to another"] = Changed<LeaseGranted>(g => g.Token > 5, g => g with { Holder = new LeaseHolder("somebody", "somebody") }, "a lease"),
            ["a token"] = Changed<LeaseGranted>(g => g.Token == 4, g => g with { Token = 40 }, "a lease"),
            ["a valve that was there already"] = Changed<ValveActuated>(a => a is { Changed: true, Valve: "R" }, a => a with { Changed = false }, "what a read-back means"),
            ["a valve behind its interlock"] = Changed<ValveActuationRequested>(r => r.Valve == "E", r => r with { Valve = "Q9" }, "locks and interlocks"),
            ["a shot that was not counted"] = Changed<PipetteShotTaken>(_ => true, s => s with { Count = 7 }, "what a read-back means"),
            ["a conditional's count"] = Changed<ConditionalTripped>(t => t.Acts, t => t with { Count = t.Count + 1 }, "a round of conditionals"),
            ["what a conditional saw"] = Changed<ConditionalTripped>(t => t.Acts, t => t with { Seen = [t.Seen[0] with { Value = 1 }] }, "a round of conditionals"),
            ["a point of no return"] = Changed<PointOfNoReturnPassed>(_ => true, p => p with { Seq = p.Seq + 1 }, "the point of no return"),
            ["a blank's value"] = Changed<BlankMeasured>(_ => true, b => b with { Isotopes = b.Isotopes.SetItem("Ar40", b.Isotopes["Ar40"] with { Value = b.Isotopes["Ar40"].Value * 1.001 }) }, "what a run has measured for later ones"),
            ["a baseline"] = Changed<BaselinesMeasured>(b => b.Detectors.ContainsKey("H1"), b => b with { Detectors = b.Detectors.Remove("H1") }, "what a run has measured for later ones"),
            ["an answer that nobody gave"] = Changed<DecisionMade>(_ => true, m => m with { Answer = "perhaps", How = "answered" }, "a question to the operator"),
            ["a queue that is not over"] = Changed<QueueFinished>(_ => true, f => f with { State = "aborted" }, "the executor's next queue"),
            ["an edit of a saved file"] = Changed<QueueFileTaken>(_ => true, f => f with { Notes = ["invented"] }, "an edit of the queue"),
            ["an edit that was taken back"] = Changed<EditUndone>(_ => true, u => u with { Edit = 99 }, "an edit of the queue"),
        }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    private static (Func<ImmutableArray<RecordedEvent>, RecordedEvent>, Func<IJournalEvent, IJournalEvent>, string) Changed<T>(Func<T, bool> fits, Func<T, T> change, string decision)
        where T : class, IJournalEvent => (events => events.First(fits), e => change((T)e), decision);
}
