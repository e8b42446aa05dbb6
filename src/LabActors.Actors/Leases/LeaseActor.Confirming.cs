using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Core.Cluster;
using static LabActors.Actors.Cluster.SharedLeaseProtocol;
using static LabActors.Actors.Leases.LeaseProtocol;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Actors.Leases;

/// <content>
/// What expired while the node was away. Whenever it joins the others it asks the one authority whether all that it holds of shared things is still its own, and a run that goes on after a start does so only when
/// that is known: nobody acts on a lease that has moved on.
/// </content>
public sealed partial class LeaseActor
{
    // Whoever asked for shared things, or whether they stand, in this life: by holder.
    private readonly Dictionary<string, IActorRef> _holders = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Confirm> _unconfirmed = new(StringComparer.Ordinal);
    private string _confirming = "";

    private void Confirm(Confirm asked)
    {
        _holders[asked.Holder.Id] = Sender;
        var shared = asked.Resources.Where(_shared.Resources.Contains).ToArray();
        if (shared.Length == 0)
        {
            Sender.Tell(new Confirmed(asked.Holder));
        }
        else if (shared.Any(resource => _state.Holdings.GetValueOrDefault(resource)?.Holder.Id != asked.Holder.Id))
        {
            // It was journaled here in a former life, which did not come to say so.
            Sender.Tell(new Lost(asked.Holder, [.. shared], $"its lease of {string.Join(", ", shared)} expired while the node was away"));
        }
        else
        {
            _unconfirmed[asked.Holder.Id] = asked;
            Context.System.EventStream.Publish(new Lab.LabProtocol.Notice($"{asked.Holder.Description} goes on when the laboratory's nodes have said that it still holds {string.Join(", ", shared)}"));
            AskWhetherAllStand();
        }
    }

    private void AskWhetherAllStand()
    {
        ImmutableArray<HeldThing> held =
        [
            .. _state.Holdings.Where(h => _shared.Resources.Contains(h.Key)).OrderBy(h => h.Key, StringComparer.Ordinal).Select(h => new HeldThing(h.Key, h.Value.Holder, h.Value.Token)),
        ];
        if (held.IsEmpty)
            return;
        if (_confirming.Length > 0)
            _authority.Tell(new Cluster.SharedLeasesActor.Withdrawn(_confirming), Self);
        _confirming = $"{_shared.Node} confirms {Guid.NewGuid():N}";
        _authority.Tell(new ConfirmShared(_confirming, _shared.Node, held), Self);
    }

    private void Stand(SharedStand stand)
    {
        if (stand.Id != _confirming)
            return;
        _confirming = "";
        var gone = stand.Expired.Where(e => e.Resources.All(r => _state.Holdings.GetValueOrDefault(r) is { } held && held.Holder.Id == e.Holder.Id && held.Token == e.Token)).ToArray();
        JournalAll(gone.Select(e => e with { At = Now }), () =>
        {
            foreach (var of in gone.GroupBy(e => e.Holder.Id))
            {
                _unconfirmed.Remove(of.Key);
                var first = of.First();
                var resources = of.SelectMany(e => e.Resources).ToImmutableArray();
                var why = FormattableString.Invariant($"its lease of {string.Join(", ", resources)} expired at {first.At.UtcDateTime:HH:mm:ss} by {first.By}, while the node was away");
                _holders.GetValueOrDefault(of.Key, ActorRefs.Nobody).Tell(new Lost(first.Holder, resources, why), Self);
                Context.System.EventStream.Publish(new Lab.LabProtocol.Notice($"{first.Holder.Description}: {why} ({first.Why})"));
            }

            foreach (var (holder, confirm) in _unconfirmed.ToArray())
            {
                _unconfirmed.Remove(holder);
                _holders[holder].Tell(new Confirmed(confirm.Holder), Self);
            }
        });
    }
}
