using Akka.Actor;
using LabActors.Actors.Persistence;
using LabActors.Core.Cluster;
using static LabActors.Actors.Cluster.SharedLeaseProtocol;
using static LabActors.Core.Journal.Events.ClusterEvents;

namespace LabActors.Actors.Cluster;

/// <summary>
/// A voter's part in keeping the shared leases, in the laboratory's own actor system and journal. Owns one <see cref="LeaseVote"/>; receives <see cref="Prepare"/> and <see cref="Accept"/>; journals a
/// promise and an acceptance under <c>shared-leases</c> before it answers. Dies with its node, and holds in its next life to what it has promised.
/// </summary>
public sealed class LeaseVoterActor : JournaledActor
{
    /// <summary>The persistence id.</summary>
    public const string Id = "shared-leases";

    private readonly string _node;
    private LeaseVote _vote = LeaseVote.New;

    /// <summary>See <see cref="Props"/>.</summary>
    public LeaseVoterActor(string node)
        : base(Id)
    {
        _node = node;
        Applies<BallotPromised>(e => _vote = _vote.Apply(e));
        Applies<SharedLeasesAccepted>(e => _vote = _vote.Apply(e));
        Command<Prepare>(p => JournalAll(_vote.Prepare(p.Ballot, Now), () => Sender.Tell(
            _vote.Promised == p.Ballot ? new Promised(_node, p.Ballot, _vote.AcceptedIn, _vote.Accepted) : new NotVoted(_node, p.Ballot, _vote.Promised))));
        Command<Accept>(a => JournalAll(_vote.Accept(a.Ballot, a.Leases, Now), () => Sender.Tell(
            _vote.Has(a.Ballot, a.Leases.Index) ? new Accepted(_node, a.Ballot, a.Leases.Index) : new NotVoted(_node, a.Ballot, _vote.Promised))));
    }

    /// <summary>The voter of a node.</summary>
    public static Props Props(string node) => Akka.Actor.Props.Create(() => new LeaseVoterActor(node));
}
