using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Core.Cluster;
using static LabActors.Actors.Cluster.SharedLeaseProtocol;
using static LabActors.Actors.Leases.LeaseProtocol;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Actors.Leases;

/// <content>
/// Things that several nodes share. They are asked of the one authority first, all at once, and only then is the rest decided here, so that nobody waits for a shared thing while he holds one of the node's own.
/// </content>
public sealed partial class LeaseActor
{
    private readonly SharedThings _shared;
    private readonly IActorRef _authority;

    // By the id of what was asked of the authority. Not journaled: whoever still wants it asks again.
    private readonly Dictionary<string, (Acquire Ask, ImmutableArray<string> Wanted, IActorRef From)> _asked = new(StringComparer.Ordinal);

    private void Acquire(Acquire ask, IActorRef from)
    {
        var wanted = _shared.Wanted(_state, ask.Holder, ask.Resources, out var refusal);
        if (refusal.Length > 0)
        {
            from.Tell(new AcquireRefused(ask.Holder, ask.Resources, refusal));
            return;
        }

        if (wanted.IsEmpty)
        {
            Decide(ask, from);
            return;
        }

        _holders[ask.Holder.Id] = from;
        var id = $"{ask.Holder.Id} {string.Join(", ", wanted)}";
        _asked[id] = (ask, wanted, from);
        _authority.Tell(new AcquireShared(id, _shared.Node, ask.Holder, wanted, ask.Why), Self);
    }

    /// <summary>A grant that nobody waits for any more was given back behind it: there is nothing to do.</summary>
    private void Obtain(SharedGranted granted)
    {
        if (_asked.Remove(granted.Id, out var asked))
            Journal(new SharedLeaseObtained(Now, asked.Ask.Holder, asked.Wanted, granted.Token), _ => Decide(asked.Ask, asked.From));
    }

    private void TellWhoHasIt(SharedWaits waits)
    {
        if (_asked.TryGetValue(waits.Id, out var asked))
            asked.From.Tell(new Waiting(asked.Ask.Holder, asked.Ask.Resources, waits.For));
    }

    private void Refuse(SharedRefused refused)
    {
        if (_asked.Remove(refused.Id, out var asked))
            asked.From.Tell(new AcquireRefused(asked.Ask.Holder, asked.Ask.Resources, refused.Reason));
    }

    private void ReturnShared(Release release, ImmutableArray<string> given)
    {
        var shared = given.Where(_shared.Resources.Contains).ToImmutableArray();
        var asked = release.Resources.IsEmpty ? _asked.Where(a => a.Value.Ask.Holder.Id == release.Holder.Id).Select(a => a.Key).ToArray() : [];
        Array.ForEach(asked, id => _asked.Remove(id));
        if (asked.Length > 0)
            Return(release.Holder, [], release.Why);
        else if (!shared.IsEmpty)
            Return(release.Holder, shared, release.Why);
    }

    /// <summary>What was given back before the node died, and was perhaps not said to the authority. Nothing the second time.</summary>
    private void ReturnAgain()
    {
        foreach (var (resource, returned) in _state.Returns.Where(r => _shared.Resources.Contains(r.Key) && !_state.Holdings.ContainsKey(r.Key)))
            Return(returned.Holder, [resource], "given back before the node was started");
    }

    private SharedHeld HeldShared() =>
        new([.. _state.Holdings.Where(h => _shared.Resources.Contains(h.Key)).OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => (h.Key, h.Value.Holder))]);

    private void Return(LeaseHolder holder, ImmutableArray<string> resources, string why) =>
        _authority.Tell(new ReleaseShared($"{holder.Id} gives back {string.Join(", ", resources)}", _shared.Node, holder, resources, why), Self);
}
