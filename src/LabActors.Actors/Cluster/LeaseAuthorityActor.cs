using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster;
using LabActors.Core.Cluster;
using LabActors.Core.Journal;
using LabActors.Core.Leases;
using static Akka.Cluster.ClusterEvent;
using static LabActors.Actors.Cluster.SharedLeaseProtocol;
using static LabActors.Core.Journal.Events.LeaseEvents;

namespace LabActors.Actors.Cluster;

/// <summary>
/// The authority over the things that several nodes share, one in the cluster, on the voter that has been there longest. Owns its term, and who waits for which answer; receives the requests of
/// <see cref="SharedLeaseProtocol"/> and what becomes of the cluster's members. Persists nothing: each decision is in the journals of most voters before anybody is answered, one decision after another.
/// It dies when the node leaves or is put out; the next one begins a term with what most voters have. Should two live at once, the older term gets no majority any more and answers nothing.
/// </summary>
public sealed class LeaseAuthorityActor : ReceiveActor, IWithTimers
{
    private const int MostWaiting = 1_000;
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(1);

    private readonly Order _order;
    private readonly Queue<(object Request, IActorRef From)> _requests = new();
    private readonly Dictionary<(string Holder, string Resources), (string Id, ImmutableArray<string> Asked, IActorRef From)> _waiting = [];
    private volatile ImmutableDictionary<string, Address> _nodes = ImmutableDictionary<string, Address>.Empty;

    // No two lives have the same term, so that what a former one proposed is never taken for this one's.
    private readonly string _by;
    private Term<SharedLeases> _term;
    private Action<SharedLeases>? _whenChosen;

    /// <summary>See <see cref="Props"/>.</summary>
    public LeaseAuthorityActor(Order order)
    {
        (_order, _by) = (order, $"{order.Node} {Guid.NewGuid():N}");
        _term = Term<SharedLeases>.Begin(Ballot.After(Ballot.None, _by), order.Voters, SharedLeases.Empty);
        Receive<Promised>(p => Hear(p.Ballot, term => term.Promised(p.Voter, p.AcceptedIn, p.Leases)));
        Receive<Accepted>(a => Hear(a.Ballot, term => term.Accepted(a.Voter, a.Index)));
        Receive<NotVoted>(n => Hear(n.Ballot, term => term.Refused(n.PromisedTo)));
        Receive<Again>(_ =>
        {
            AskVoters();
            TellOfLost();
        });
        Receive<CurrentClusterState>(state => state.Members.Where(m => m.Status == MemberStatus.Up).ToList().ForEach(Up));
        Receive<MemberUp>(up => Up(up.Member));
        Receive<MemberRemoved>(removed => Gone(removed));
        Receive<IMemberEvent>(_ => { });
        var numbers = Context.ActorOf(NumberAuthorityActor.Props(_by, order.Voters, VotesOn), "numbers");
        Receive<SharedNumberProtocol.AskNumber>(ask => numbers.Forward(ask));
        Receive<AcquireShared>(Take);
        Receive<ReleaseShared>(Take);
        Receive<ExpireShared>(Take);
        Receive<ConfirmShared>(Take);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private DateTimeOffset Now => _order.Time.GetUtcNow();

    /// <summary>The authority, when it is this node's turn.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new LeaseAuthorityActor(order));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Akka.Cluster.Cluster.Get(Context.System).Subscribe(Self, SubscriptionInitialStateMode.InitialStateAsSnapshot, typeof(IMemberEvent));
        Timers.StartPeriodicTimer("again", Again.Instance, TimeSpan.Zero, AskAgain);
    }

    /// <inheritdoc/>
    protected override void PostStop() => Akka.Cluster.Cluster.Get(Context.System).Unsubscribe(Self);

    private void Take(object request)
    {
        // Whoever asks asks again: what does not fit in waits there.
        if (_requests.Count < MostWaiting)
            _requests.Enqueue((request, Sender));
        Next();
    }

    private void Up(Member member)
    {
        if (ClusterActor.NameOf(member) is not { Length: > 0 } node)
            return;
        _nodes = _nodes.SetItem(node, member.Address);
        Take(new Return(node));
    }

    private void Gone(MemberRemoved removed)
    {
        var node = ClusterActor.NameOf(removed.Member);
        if (_nodes.GetValueOrDefault(node) != removed.Member.Address)
            return;
        _nodes = _nodes.Remove(node);
        Take(removed.PreviousStatus == MemberStatus.Down ? new Lose(node, "the nodes have put it out: it does not answer") : new Leave(node));
    }

    private void Hear(Ballot ballot, Func<Term<SharedLeases>, Term<SharedLeases>> told)
    {
        if (ballot != _term.Ballot)
            return;
        var before = _term;
        _term = told(before);
        if (_term.IsOver)
        {
            // Somebody has begun a newer term. Where that is a former life of the authority this one goes before it; where it is another authority both do so until the cluster stops one of them.
            (_term, _whenChosen) = (Term<SharedLeases>.Begin(Ballot.After(_term.Newest, _by), _order.Voters, SharedLeases.Empty), null);
            return;
        }

        if (_term.Proposed is not null && !ReferenceEquals(_term.Proposed, before.Proposed))
            AskVoters();
        if (_term.Chosen is not { } chosen || ReferenceEquals(chosen, before.Chosen))
            return;
        var then = _whenChosen;
        _whenChosen = null;
        if (then is null)
            Begun(chosen);
        else
            then(chosen);
        Next();
    }

    /// <summary>A term has begun: who holds something and is not there was lost before it, and was perhaps not counted so yet.</summary>
    private void Begun(SharedLeases leases)
    {
        foreach (var node in leases.Holdings.Values.Select(h => SharedHolder.NodeOf(h.Holder)).Distinct().Where(node => !_nodes.ContainsKey(node)))
            Take(new Lose(node, "it is not there"));
    }

    /// <summary>
    /// The next request is decided about, and what was decided is put to the vote. An answer that changes nothing is voted on too: only then is it sure that this is still the authority. That a request still waits
    /// needs no proof.
    /// </summary>
    private void Next()
    {
        if (!_term.IsReady || !_requests.TryDequeue(out var next))
            return;
        var leases = _term.Chosen!;
        if ((next.Request is AcquireShared asks && leases.Lost.ContainsKey(asks.Node)) || (next.Request is ConfirmShared confirms && leases.Lost.ContainsKey(confirms.Node)))
        {
            // It has come back and asks before that is known here. A refusal would end its run, and what still stands might expire behind the answer; it asks again, and by then it is counted as there.
            Next();
            return;
        }

        if (next.Request is AcquireShared again && Decision(leases, again) is AcquireDecision.AlreadyWaiting waiting)
        {
            Await(leases, waiting.Request, again, next.From);
            Next();
            return;
        }

        var (facts, answer) = Decide(leases, next.Request, next.From);
        _whenChosen = chosen =>
        {
            answer(chosen);
            Grant(facts.OfType<LeaseGranted>());
        };
        _term = _term.Change(leases.After(facts));
        AskVoters();
    }

    private (ImmutableArray<IJournalEvent> Facts, Action<SharedLeases> Answer) Decide(SharedLeases leases, object request, IActorRef from)
    {
        switch (request)
        {
            case AcquireShared ask:
                return Acquire(leases, ask, from);
            case ReleaseShared release:
                return (
                    SharedLeaseDecisions.Release(leases, release.Node, release.Holder, release.Resources, release.Why, Now),
                    _ => from.Tell(new SharedReturned(release.Id), Self));
            case ExpireShared expire:
                var facts = SharedLeaseDecisions.Expire(leases, expire.Node, expire.Resources, expire.By, expire.Why, Now, out var refusal);
                return (facts, _ => from.Tell(refusal.Length > 0 ? new SharedRefused(expire.Id, refusal) : new SharedReturned(expire.Id), Self));
            case ConfirmShared confirm:
                return ([], chosen => from.Tell(new SharedStand(confirm.Id, SharedLeaseDecisions.Gone(chosen, confirm.Node, confirm.Held, Now)), Self));
            case Lose lose:
                return (SharedLeaseDecisions.Lose(leases, lose.Node, lose.Why, Now), _ => { });
            case Leave leave:
                // One that has given everything back has only gone.
                return (!leases.HeldBy(leave.Node).IsEmpty ? SharedLeaseDecisions.Lose(leases, leave.Node, "it has left, and holds what it shares", Now) : [], _ => { });
            case Return back:
                return (SharedLeaseDecisions.Return(leases, back.Node, Now), _ => { });
            default:
                throw new InvalidOperationException($"{request.GetType().Name} is no request");
        }
    }

    private (ImmutableArray<IJournalEvent> Facts, Action<SharedLeases> Answer) Acquire(SharedLeases leases, AcquireShared ask, IActorRef from)
    {
        switch (Decision(leases, ask))
        {
            case AcquireDecision.AlreadyHeld held:
                return ([], _ => from.Tell(new SharedGranted(ask.Id, ask.Resources, held.Token), Self));
            case AcquireDecision.Taken { Events: [LeaseRequested asked, ..] facts }:
                var request = new LeaseRequest(asked.Holder, asked.Resources, asked.At, asked.Why);
                return (facts, chosen => Await(chosen, request, ask, from));
            case AcquireDecision.Refused refused:
                return ([], _ => from.Tell(new SharedRefused(ask.Id, refused.Reason), Self));
            default:
                throw new InvalidOperationException("there is no other answer to a request for leases");
        }
    }

    private AcquireDecision Decision(SharedLeases leases, AcquireShared ask) => SharedLeaseDecisions.Acquire(leases, ask.Node, ask.Holder, ask.Resources, ask.Why, Now);

    /// <summary>The answer comes with the grant; until then it is told for whom the request waits.</summary>
    private void Await(SharedLeases leases, LeaseRequest request, AcquireShared ask, IActorRef from)
    {
        _waiting[KeyOf(request.Holder, request.Resources)] = (ask.Id, ask.Resources, from);
        var state = leases.ToLeases();
        if (state.Waiting.Find(r => r.Holder.Id == request.Holder.Id && r.Resources.SequenceEqual(request.Resources)) is { } waits && LeaseDecisions.BlockerOf(state, waits) is { } blocker)
            from.Tell(new SharedWaits(ask.Id, blocker), Self);
    }

    private void Grant(IEnumerable<LeaseGranted> grants)
    {
        foreach (var granted in grants)
        {
            if (_waiting.Remove(KeyOf(granted.Holder, granted.Resources), out var asker))
                asker.From.Tell(new SharedGranted(asker.Id, asker.Asked, granted.Token), Self);
        }
    }

    /// <summary>Where a voter is asked for numbers; null while it is not there.</summary>
    private Address? VotesOn(string voter) => _nodes.GetValueOrDefault(voter);

    private void AskVoters()
    {
        object? question = _term switch
        {
            { Proposed: { } proposed } => new Accept(_term.Ballot, proposed),
            { Chosen: null } => new Prepare(_term.Ballot),
            _ => null,
        };
        if (question is null)
            return;
        foreach (var voter in _order.Voters)
        {
            if (_nodes.TryGetValue(voter, out var address))
                Context.ActorSelection(new RootActorPath(address) / "user" / Votes).Tell(question, Self);
        }
    }

    /// <summary>Every node hears what lost nodes hold: whoever owns the hardware makes it safe, and people take it over.</summary>
    private void TellOfLost()
    {
        if (_term.Chosen?.HeldByLost() is not { IsEmpty: false } held)
            return;
        foreach (var address in _nodes.Values)
            Context.ActorSelection(new RootActorPath(address) / "user" / SharedAsksActor.Name).Tell(new HeldByLost(held), Self);
    }

    private static (string, string) KeyOf(LeaseHolder holder, ImmutableArray<string> resources) => (holder.Id, string.Join('\n', resources));

    /// <summary>What it is started with.</summary>
    /// <param name="Node">The node that it lives on.</param>
    /// <param name="Voters">All voters of the laboratory.</param>
    /// <param name="Time">Real time.</param>
    public sealed record Order(string Node, ImmutableHashSet<string> Voters, TimeProvider Time);

    private sealed record Lose(string Node, string Why);

    private sealed record Leave(string Node);

    private sealed record Return(string Node);

    private sealed record Again
    {
        public static readonly Again Instance = new();
    }
}
