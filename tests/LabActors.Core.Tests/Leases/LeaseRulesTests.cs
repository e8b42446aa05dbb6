using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Leases;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Core.Tests.Leases;

public sealed class LeaseRulesTests
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly LeaseHolder Jan = new("run-1", "Jan 1"), Felix = new("run-2", "Felix 2"), Obama = new("run-3", "Obama 3");

    private static (LeaseState State, ImmutableArray<IJournalEvent> Events) Ask(LeaseState state, LeaseHolder holder, params string[] resources)
    {
        var taken = LeaseDecisions.Acquire(state, holder, [.. resources], "test", At).ShouldBeOfType<AcquireDecision.Taken>();
        return (taken.Events.Aggregate(state, (s, e) => s.Apply(e)), taken.Events);
    }

    private static (LeaseState State, ImmutableArray<IJournalEvent> Events) Give(LeaseState state, LeaseHolder holder, params string[] resources)
    {
        var events = LeaseDecisions.Release(state, holder, [.. resources], "test", At.AddSeconds(10));
        return (events.Aggregate(state, (s, e) => s.Apply(e)), events);
    }

    [Fact]
    public void What_is_free_is_granted_at_once_and_each_grant_has_a_newer_token()
    {
        var (first, events) = Ask(LeaseState.Empty, Jan, "line:bone", "device:CO2");
        events.Length.ShouldBe(2);
        events[1].ShouldBe(new LeaseGranted(At, Jan, ((LeaseGranted)events[1]).Resources, 1));
        var (second, _) = Ask(first, Felix, "ms:Felix");
        second.Holdings["ms:Felix"].Token.ShouldBe(2);
        second.HeldBy(Jan).ShouldBe(["device:CO2", "line:bone"]);
    }

    [Fact]
    public void All_or_nothing_is_granted_and_nobody_is_overtaken()
    {
        var (state, _) = Ask(LeaseState.Empty, Jan, "a");
        (state, _) = Ask(state, Felix, "a", "b");
        state.HeldBy(Felix).ShouldBeEmpty();
        (state, _) = Ask(state, Obama, "b");
        state.HeldBy(Obama).ShouldBeEmpty("Felix asked for b before");
        LeaseDecisions.BlockerOf(state, state.Waiting[^1]).ShouldBe(Felix);
        (state, _) = Give(state, Jan, "a");
        state.HeldBy(Felix).ShouldBe(["a", "b"]);
        (state, _) = Give(state, Felix);
        state.HeldBy(Obama).ShouldBe(["b"]);
        state.Waiting.ShouldBeEmpty();
    }

    [Fact]
    public void Who_wants_other_things_does_not_wait()
    {
        var (state, _) = Ask(LeaseState.Empty, Jan, "a");
        (state, _) = Ask(state, Felix, "a");
        (state, _) = Ask(state, Obama, "c");
        state.HeldBy(Obama).ShouldBe(["c"]);
    }

    [Fact]
    public void Releasing_twice_or_what_is_not_held_is_no_event()
    {
        var (state, _) = Ask(LeaseState.Empty, Jan, "a");
        Give(state, Felix, "a").Events.ShouldBeEmpty();
        (state, _) = Give(state, Jan, "a");
        Give(state, Jan, "a").Events.ShouldBeEmpty();
        Give(state, Jan).Events.ShouldBeEmpty();
        state.Returns["a"].ShouldBe(new LeaseReturn(Jan, At.AddSeconds(10)));
    }

    [Fact]
    public void Releasing_everything_also_takes_back_what_waits_and_lets_the_next_in()
    {
        var (state, _) = Ask(LeaseState.Empty, Jan, "a");
        (state, _) = Ask(state, Felix, "a", "b");
        (state, _) = Ask(state, Obama, "b");
        (state, var events) = Give(state, Felix);
        events[0].ShouldBeOfType<LeaseWithdrawn>();
        state.HeldBy(Obama).ShouldBe(["b"]);
        state.Waiting.ShouldBeEmpty();
    }

    [Fact]
    public void Asking_again_for_what_one_holds_or_waits_for_changes_nothing()
    {
        var (state, _) = Ask(LeaseState.Empty, Jan, "a", "b");
        LeaseDecisions.Acquire(state, Jan, ["b", "a", "a"], "again", At).ShouldBe(new AcquireDecision.AlreadyHeld(1));
        (state, _) = Ask(state, Felix, "a");
        LeaseDecisions.Acquire(state, Felix, ["a"], "again", At).ShouldBeOfType<AcquireDecision.AlreadyWaiting>();
    }

    [Fact]
    public void A_circle_of_waiting_is_refused_by_name()
    {
        var (state, _) = Ask(LeaseState.Empty, Jan, "a");
        (state, _) = Ask(state, Felix, "b");
        (state, _) = Ask(state, Jan, "b");
        var refused = LeaseDecisions.Acquire(state, Felix, ["a"], "test", At).ShouldBeOfType<AcquireDecision.Refused>();
        refused.Reason.ShouldContain("Jan 1");
        refused.Reason.ShouldContain("give back b before asking for a");
    }

    [Fact]
    public void Two_cannot_both_acquire_a_named_resource_and_the_next_has_it_when_it_is_cleared()
    {
        ImmutableList<NamedAsk> asks = [new("1", Jan, "flag", null), new("2", Felix, "flag", null), new("3", Obama, "flag", 0)];
        var first = NamedResources.Settle(LeaseState.Empty, asks, At);
        first.Answered.Select(a => a.Ask.Id).ShouldBe(["3", "1"], "who waits for 0 sees it before it is taken");
        var state = first.Events.Aggregate(LeaseState.Empty, (s, e) => s.Apply(e));
        state.NamedOf("flag").ShouldBe(new NamedResource(1, Jan));
        NamedResources.Settle(state, first.Pending, At).Answered.ShouldBeEmpty();
        state = NamedResources.Set(state, Jan, "flag", 0, "release", At).Aggregate(state, (s, e) => s.Apply(e));
        var second = NamedResources.Settle(state, first.Pending, At);
        second.Answered.ShouldHaveSingleItem().Ask.By.ShouldBe(Felix);
        second.Pending.ShouldBeEmpty();
    }

    [Fact]
    public void What_was_acquired_is_cleared_at_the_end_and_what_was_only_set_is_not()
    {
        IJournalEvent[] past = [new ResourceAcquired(At, Jan, "flag"), new ResourceSet(At, Jan, "pump time", 30, ""), new ResourceAcquired(At, Felix, "other")];
        var state = past.Aggregate(LeaseState.Empty, (s, e) => s.Apply(e));
        NamedResources.Clear(state, Jan, "run ended", At).ShouldBe([new ResourceSet(At, Jan, "flag", 0, "run ended")]);
        state = state.Apply(new ResourceSet(At, Jan, "flag", 30, "countdown"));
        NamedResources.Clear(state, Jan, "run ended", At).Length.ShouldBe(1, "a countdown on what one acquired is still one's own");
    }
}
