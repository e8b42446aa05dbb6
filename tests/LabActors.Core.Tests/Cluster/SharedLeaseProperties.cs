using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LabActors.Core.Cluster;
using LabActors.Core.Journal;
using LabActors.Core.Leases;
using LabActors.Core.Tests.Leases;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Core.Tests.Cluster;

/// <summary>Random laboratories of three nodes that share five things: runs ask and give back, nodes are lost, come back, are taken over; every message may come twice.</summary>
public sealed class SharedLeaseProperties
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Resources = ["line:a", "line:b", "device:c", "device:d", "line:e"];
    private static readonly string[] Nodes = ["argus", "felix", "jan"];

    public enum Kind
    {
        Ask,
        Give,
        Lose,
        Return,
        Expire,
    }

    /// <summary>One thing that happens; <paramref name="Bits"/> picks resources.</summary>
    public sealed record Step(Kind Kind, int Run, int Bits, bool Twice)
    {
        public string Node => Nodes[Run % Nodes.Length];

        public LeaseHolder Holder => new($"run-{Run}", $"run {Run}");

        public ImmutableArray<string> Picked => [.. Resources.Where((_, i) => (Bits & (1 << i)) != 0)];
    }

    public static class Steps
    {
        public static Arbitrary<Step[]> Many() =>
            (from kind in Gen.Elements(Kind.Ask, Kind.Ask, Kind.Ask, Kind.Give, Kind.Give, Kind.Lose, Kind.Return, Kind.Expire)
             from run in Gen.Choose(0, 5)
             from bits in Gen.Choose(0, 31)
             from twice in Gen.Elements(false, false, true)
             select new Step(kind, run, bits, twice)).ArrayOf().ToArbitrary();
    }

    [Property(MaxTest = 500, Arbitrary = [typeof(Steps)])]
    public void A_thing_never_has_two_holders_and_tokens_only_grow(Step[] steps) => LeaseFacts.ShouldHaveOneHolder(Play(steps, out _));

    [Property(MaxTest = 500, Arbitrary = [typeof(Steps)])]
    public void Whoever_wants_the_same_thing_gets_it_in_the_order_of_asking(Step[] steps) => LeaseFacts.ShouldKeepTheOrder(Play(steps, out _));

    [Property(MaxTest = 500, Arbitrary = [typeof(Steps)])]
    public void When_lost_nodes_are_taken_over_and_the_others_give_back_everybody_is_served(Step[] steps)
    {
        Play(steps, out var state);
        foreach (var node in state.Lost.Keys)
            state = state.After(SharedLeaseDecisions.Expire(state, node, [], "anna", "the line is safe", At, out _));
        var served = 0;
        while (!state.Waiting.IsEmpty)
        {
            var waiting = state.Waiting.Select(r => r.Holder.Id).ToHashSet();
            var free = state.Holdings.Values.Select(h => h.Holder).FirstOrDefault(h => !waiting.Contains(h.Id));
            free.ShouldNotBeNull("all who hold something wait: a deadlock");
            var node = SharedHolder.NodeOf(free);
            state = state.After(SharedLeaseDecisions.Release(state, node, new LeaseHolder(free.Id[(node.Length + 1)..], ""), [], "", At));
            (++served).ShouldBeLessThan(1_000);
        }
    }

    [Property(MaxTest = 500, Arbitrary = [typeof(Steps)])]
    public void A_lost_node_keeps_what_it_holds_and_waits_for_nothing(Step[] steps)
    {
        var state = SharedLeases.Empty;
        foreach (var step in steps)
        {
            var before = state;
            state = Take(state, step, []);
            foreach (var node in state.Lost.Keys)
            {
                state.Waiting.ShouldAllBe(r => !SharedHolder.IsOf(r.Holder, node));
                if (step.Kind is not Kind.Expire and not Kind.Give || step.Node != node)
                    state.HeldBy(node).ShouldBe(before.HeldBy(node));
            }
        }
    }

    [Property(MaxTest = 500, Arbitrary = [typeof(Steps)])]
    public void A_token_that_has_moved_on_is_let_through_no_more(Step[] steps)
    {
        // The owner of the hardware raises its fence at each grant that it hears of and before each expiry; grants reach it late or never.
        var fence = DeviceFence.Open;
        var expired = new List<LeaseExpired>();
        foreach (var fact in Play(steps, out _))
        {
            switch (fact)
            {
                case LeaseExpired e:
                    expired.Add(e);
                    fence = e.Resources.SelectMany(r => fence.Raise(r, e.Token + 1, e.Why, At)).Aggregate(fence, (f, x) => f.Apply(x));
                    break;
                case LeaseGranted g:
                    foreach (var r in g.Resources)
                    {
                        fence = fence.Judge(r, g.Token, makesSafe: false, g.Holder.Description, At, out var refusal).Aggregate(fence, (f, x) => f.Apply(x));
                        refusal.ShouldBeEmpty("a new grant is newer than all that was fenced off");
                    }

                    break;
            }

            foreach (var late in expired)
            {
                fence.Judge(late.Resources[0], late.Token, makesSafe: false, "late", At, out var refusal).ShouldBeEmpty();
                refusal.ShouldContain("has moved on");
                fence.Judge(late.Resources[0], late.Token, makesSafe: true, "late", At, out refusal).ShouldBeEmpty();
                refusal.ShouldBeEmpty("closing and switching off are never refused");
            }
        }
    }

    private static List<IJournalEvent> Play(Step[] steps, out SharedLeases state)
    {
        var facts = new List<IJournalEvent>();
        state = SharedLeases.Empty;
        foreach (var step in steps)
        {
            state = Take(state, step, facts);
            if (!step.Twice)
                continue;

            // What came once and comes again changes nothing, unless something else made room in between, which nothing did here.
            var again = new List<IJournalEvent>();
            Take(state, step, again);
            again.ShouldBeEmpty();
        }

        return facts;
    }

    private static SharedLeases Take(SharedLeases state, Step step, List<IJournalEvent> facts)
    {
        ImmutableArray<IJournalEvent> decided = step.Kind switch
        {
            Kind.Ask => SharedLeaseDecisions.Acquire(state, step.Node, step.Holder, step.Picked, "", At) is AcquireDecision.Taken taken ? taken.Events : [],
            Kind.Give => SharedLeaseDecisions.Release(state, step.Node, step.Holder, step.Picked, "", At),
            Kind.Lose => SharedLeaseDecisions.Lose(state, step.Node, "silent", At),
            Kind.Return => SharedLeaseDecisions.Return(state, step.Node, At),
            _ => SharedLeaseDecisions.Expire(state, step.Node, step.Picked, "anna", "taken over", At, out _),
        };
        facts.AddRange(decided);
        return decided.IsEmpty ? state : state.After(decided);
    }
}
