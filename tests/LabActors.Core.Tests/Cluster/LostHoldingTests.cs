using LabActors.Core.Cluster;
using LabActors.Core.Leases;
using LabActors.Core.Replay;
using LabActors.Core.Replay.Invariants;
using static LabActors.Core.Journal.Events.ClusterEvents;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Core.Tests.Cluster;

/// <summary>What expired of a lost node, and what it is told when it is back.</summary>
public sealed class LostHoldingTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 8, 0, 0, TimeSpan.Zero);
    private static readonly LeaseHolder Run = new("run-1", "12345-01"), Other = new("run-2", "12346-01");

    private static readonly SharedLeases Held = SharedLeases.Empty.After(((AcquireDecision.Taken)SharedLeaseDecisions.Acquire(SharedLeases.Empty, "felix", Run, ["line:bone", "device:laser"], "test", At)).Events);

    private static SharedLeases Expired()
    {
        var lost = Held.After(SharedLeaseDecisions.Lose(Held, "felix", "dead", At.AddMinutes(1)));
        return lost.After(SharedLeaseDecisions.Expire(lost, "felix", ["line:bone"], "anna", "looked at", At.AddMinutes(2), out _));
    }

    [Fact]
    public void What_lost_nodes_hold_is_known_with_its_token()
    {
        Held.HeldByLost().ShouldBeEmpty();
        var lost = Expired().HeldByLost().ShouldHaveSingleItem();
        (lost.Node, lost.Since, lost.Resource, lost.Token).ShouldBe(("felix", At.AddMinutes(1), "device:laser", 1));
    }

    [Fact]
    public void A_node_that_is_back_is_told_what_expired_by_whom_and_when_and_what_stands_is_not_named()
    {
        var gone = SharedLeaseDecisions.Gone(Expired(), "felix", [new HeldThing("device:laser", Run, 1), new HeldThing("line:bone", Run, 1)], At.AddHours(1)).ShouldHaveSingleItem();
        (gone.At, gone.Holder, gone.Token, gone.By, gone.Why).ShouldBe((At.AddMinutes(2), Run, 1, "anna", "looked at"));
        gone.Resources.ShouldBe(["line:bone"]);
        SharedLeaseDecisions.Gone(Held, "felix", [new HeldThing("line:bone", Run, 2)], At).ShouldHaveSingleItem("another token is another lease");
    }

    [Fact]
    public void Of_the_newest_expired_leases_some_are_kept()
    {
        var state = Held;
        for (var i = 0; i < 50; i++)
            state = state.After([new LeaseExpired(At.AddSeconds(i), SharedHolder.Of("felix", Run), ["line:bone"], i, "anna", "")]);
        state.Expired.Length.ShouldBe(20);
        state.Expired[^1].At.ShouldBe(At.AddSeconds(49));
    }

    [Fact]
    public void Verify_holds_nobody_for_a_second_holder_who_was_granted_what_had_expired()
    {
        var verification = new LabVerification();
        MergedEvent[] events =
        [
            Of("felix", 1, new SharedLeaseObtained(At, Run, ["line:bone"], 1)),
            Of("argus", 2, new SharedLeasesAccepted(At.AddMinutes(2), new Ballot(1, "argus"), Expired())),
            Of("argus", 3, new SharedLeaseObtained(At.AddMinutes(3), Other, ["line:bone"], 2)),
            Of("felix", 4, new LeaseExpired(At.AddHours(1), Run, ["line:bone"], 1, "anna", "looked at")),
            Of("argus", 5, new LeaseReleased(At.AddHours(2), Other, ["line:bone"], "over")),
        ];
        events.SelectMany(e => verification.Next(e)).ShouldBeEmpty();

        var without = new LabVerification();
        events.Where(e => e.Recorded.Event is not SharedLeasesAccepted and not LeaseExpired).SelectMany(e => without.Next(e)).ToArray().Concat(without.AtEnd()).ShouldNotBeEmpty();
    }

    private static MergedEvent Of(string journal, long number, LabActors.Core.Journal.IJournalEvent fact) => new(journal, new RecordedEvent(number, "leases", number, fact));
}
