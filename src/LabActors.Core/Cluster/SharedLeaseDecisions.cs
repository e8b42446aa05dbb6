using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Journal;
using LabActors.Core.Leases;
using static LabActors.Core.Journal.Events.ClusterEvents;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Core.Cluster;

/// <summary>
/// The rules of leasing between nodes: those of <see cref="LeaseDecisions"/> (all at once, in order, no circles), and what becomes of a node that is lost. What it holds nobody else gets until
/// the node is back, or its line was made safe and what it held expires; what it waited for it no longer waits for.
/// </summary>
public static class SharedLeaseDecisions
{
    /// <summary>A node asks for things, all at once, for one of its holders.</summary>
    public static AcquireDecision Acquire(SharedLeases state, string node, LeaseHolder holder, ImmutableArray<string> resources, string why, DateTimeOffset at) =>
        state.Lost.TryGetValue(node, out var since)
            ? new AcquireDecision.Refused($"{node} is counted as lost since {since.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture)}")
            : LeaseDecisions.Acquire(state.ToLeases(), SharedHolder.Of(node, holder), resources, why, at);

    /// <summary>A holder gives things back; none named means all, and its waiting requests. A lost node may too: what expired meanwhile is no longer its own, and is no event.</summary>
    public static ImmutableArray<IJournalEvent> Release(SharedLeases state, string node, LeaseHolder holder, ImmutableArray<string> resources, string why, DateTimeOffset at) =>
        LeaseDecisions.Release(state.ToLeases(), SharedHolder.Of(node, holder), resources, why, at);

    /// <summary>A node is lost: it keeps what it holds, and no longer waits. Nothing when it was counted as lost before.</summary>
    public static ImmutableArray<IJournalEvent> Lose(SharedLeases state, string node, string why, DateTimeOffset at)
    {
        if (state.Lost.ContainsKey(node))
            return [];
        ImmutableArray<IJournalEvent> facts =
        [
            new NodeLost(at, node, state.HeldBy(node), why),
            .. state.Waiting.Where(r => SharedHolder.IsOf(r.Holder, node)).DistinctBy(r => r.Holder.Id).Select(r => new LeaseWithdrawn(at, r.Holder, $"{node} is lost: {why}")),
        ];
        return WithGrants(state, facts, at);
    }

    /// <summary>A lost node is back: what it held and has not expired is its own as before. Nothing when it was not lost.</summary>
    public static ImmutableArray<IJournalEvent> Return(SharedLeases state, string node, DateTimeOffset at) =>
        state.Lost.ContainsKey(node) ? [new NodeReturned(at, node)] : [];

    /// <summary>
    /// What a lost node held expires, all of it or the resources named: its line was made safe, or an operator took it over. Whoever owns the hardware has raised its fence before (<see cref="DeviceFence"/>).
    /// </summary>
    /// <param name="refusal">Why nothing expires: the node is not lost, so that it must be asked itself. Empty when all is well.</param>
    public static ImmutableArray<IJournalEvent> Expire(SharedLeases state, string node, ImmutableArray<string> resources, string by, string why, DateTimeOffset at, out string refusal)
    {
        refusal = state.Lost.ContainsKey(node) ? "" : $"{node} is not lost: what it holds is its own to give back";
        if (refusal.Length > 0)
            return [];
        ImmutableArray<IJournalEvent> facts =
        [
            .. state.Holdings
                .Where(h => SharedHolder.IsOf(h.Value.Holder, node) && (resources.IsEmpty || resources.Contains(h.Key, StringComparer.Ordinal)))
                .GroupBy(h => h.Value.Holder)
                .OrderBy(holder => holder.Key.Id, StringComparer.Ordinal)
                .Select(held => new LeaseExpired(at, held.Key, [.. held.Select(h => h.Key).Order(StringComparer.Ordinal)], held.Max(h => h.Value.Token), by, why)),
        ];
        return WithGrants(state, facts, at);
    }

    /// <summary>
    /// What of that a node believes to hold is no longer its own: leases that expired while it was away. Said before anything is done under them.
    /// </summary>
    public static ImmutableArray<LeaseExpired> Gone(SharedLeases state, string node, ImmutableArray<HeldThing> held, DateTimeOffset at) =>
    [
        .. from thing in held
           let holder = SharedHolder.Of(node, thing.Holder)
           where state.Holdings.GetValueOrDefault(thing.Resource) is not { } holding || holding.Holder.Id != holder.Id || holding.Token != thing.Token
           let told = state.Expired.LastOrDefault(e => e.Holder.Id == holder.Id && e.Resources.Contains(thing.Resource))
           select new LeaseExpired(told?.At ?? at, thing.Holder, [thing.Resource], thing.Token, told?.By ?? "the laboratory's other nodes", told?.Why ?? "it is not among what they know of"),
    ];

    private static ImmutableArray<IJournalEvent> WithGrants(SharedLeases state, ImmutableArray<IJournalEvent> facts, DateTimeOffset at) =>
        facts.IsEmpty ? [] : [.. facts, .. LeaseDecisions.Due(state.After(facts).ToLeases(), at)];
}
