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

    [Property(MaxTest = 500, Arbitrary = [typeof(Steps)])]
    public void A_resource_never_has_two_holders_and_tokens_only_grow(Step[] steps)
    {
        var state = LeaseState.Empty;
        var held = new Dictionary<string, string>();
        long last = 0;
        foreach (var fact in steps.SelectMany(s =>
                 {
                     var events = Decide(state, s);
                     state = events.Aggregate(state, (x, e) => x.Apply(e));
                     return events;
                 }))
        {
            switch (fact)
            {
                case LeaseGranted g:
                    g.Token.ShouldBeGreaterThan(last);
                    last = g.Token;
                    foreach (var r in g.Resources)
                    {
                        held.GetValueOrDefault(r, g.Holder.Id).ShouldBe(g.Holder.Id);
                        held[r] = g.Holder.Id;
                    }

                    break;
                case LeaseReleased r:
                    r.Resources.ShouldAllBe(x => held[x] == r.Holder.Id);
                    r.Resources.ToList().ForEach(x => held.Remove(x));
                    break;
            }
        }
    }

    [Property(MaxTest = 500, Arbitrary = [typeof(Steps)])]
    public void Replaying_the_events_gives_the_state(Step[] steps)
    {
        var state = LeaseState.Empty;
        var journal = new List<IJournalEvent>();
        foreach (var step in steps)
        {
            var events = Decide(state, step);
            journal.AddRange(events);
            state = events.Aggregate(state, (x, e) => x.Apply(e));
        }

        var replayed = journal.Aggregate(LeaseState.Empty, (x, e) => x.Apply(e));
        replayed.Holdings.OrderBy(h => h.Key).ShouldBe(state.Holdings.OrderBy(h => h.Key));
        replayed.Waiting.ShouldBe(state.Waiting);
        replayed.LastToken.ShouldBe(state.LastToken);
    }

    [Property(MaxTest = 500, Arbitrary = [typeof(Steps)])]
    public void Whoever_wants_the_same_thing_gets_it_in_the_order_of_asking(Step[] steps)
    {
        var state = LeaseState.Empty;
        var queue = new List<LeaseRequested>();
        foreach (var fact in steps.SelectMany(s =>
                 {
                     var events = Decide(state, s);
                     state = events.Aggregate(state, (x, e) => x.Apply(e));
                     return events;
                 }))
        {
            switch (fact)
            {
                case LeaseRequested q:
                    queue.Add(q);
                    break;
                case LeaseWithdrawn w:
                    queue.RemoveAll(q => q.Holder.Id == w.Holder.Id);
                    break;
                case LeaseGranted g:
                    var mine = queue.FindIndex(q => q.Holder.Id == g.Holder.Id && q.Resources.SequenceEqual(g.Resources));
                    mine.ShouldBeGreaterThanOrEqualTo(0);
                    queue.Take(mine)
                        .Where(q => q.Holder.Id != g.Holder.Id && q.Resources.Intersect(g.Resources).Any())
                        .ShouldBeEmpty();
                    queue.RemoveAt(mine);
                    break;
            }
        }
    }

    [Property(MaxTest = 500, Arbitrary = [typeof(Steps)])]
    public void There_is_always_somebody_who_does_not_wait_and_when_they_give_back_all_everybody_is_served(Step[] steps)
    {
        var state = steps.Aggregate(LeaseState.Empty, (s, step) => Decide(s, step).Aggregate(s, (x, e) => x.Apply(e)));
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
