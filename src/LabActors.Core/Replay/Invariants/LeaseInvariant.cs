using System.Collections.Immutable;
using LabActors.Core.Cluster;
using static LabActors.Core.Journal.Events.ClusterEvents;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Core.Replay.Invariants;

/// <summary>A leased thing never has two holders, its tokens only grow, and nobody gives back what he does not hold.</summary>
public sealed class LeaseInvariant : IInvariant
{
    private const string Rule = "one holder";

    /// <summary>How far the clocks of two nodes may be apart: a return that is journaled within this time after the next grant, by another node, was before it.</summary>
    public static readonly TimeSpan ClocksApart = TimeSpan.FromSeconds(1);

    private readonly Dictionary<string, Held> _held = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (long Token, MergedEvent By)> _newest = new(StringComparer.Ordinal);
    private readonly List<Suspect> _suspects = [];

    /// <inheritdoc/>
    public string Subject => "grants of leases";

    /// <inheritdoc/>
    public int Checked { get; private set; }

    /// <inheritdoc/>
    public IEnumerable<Violation> Next(MergedEvent e, LabState before) => e.Recorded.Event switch
    {
        LeaseGranted granted => Granted(e, granted.Holder, granted.Resources, granted.Token),
        SharedLeaseObtained shared => Granted(e, shared.Holder, shared.Resources, shared.Token),
        LeaseReleased released => Released(e, released.Holder, released.Resources),
        LeaseExpired expired => Expired(expired.Holder.Id, expired),

        // What voters have accepted comes before the next grant; the lost node says it when it comes back.
        SharedLeasesAccepted accepted => accepted.Leases.Expired.SelectMany(expired => Expired(SharedHolder.OwnId(expired.Holder), expired)),
        _ => [],
    };

    /// <inheritdoc/>
    public IEnumerable<Violation> AtEnd() => _suspects.Select(s => s.Violation);

    /// <inheritdoc/>
    public IEnumerable<string> Unfinished() => _held
        .OrderBy(h => h.Key, StringComparer.Ordinal)
        .Select(h => $"{h.Key} is held by {h.Value.Holder.Description} ({h.Value.By.Journal})");

    private IEnumerable<Violation> Granted(MergedEvent e, LeaseHolder holder, ImmutableArray<string> resources, long token)
    {
        Checked++;
        var found = new List<Violation>();
        foreach (var resource in resources)
        {
            if (_newest.TryGetValue(resource, out var newest) && token <= newest.Token)
                found.Add(new Violation("tokens grow", FormattableString.Invariant($"{resource} was granted to {holder.Description} under token {token}, and under {newest.Token} before"), [newest.By, e]));
            if (_held.TryGetValue(resource, out var held) && held.Holder.Id != holder.Id)
            {
                var violation = new Violation(Rule, $"{resource} was granted to {holder.Description} while {held.Holder.Description} held it", [held.By, e]);
                if (held.By.Journal == e.Journal)
                    found.Add(violation);
                else
                    _suspects.Add(new Suspect(resource, held.Holder.Id, e.Written + ClocksApart, violation));
            }

            _newest[resource] = (Math.Max(token, newest.Token), e);
            _held[resource] = new Held(holder, token, e);
        }

        return found;
    }

    private IEnumerable<Violation> Released(MergedEvent e, LeaseHolder holder, ImmutableArray<string> resources)
    {
        var found = new List<Violation>();
        foreach (var resource in resources)
        {
            if (_held.TryGetValue(resource, out var held) && held.Holder.Id == holder.Id)
                _held.Remove(resource);
            else if (_suspects.RemoveAll(s => s.Resource == resource && s.HolderId == holder.Id && e.Written <= s.Until) == 0 && !_suspects.Exists(s => s.Resource == resource && s.HolderId == holder.Id))
                found.Add(new Violation(Rule, $"{holder.Description} gave back {resource}, which {(held is null ? "nobody" : held.Holder.Description)} held", held is null ? [e] : [held.By, e]));
        }

        return found;
    }

    private ImmutableArray<Violation> Expired(string holderId, LeaseExpired expired)
    {
        foreach (var resource in expired.Resources)
        {
            if (_held.GetValueOrDefault(resource) is { } held && held.Holder.Id == holderId && held.Token <= expired.Token)
                _held.Remove(resource);
            _suspects.RemoveAll(s => s.Resource == resource && s.HolderId == holderId);
        }

        return [];
    }

    private sealed record Held(LeaseHolder Holder, long Token, MergedEvent By);

    private sealed record Suspect(string Resource, string HolderId, DateTimeOffset Until, Violation Violation);
}
