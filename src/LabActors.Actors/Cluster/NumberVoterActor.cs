using Akka.Actor;
using LabActors.Actors.Persistence;
using LabActors.Core.Cluster;
using LabActors.Core.Journal.Events;
using static LabActors.Actors.Cluster.SharedNumberProtocol;

namespace LabActors.Actors.Cluster;

/// <summary>
/// A voter's part in giving aliquots and steps to the runs of all nodes, in the laboratory's own actor system and journal. Owns one <see cref="NumberVote"/>; receives <see cref="PrepareNumber"/> and
/// <see cref="AcceptNumber"/>; journals under <c>shared-numbers</c> before it answers. Dies with its node, and holds in its next life to what it has promised.
/// </summary>
public sealed class NumberVoterActor : JournaledActor
{
    /// <summary>The persistence id.</summary>
    public const string Id = "shared-numbers";

    private readonly string _node;
    private NumberVote _vote = NumberVote.New;

    /// <summary>See <see cref="Props"/>.</summary>
    public NumberVoterActor(string node)
        : base(Id)
    {
        _node = node;
        Applies<ClusterEvents.NumberBallotPromised>(e => _vote = _vote.Apply(e));
        Applies<ClusterEvents.NumberAccepted>(e => _vote = _vote.Apply(e));
        Command<PrepareNumber>(p => JournalAll(_vote.Prepare(p.Ballot, p.Key, Now), () =>
        {
            var of = _vote.Of(p.Key);
            Sender.Tell(of.Promised == p.Ballot ? new NumberPromised(_node, p.Ballot, p.Key, of.AcceptedIn, of.Accepted) : p.Refused(_node, of.Promised));
        }));
        Command<AcceptNumber>(a => JournalAll(_vote.Accept(a.Ballot, a.Key, a.Given, Now), () =>
        {
            var of = _vote.Of(a.Key);
            Sender.Tell(of.Has(a.Ballot, a.Given.Index) ? new NumberAccepted(_node, a.Ballot, a.Key, a.Given.Index) : a.Refused(_node, of.Promised));
        }));
    }

    /// <summary>The voter of a node.</summary>
    public static Props Props(string node) => Akka.Actor.Props.Create(() => new NumberVoterActor(node));
}
