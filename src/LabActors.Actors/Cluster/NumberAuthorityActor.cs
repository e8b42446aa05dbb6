using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Core.Cluster;
using static LabActors.Actors.Cluster.SharedNumberProtocol;

namespace LabActors.Actors.Cluster;

/// <summary>
/// The allocator of aliquots and steps for the runs of all nodes; a child of the <see cref="LeaseAuthorityActor"/>, and as many as that. Owns a <see cref="NumberDesk"/> for each key that was asked for in its life, and
/// who waits for which answer; receives <see cref="AskNumber"/> and the answers of voters. Persists nothing: a number is told only when most voters have it in their journals. Dies with its parent; the next one goes on
/// with what most voters have.
/// </summary>
public sealed class NumberAuthorityActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    private readonly ImmutableHashSet<string> _voters;
    private readonly Func<string, Address?> _addresses;
    private readonly Dictionary<NumberKey, NumberDesk> _desks = [];
    private readonly Dictionary<string, IActorRef> _askers = new(StringComparer.Ordinal);
    private readonly string _by;
    private Ballot _ballot;

    /// <summary>See <see cref="Props"/>.</summary>
    public NumberAuthorityActor(string by, ImmutableHashSet<string> voters, Func<string, Address?> addresses)
    {
        (_by, _voters, _addresses, _ballot) = (by, voters, addresses, Ballot.After(Ballot.None, by));
        Receive<AskNumber>(asked =>
        {
            _askers[asked.Ask.Id] = Sender;
            var key = asked.Ask.Key;
            Change(key, (_desks.GetValueOrDefault(key) ?? NumberDesk.Begin(_ballot, _voters)).Ask(asked.Ask));
        });
        Receive<NumberPromised>(p => Hear(p.Key, p.Ballot, term => term.Promised(p.Voter, p.AcceptedIn, p.Given)));
        Receive<NumberAccepted>(a => Hear(a.Key, a.Ballot, term => term.Accepted(a.Voter, a.Index)));
        Receive<NumberNotVoted>(n => Hear(n.Key, n.Ballot, term => term.Refused(n.PromisedTo)));
        Receive<Again>(_ =>
        {
            foreach (var (key, desk) in _desks)
            {
                if (desk.IsOpen)
                    AskVoters(key, desk);
            }
        });
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>The allocator of an authority.</summary>
    /// <param name="by">The authority, and which of its lives: no two have the same terms.</param>
    /// <param name="addresses">Where a voter's node is; null while it is not there. Called on the actor's own thread.</param>
    public static Props Props(string by, ImmutableHashSet<string> voters, Func<string, Address?> addresses) => Akka.Actor.Props.Create(() => new NumberAuthorityActor(by, voters, addresses));

    /// <inheritdoc/>
    protected override void PreStart() => Timers.StartPeriodicTimer("again", Again.Instance, AskAgain);

    private void Hear(NumberKey key, Ballot ballot, Func<Term<GivenNumber>, Term<GivenNumber>> told)
    {
        if (_desks.GetValueOrDefault(key) is not { } desk || desk.Term.Ballot != ballot)
            return;
        var heard = desk.Hear(told, out var answered);
        if (heard.Term.IsOver)
        {
            // A newer term has begun: one of this life for another key, or of another authority, which this one goes before until the cluster stops one of them.
            if (heard.Term.Newest >= _ballot)
                _ballot = heard.Term.Newest.By == _by ? heard.Term.Newest : Ballot.After(heard.Term.Newest, _by);
            heard = heard.Again(_ballot);
        }

        if (answered is var (ask, number) && _askers.Remove(ask.Id, out var asker))
            asker.Tell(new NumberGiven(ask.Id, number), Self);
        Change(key, heard);
    }

    private void Change(NumberKey key, NumberDesk desk)
    {
        var before = _desks.GetValueOrDefault(key);
        _desks[key] = desk;
        if (before is null || before.Term.Ballot != desk.Term.Ballot || !ReferenceEquals(before.Term.Proposed, desk.Term.Proposed))
            AskVoters(key, desk);
    }

    private void AskVoters(NumberKey key, NumberDesk desk)
    {
        IVoteQuestion? question = desk.Term switch
        {
            { Proposed: { } proposed } => new AcceptNumber(desk.Term.Ballot, key, proposed),
            { Chosen: null } => new PrepareNumber(desk.Term.Ballot, key),
            _ => null,
        };
        if (question is null)
            return;
        foreach (var voter in _voters)
        {
            if (_addresses(voter) is { } address)
                Context.ActorSelection(new RootActorPath(address) / "user" / Votes).Tell(question, Self);
        }
    }

    private sealed record Again
    {
        public static readonly Again Instance = new();
    }
}
