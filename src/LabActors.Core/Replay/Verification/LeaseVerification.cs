using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Leases;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Core.Replay.Verification;

/// <summary>What the lease authority decides: who waits, who is granted what.</summary>
internal static class LeaseVerification
{
    private const string Lease = "a lease";
    private const string Named = "a named resource";

    /// <summary>Null for what is no decision.</summary>
    public static Verdict? Of(LabState lab, RecordedEvent e)
    {
        var state = lab.Leases;
        return e.Event switch
        {
            LeaseRequested r => LeaseDecisions.Acquire(state, r.Holder, r.Resources, r.Why, r.At) switch
            {
                AcquireDecision.Taken taken => new Verdict(Lease, [taken.Events], Held(state, r.Resources)),
                AcquireDecision.Refused refused => Verdict.Never(Lease, refused.Reason),
                _ => Verdict.Never(Lease, $"{r.Holder.Description} has it, or waits for it, already"),
            },
            LeaseReleased r => new Verdict(
                Lease,
                Choices(LeaseDecisions.Release(state, r.Holder, r.Resources, r.Why, r.At), LeaseDecisions.Release(state, r.Holder, [], r.Why, r.At)),
                $"{r.Holder.Description} holds {Words(state.HeldBy(r.Holder))}"),
            LeaseWithdrawn w => new Verdict(Lease, Choices(LeaseDecisions.Release(state, w.Holder, [], w.Why, w.At)), $"{w.Holder.Description} holds {Words(state.HeldBy(w.Holder))}"),
            LeaseGranted g => new Verdict(Lease, Choices(LeaseDecisions.Due(state, g.At)), Held(state, g.Resources)),
            ResourceAcquired a when state.NamedOf(a.Name).AcquiredBy?.Id == a.By.Id => Verdict.Never(Named, $"{a.By.Description} has {a.Name} already"),
            ResourceSet { Value: 0 } s when state.NamedOf(s.Name) == NamedResource.Clear => Verdict.Never(Named, $"{s.Name} is clear already"),
            _ => null,
        };
    }

    private static ImmutableArray<ImmutableArray<IJournalEvent>> Choices(params ImmutableArray<IJournalEvent>[] choices) => [.. choices.Where(c => !c.IsEmpty)];

    private static string Held(LeaseState state, ImmutableArray<string> resources) => string.Join("; ", resources.Select(r =>
        state.Holdings.TryGetValue(r, out var holding) ? $"{r} is held by {holding.Holder.Description}" : $"{r} is free"
            + (state.Waiting.Find(w => w.Resources.Contains(r)) is { } first ? $", {first.Holder.Description} waits first" : "")));

    private static string Words(ImmutableArray<string> resources) => resources.IsEmpty ? "nothing" : string.Join(", ", resources);
}
