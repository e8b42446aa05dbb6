using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LabActors.Core.Journal;
using LabActors.Core.Leases;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Core.Tests.Leases;

/// <summary>Random laboratories: up to six runs want random resources, hold them, give some or all back.</summary>
public sealed class LeaseProperties
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Resources = ["line:a", "line:b", "device:c", "ms:d", "ms:e"];

    /// <summary>One thing that a run does; <paramref name="Bits"/> picks resources.</summary>
    public sealed record Step(int Run, bool Asks, int Bits)
    {
        public LeaseHolder Holder => new($"run-{Run}", $"run {Run}");

        public ImmutableArray<string> Picked => [.. Resources.Where((_, i) => (Bits & (1 << i)) != 0)];
    }

    public static class Steps
    {
        public static Arbitrary<Step[]> Many() =>
            (from run in Gen.Choose(0, 5)
             from asks in Gen.Elements(true, true, false)
             from bits in Gen.Choose(0, 31)
             select new Step(run, asks, bits)).ArrayOf().ToArbitrary();
    }

    private static ImmutableArray<IJournalEvent> Decide(LeaseState state, Step step) => step.Asks
        ? LeaseDecisions.Acquire(state, step.Holder, step.Picked, "", At) is AcquireDecision.Taken taken ? taken.Events : []
        : LeaseDecisions.Release(state, step.Holder, step.Picked, "", At);

    private static (LeaseState State, List<IJournalEvent> Facts) Play(Step[] steps)
    {
        var (state, facts) = (LeaseState.Empty, new List<IJournalEvent>());
        foreach (var step in steps)
        {
            var events = Decide(state, step);
            facts.AddRange(events);
            state = events.Aggregate(state, (x, e) => x.Apply(e));
        }

        return (state, facts);
    }

    [Property(MaxTest = 500, Arbitrary = [typeof(Steps)])]
    public void A_resource_never_has_two_holders_and_tokens_only_grow(Step[] steps) => LeaseFacts.ShouldHaveOneHolder(Play(steps).Facts);

    [Property(MaxTest = 500, Arbitrary = [typeof(Steps)])]
    public void Replaying_the_events_gives_the_state(Step[] steps)
    {
        var (state, journal) = Play(steps);
        var replayed = journal.Aggregate(LeaseState.Empty, (x, e) => x.Apply(e));
        replayed.Holdings.OrderBy(h => h.Key).ShouldBe(state.Holdings.OrderBy(h => h.Key));
        replayed.Waiting.ShouldBe(state.Waiting);
        replayed.LastToken.ShouldBe(state.LastToken);
    }

    [Property(MaxTest = 500, Arbitrary = [typeof(Steps)])]
    public void Whoever_wants_the_same_thing_gets_it_in_the_order_of_asking(Step[] steps) => LeaseFacts.ShouldKeepTheOrder(Play(steps).Facts);

    [Property(MaxTest = 500, Arbitrary = [typeof(Steps)])]
    public void There_is_always_somebody_who_does_not_wait_and_when_they_give_back_all_everybody_is_served(Step[] steps)
    {
        var (state, _) = Play(steps);
        var served = 0;
        while (!state.Waiting.IsEmpty)
        {
            var waiting = state.Waiting.Select(r => r.Holder.Id).ToHashSet();
            var free = state.Holdings.Values.Select(h => h.Holder).FirstOrDefault(h => !waiting.Contains(h.Id));
            free.ShouldNotBeNull("all who hold something wait: a deadlock");
            state = LeaseDecisions.Release(state, free, [], "", At).Aggregate(state, (x, e) => x.Apply(e));
            (++served).ShouldBeLessThan(1_000);
        }
    }
}
