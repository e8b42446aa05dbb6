using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LabActors.Core.Cluster;
using LabActors.Core.Leases;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Core.Tests.Cluster;

/// <summary>
/// Random laboratories of three nodes, each with things of its own beside those that all share: runs ask for any of both, several times, holding what they have. The shared part is asked of the authority of all, then the
/// rest of the node's own, as lease actors do it. Whatever was asked, somebody does not wait, and everybody is served in the end.
/// </summary>
public sealed class SharedThingsProperties
{
    private static readonly DateTimeOffset At = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private static readonly string[] Nodes = ["argus", "felix", "jan"];
    private static readonly ImmutableHashSet<string> Shared = ["line:a", "line:b", "device:c"];
    private static readonly string[] Things = ["line:a", "line:b", "device:c", "ms:own", "device:own"];

    /// <summary>One thing that a run does; <paramref name="Bits"/> picks resources.</summary>
    public sealed record Step(int Run, bool Asks, int Bits);

    public static class Steps
    {
        public static Arbitrary<Step[]> Many() =>
            (from run in Gen.Choose(0, 8)
             from asks in Gen.Elements(true, true, true, false)
             from bits in Gen.Choose(1, 31)
             select new Step(run, asks, bits)).ArrayOf().ToArbitrary();
    }

    [Property(MaxTest = 500, Arbitrary = [typeof(Steps)])]
    public void Nobody_waits_in_a_circle_that_goes_through_two_authorities(Step[] steps)
    {
        var lab = new Laboratory();
        foreach (var step in steps)
        {
            if (step.Asks)
                lab.Ask(step.Run, [.. Things.Where((_, i) => (step.Bits & (1 << i)) != 0)]);
            else
                lab.GiveAll(step.Run);
        }

        var given = 0;
        while (Enumerable.Range(0, 9).Where(lab.Waits).ToArray() is { Length: > 0 } waiting)
        {
            var free = Enumerable.Range(0, 9).Where(run => !lab.Waits(run) && lab.Holds(run)).ToArray();
            free.ShouldNotBeEmpty($"runs {string.Join(", ", waiting)} wait for each other: a deadlock");
            lab.GiveAll(free[0]);
            (++given).ShouldBeLessThan(1_000);
        }
    }

    private sealed class Laboratory
    {
        private readonly LeaseState[] _own = [LeaseState.Empty, LeaseState.Empty, LeaseState.Empty];
        private readonly Dictionary<int, ImmutableArray<string>> _asked = [];
        private readonly HashSet<int> _waitsHere = [];
        private SharedLeases _all = SharedLeases.Empty;

        public bool Waits(int run) => _asked.ContainsKey(run) || _waitsHere.Contains(run);

        public bool Holds(int run) => !_own[run % 3].HeldBy(Holder(run)).IsEmpty;

        public void Ask(int run, ImmutableArray<string> things)
        {
            if (Waits(run))
                return;
            var wanted = new SharedThings(Nodes[run % 3], Shared).Wanted(_own[run % 3], Holder(run), things, out var refusal);
            if (refusal.Length > 0)
                return;
            if (wanted.IsEmpty)
            {
                AskOwn(run, things);
                return;
            }

            if (SharedLeaseDecisions.Acquire(_all, Nodes[run % 3], Holder(run), wanted, "", At) is not AcquireDecision.Taken taken)
                return;
            _all = _all.After(taken.Events);
            _asked[run] = things;
            Settle();
        }

        public void GiveAll(int run)
        {
            var own = run % 3;
            _own[own] = LeaseDecisions.Release(_own[own], Holder(run), [], "", At).Aggregate(_own[own], (s, e) => s.Apply(e));
            _all = _all.After(SharedLeaseDecisions.Release(_all, Nodes[own], Holder(run), [], "", At));
            _asked.Remove(run);
            Settle();
        }

        private void AskOwn(int run, ImmutableArray<string> things)
        {
            var own = run % 3;
            if (LeaseDecisions.Acquire(_own[own], Holder(run), things, "", At) is AcquireDecision.Taken taken)
                _own[own] = taken.Events.Aggregate(_own[own], (s, e) => s.Apply(e));
            Settle();
        }

        /// <summary>Grants of the authority reach their nodes, which go on with the rest.</summary>
        private void Settle()
        {
            while (_asked.Keys.FirstOrDefault(run => !_all.Waiting.Any(r => r.Holder.Id == SharedHolder.Of(Nodes[run % 3], Holder(run)).Id), -1) is >= 0 and var granted)
            {
                _asked.Remove(granted, out var things);
                var held = things.Where(t => Shared.Contains(t)).ToImmutableArray();
                _own[granted % 3] = _own[granted % 3].Apply(new SharedLeaseObtained(At, Holder(granted), held, 1));
                AskOwn(granted, things);
            }

            _waitsHere.Clear();
            foreach (var run in Enumerable.Range(0, 9).Where(run => _own[run % 3].Waiting.Exists(r => r.Holder.Id == Holder(run).Id)))
                _waitsHere.Add(run);
        }

        private static LeaseHolder Holder(int run) => new($"run-{run}", $"run {run}");
    }
}
