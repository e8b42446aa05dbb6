using System.Collections.Immutable;
using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Core.Leases;

/// <summary>
/// Who holds what, who waits, and the values of the named resources: the fold of <see cref="Journal.Events.LeaseEvents"/>.
/// Holders are the same when their ids are.
/// </summary>
public sealed record LeaseState
{
    /// <summary>Nothing held, nobody waiting.</summary>
    public static LeaseState Empty { get; } = new();

    /// <summary>Holding by resource.</summary>
    public ImmutableDictionary<string, LeaseHolding> Holdings { get; init; } = ImmutableDictionary<string, LeaseHolding>.Empty;

    /// <summary>The last return by resource.</summary>
    public ImmutableDictionary<string, LeaseReturn> Returns { get; init; } = ImmutableDictionary<string, LeaseReturn>.Empty;

    /// <summary>Requests in the order of asking.</summary>
    public ImmutableList<LeaseRequest> Waiting { get; init; } = [];

    /// <summary>The token given last; it only ever grows.</summary>
    public long LastToken { get; init; }

    /// <summary>Named resources that were ever set.</summary>
    public ImmutableDictionary<string, NamedResource> Named { get; init; } = ImmutableDictionary<string, NamedResource>.Empty;

    /// <summary>The newest command of each script that set a named resource: repeated after an outage it is done already.</summary>
    public ImmutableDictionary<string, string> LastSet { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>True when that command has set its resource.</summary>
    public bool HasSet(string commandId) => commandId.Length > 0 && LastSet.GetValueOrDefault(ScriptOf(commandId)) == commandId;

    /// <summary>The named resource; clear when it was never set.</summary>
    public NamedResource NamedOf(string name) => Named.GetValueOrDefault(name, NamedResource.Clear);

    /// <summary>What the holder holds, sorted by name.</summary>
    public ImmutableArray<string> HeldBy(LeaseHolder holder) =>
        [.. Holdings.Where(h => h.Value.Holder.Id == holder.Id).Select(h => h.Key).Order(StringComparer.Ordinal)];

    /// <summary>The state after an event; events of others leave it as it is.</summary>
    public LeaseState Apply(IJournalEvent fact) => fact switch
    {
        LeaseRequested e => this with { Waiting = Waiting.Add(new LeaseRequest(e.Holder, e.Resources, e.At, e.Why)) },
        LeaseGranted e => this with
        {
            Waiting = RemoveGranted(e),
            Holdings = Granted(e.Holder, e.Resources, e.Token, e.At),
            LastToken = Math.Max(LastToken, e.Token),
        },

        // The token is the authority's, which counts for itself.
        SharedLeaseObtained e => this with { Holdings = Granted(e.Holder, e.Resources, e.Token, e.At) },
        LeaseReleased e => Without(e.Holder, e.Resources, e.At),
        LeaseExpired e => Without(e.Holder, e.Resources, e.At),
        LeaseWithdrawn e => this with { Waiting = Waiting.RemoveAll(r => r.Holder.Id == e.Holder.Id) },
        ResourceAcquired e => this with { Named = Named.SetItem(e.Name, new NamedResource(1, e.By)) },
        ResourceSet e => this with { Named = Named.SetItem(e.Name, new NamedResource(e.Value, Keeps(e))), LastSet = e.CommandId.Length > 0 ? LastSet.SetItem(ScriptOf(e.CommandId), e.CommandId) : LastSet },
        _ => this,
    };

    /// <summary>The state to be kept.</summary>
    public LeaseSnapshot ToSnapshot() => new(SnapshotBuild.Current, Holdings, Returns, [.. Waiting], LastToken, Named, LastSet);

    /// <summary>The state that was kept.</summary>
    public static LeaseState Of(LeaseSnapshot kept) => new()
    {
        Holdings = kept.Holdings,
        Returns = kept.Returns,
        Waiting = [.. kept.Waiting],
        LastToken = kept.LastToken,
        Named = kept.Named,
        LastSet = kept.LastSet,
    };

    // Commands are RUN/SCRIPT/NUMBER.
    private static string ScriptOf(string commandId) => commandId[..Math.Max(0, commandId.LastIndexOf('/'))];

    // Setting another value (a countdown, say) on what one has acquired does not give it back; clearing does.
    private LeaseHolder? Keeps(ResourceSet e) =>
        e.Value != 0 && NamedOf(e.Name).AcquiredBy is { } owner && owner.Id == e.By.Id ? owner : null;

    private ImmutableDictionary<string, LeaseHolding> Granted(LeaseHolder holder, ImmutableArray<string> resources, long token, DateTimeOffset at) =>
        Holdings.SetItems(resources.Select(r => KeyValuePair.Create(r, new LeaseHolding(holder, token, at))));

    private LeaseState Without(LeaseHolder holder, ImmutableArray<string> resources, DateTimeOffset at) => this with
    {
        Holdings = Holdings.RemoveRange(resources),
        Returns = Returns.SetItems(resources.Select(r => KeyValuePair.Create(r, new LeaseReturn(holder, at)))),
    };

    private ImmutableList<LeaseRequest> RemoveGranted(LeaseGranted e)
    {
        var index = Waiting.FindIndex(r => r.Holder.Id == e.Holder.Id && r.Resources.SequenceEqual(e.Resources));
        return index < 0 ? Waiting : Waiting.RemoveAt(index);
    }
}
