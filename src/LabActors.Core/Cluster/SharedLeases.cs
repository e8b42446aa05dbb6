using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Leases;
using static LabActors.Core.Journal.Events.ClusterEvents;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Core.Cluster;

/// <summary>
/// Who holds and who wants the things that several nodes share: a <see cref="LeaseState"/> as it goes from node to node, and the nodes that are lost. It is journaled as a whole by every voter: a few
/// kilobytes, and a voter that was away has all with the next change.
/// </summary>
/// <param name="Index">How many changes have led to it.</param>
/// <param name="Holdings">By resource; holders are <see cref="SharedHolder"/>s.</param>
/// <param name="Returns">The last return by resource.</param>
/// <param name="Waiting">Requests in the order of asking.</param>
/// <param name="LastToken">The fencing token given last; it only ever grows.</param>
/// <param name="Lost">Since when a node is counted as lost; what it holds is kept for it.</param>
public sealed record SharedLeases(
    long Index,
    ImmutableDictionary<string, LeaseHolding> Holdings,
    ImmutableDictionary<string, LeaseReturn> Returns,
    ImmutableArray<LeaseRequest> Waiting,
    long LastToken,
    ImmutableDictionary<string, DateTimeOffset> Lost) : IVoted<SharedLeases>
{
    // What a node that was away is told of it; a node that was away while more expired is told less of them.
    private const int MostExpired = 20;

    /// <summary>The newest leases of lost nodes that expired: a node that comes back is told by whom, and when.</summary>
    public ImmutableArray<LeaseExpired> Expired { get; init => field = value.IsDefault ? [] : value; } = [];

    /// <summary>Nothing was ever asked for.</summary>
    public static SharedLeases Empty { get; } = new(
        0,
        ImmutableDictionary<string, LeaseHolding>.Empty,
        ImmutableDictionary<string, LeaseReturn>.Empty,
        [],
        0,
        ImmutableDictionary<string, DateTimeOffset>.Empty);

    /// <summary>What the rules of leasing decide about.</summary>
    public LeaseState ToLeases() => new() { Holdings = Holdings, Returns = Returns, Waiting = [.. Waiting], LastToken = LastToken };

    /// <summary>What a node holds, sorted by name.</summary>
    public ImmutableArray<string> HeldBy(string node) =>
        [.. Holdings.Where(h => SharedHolder.IsOf(h.Value.Holder, node)).Select(h => h.Key).Order(StringComparer.Ordinal)];

    /// <summary>What lost nodes hold, in order.</summary>
    public ImmutableArray<LostHolding> HeldByLost() =>
    [
        .. from held in Holdings
           let node = SharedHolder.NodeOf(held.Value.Holder)
           where Lost.ContainsKey(node)
           orderby held.Key
           select new LostHolding(node, Lost[node], held.Key, held.Value.Holder, held.Value.Token),
    ];

    /// <summary>The state one change later: all facts of one decision.</summary>
    public SharedLeases After(IEnumerable<IJournalEvent> facts) => facts.Aggregate(this, (state, fact) => state.Apply(fact)) with { Index = Index + 1 };

    /// <inheritdoc/>
    public SharedLeases Again() => this with { Index = Index + 1 };

    private SharedLeases Apply(IJournalEvent fact)
    {
        switch (fact)
        {
            case NodeLost lost:
                return this with { Lost = Lost.SetItem(lost.Node, lost.At) };
            case NodeReturned returned:
                return this with { Lost = Lost.Remove(returned.Node) };
            case LeaseExpired expired:
                return AfterLease(expired) with { Expired = [.. Expired.TakeLast(MostExpired - 1), expired] };
            default:
                return AfterLease(fact);
        }
    }

    private SharedLeases AfterLease(IJournalEvent fact)
    {
        var leases = ToLeases().Apply(fact);
        return this with { Holdings = leases.Holdings, Returns = leases.Returns, Waiting = [.. leases.Waiting], LastToken = leases.LastToken };
    }
}
