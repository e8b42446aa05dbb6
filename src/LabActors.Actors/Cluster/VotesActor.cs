using Akka.Actor;
using LabActors.Core.Cluster;

namespace LabActors.Actors.Cluster;

/// <summary>
/// The door to a node's voter, which is in an actor system without a network. Owns which authority asked in which term; passes <see cref="IVoteQuestion"/>s in and the voter's <see cref="IVoteAnswer"/>s
/// out. Persists nothing; an answer that nobody waits for any more is dropped, since who wants it asks again.
/// </summary>
public sealed class VotesActor : ReceiveActor
{
    private readonly IActorRef _voter;
    private (Ballot Ballot, IActorRef Authority) _newest = (Ballot.None, ActorRefs.Nobody);

    /// <summary>See <see cref="Props"/>.</summary>
    public VotesActor(IActorRef voter)
    {
        _voter = voter;
        Receive<IVoteQuestion>(Ask);
        Receive<IVoteAnswer>(answer =>
        {
            if (answer.Ballot == _newest.Ballot)
                _newest.Authority.Tell(answer, Self);
        });
    }

    /// <summary>The door to a voter.</summary>
    public static Props Props(IActorRef voter) => Akka.Actor.Props.Create(() => new VotesActor(voter));

    private void Ask(IVoteQuestion question)
    {
        if (question.Ballot >= _newest.Ballot)
            _newest = (question.Ballot, Sender);
        else
            Sender.Tell(question.Refused("", _newest.Ballot));
        if (question.Ballot == _newest.Ballot)
            _voter.Tell(question, Self);
    }
}
