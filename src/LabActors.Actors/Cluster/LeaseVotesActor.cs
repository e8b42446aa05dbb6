using Akka.Actor;
using LabActors.Core.Cluster;
using static LabActors.Actors.Cluster.SharedLeaseProtocol;

namespace LabActors.Actors.Cluster;

/// <summary>
/// The door to a node's voter, which is in an actor system without a network. Owns which authority asked in which term; passes <see cref="Prepare"/> and <see cref="Accept"/> in and the voter's answers
/// out. Persists nothing; an answer that nobody waits for any more is dropped, since who wants it asks again.
/// </summary>
public sealed class LeaseVotesActor : ReceiveActor
{
    private readonly IActorRef _voter;
    private (Ballot Ballot, IActorRef Authority) _newest = (Ballot.None, ActorRefs.Nobody);

    /// <summary>See <see cref="Props"/>.</summary>
    public LeaseVotesActor(IActorRef voter)
    {
        _voter = voter;
        Receive<Prepare>(p => Ask(p.Ballot, p));
        Receive<Accept>(a => Ask(a.Ballot, a));
        Receive<Promised>(p => Answer(p.Ballot, p));
        Receive<Accepted>(a => Answer(a.Ballot, a));
        Receive<NotVoted>(n => Answer(n.Ballot, n));
    }

    /// <summary>The door to a voter.</summary>
    public static Props Props(IActorRef voter) => Akka.Actor.Props.Create(() => new LeaseVotesActor(voter));

    private void Ask(Ballot ballot, object question)
    {
        if (ballot >= _newest.Ballot)
            _newest = (ballot, Sender);
        else
            Sender.Tell(new NotVoted("", ballot, _newest.Ballot));
        if (ballot == _newest.Ballot)
            _voter.Tell(question, Self);
    }

    private void Answer(Ballot ballot, object answer)
    {
        if (ballot == _newest.Ballot)
            _newest.Authority.Tell(answer, Self);
    }
}
