using System.Collections.Immutable;
using Akka.Actor;
using Akka.Cluster;
using LabActors.Actors.Operators;
using LabActors.Core.Cluster;
using LabActors.Core.Labs;
using static Akka.Cluster.ClusterEvent;
using static LabActors.Actors.Cluster.ClusterProtocol;

namespace LabActors.Actors.Cluster;

/// <summary>
/// What a node knows of the laboratory's others. Owns the view of them: who is there, since when, who leads, what each does; receives what Akka.NET tells of the cluster's members and what the others
/// say of themselves; says itself every two seconds what its node does, and tells the node's laboratory who is lost and who is back, which journals it. Persists nothing and dies with
/// the cluster's actor system; the next one takes over its view.
/// </summary>
public sealed class ClusterActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Between = TimeSpan.FromSeconds(2);

    private readonly Order _order;
    private readonly Dictionary<UniqueAddress, Member> _members = [];
    private readonly HashSet<UniqueAddress> _silent = [];
    private ClusterView _view;
    private (ImmutableArray<LostHolding> Holdings, DateTimeOffset At) _lost = ([], DateTimeOffset.MinValue);

    /// <summary>See <see cref="Props"/>.</summary>
    public ClusterActor(Order order)
    {
        (_order, _view) = (order, order.View);
        Receive<CurrentClusterState>(state =>
        {
            foreach (var member in state.Members)
                _members[member.UniqueAddress] = member;
            _silent.UnionWith(state.Unreachable.Select(member => member.UniqueAddress));
            Look();
        });
        Receive<MemberRemoved>(removed =>
        {
            _members.Remove(removed.Member.UniqueAddress);
            _silent.Remove(removed.Member.UniqueAddress);
            Look();
        });
        Receive<IMemberEvent>(changed =>
        {
            _members[changed.Member.UniqueAddress] = changed.Member;
            Look();
        });
        Receive<UnreachableMember>(silent =>
        {
            _silent.Add(silent.Member.UniqueAddress);
            Look();
        });
        Receive<ReachableMember>(heard =>
        {
            _silent.Remove(heard.Member.UniqueAddress);
            Look();
        });
        Receive<NodeDoes>(does => See(_view.Hear(does.Node, does.Version, does.Lines, does.Drain, Now)));
        Receive<TellOthers>(_ => _order.Does().PipeTo(Self, success: lines => new Said(lines), failure: _ => new Said([])));
        Receive<Said>(said =>
        {
            var does = new NodeDoes(_view.Own, said.Lines, _order.Version, _order.Drain());
            See(_view.Hear(_view.Own, does.Version, [], does.Drain, Now));
            Look();
            Tell(does);
        });
        Receive<SharedLeaseProtocol.HeldByLost>(held => _lost = (held.Holdings, Now));
        Receive<WhoIsThere>(_ => Sender.Tell(new ThereAre([.. _members.Values.Where(m => m.Status == MemberStatus.Up).Select(NameOf).Distinct().Order(StringComparer.Ordinal)])));
        Receive<DrainNode>(drain => _order.Drained(drain).PipeTo(
            Sender, Self, answer => new DrainAnswered(answer.Done, answer.Lines), fault => new DrainAnswered(false, [$"refused: {fault.Message}"])));
        Receive<GetView>(_ => Sender.Tell(new ViewIs(_view)));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private DateTimeOffset Now => _order.Time.GetUtcNow();

    private Akka.Cluster.Cluster Cluster => Akka.Cluster.Cluster.Get(Context.System);

    /// <summary>The view of a node.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new ClusterActor(order));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Cluster.Subscribe(Self, SubscriptionInitialStateMode.InitialStateAsSnapshot, typeof(IMemberEvent), typeof(IReachabilityEvent));
        Context.System.EventStream.Subscribe(Self, typeof(SharedLeaseProtocol.HeldByLost));
        Timers.StartPeriodicTimer("say", TellOthers.Instance, TimeSpan.Zero, Between);
    }

    /// <inheritdoc/>
    protected override void PostStop() => Cluster.Unsubscribe(Self);

    /// <summary>The view is made anew of the members: what each event changed does not matter. Before the node has joined it knows nothing new of the others.</summary>
    private void Look()
    {
        var view = _view.See(_view.Own, StateOf(_view.Own), Now);
        if (view.Node(view.Own)!.State != ClusterNodeState.Up)
        {
            See(view);
            return;
        }

        foreach (var node in _view.Nodes.Where(node => node.Name != _view.Own))
            view = view.See(node.Name, StateOf(node.Name), Now).Holds(node.Name, HeldBy(node.Name));
        var leader = _members.Values.Where(m => m.HasRole(Voter) && m.Status == MemberStatus.Up).OrderBy(m => m, Member.AgeOrdering).FirstOrDefault();
        See(view with { Leader = leader is null ? "" : NameOf(leader) });
    }

    /// <summary>What voters have in their journals; the others have it from the authority, which says again and again what lost nodes hold.</summary>
    private ImmutableArray<string> HeldBy(string name) => _order.HeldBy(name) is { IsEmpty: false } known ? known
        : Now - _lost.At < LostHoldingsActor.Fresh ? [.. _lost.Holdings.Where(held => held.Node == name).Select(held => held.Resource)]
        : [];

    private ClusterNodeState StateOf(string name)
    {
        // A node that was started again is there twice until its former life is removed.
        var lives = _members.Values.Where(m => NameOf(m) == name).ToArray();
        if (lives.Any(m => m.Status == MemberStatus.Up && !_silent.Contains(m.UniqueAddress)))
            return ClusterNodeState.Up;
        if (lives.Any(m => m.Status is MemberStatus.Joining or MemberStatus.WeaklyUp && !_silent.Contains(m.UniqueAddress)))
            return ClusterNodeState.Joining;
        if (lives.Any(m => m.Status is MemberStatus.Leaving or MemberStatus.Exiting))
            return ClusterNodeState.Leaving;
        return lives.Length > 0 ? ClusterNodeState.Lost : ClusterNodeState.Away;
    }

    private void See(ClusterView view)
    {
        var before = _view;
        _view = view;
        foreach (var (was, node) in before.Nodes.Zip(view.Nodes).Where(pair => pair.First.State != pair.Second.State && pair.Second.Name != view.Own))
        {
            if (node.State == ClusterNodeState.Lost)
                _order.Laboratory.Tell(new ClusterNotesProtocol.NodeIsLost(node.Name, node.Held, $"does not answer at {node.Address}"));
            else if (node is { State: ClusterNodeState.Away, Drain: { } drain })
                _order.Laboratory.Tell(new ClusterNotesProtocol.NodeHasDrained(node.Name, drain));
            else if (node.State == ClusterNodeState.Up)
                _order.Laboratory.Tell(new ClusterNotesProtocol.NodeIsThere(node.Name));
        }

        _order.Seen(view);
    }

    private void Tell(NodeDoes does)
    {
        foreach (var member in _members.Values.Where(m => m.Status == MemberStatus.Up && m.Address != Cluster.SelfAddress))
            Context.ActorSelection(new RootActorPath(member.Address) / "user" / Name).Tell(does, Self);
    }

    /// <summary>The node that a member is.</summary>
    internal static string NameOf(Member member) => member.Roles.FirstOrDefault(role => role.StartsWith(NamePrefix, StringComparison.Ordinal))?[NamePrefix.Length..] ?? "";

    /// <summary>What it is started with.</summary>
    /// <param name="View">What is known already.</param>
    /// <param name="Does">What the node does, in lines, for the others.</param>
    /// <param name="Laboratory">The <see cref="ClusterNotesActor"/> of the node's laboratory.</param>
    /// <param name="Seen">Told of every view, from the actor's own thread.</param>
    /// <param name="Time">Real time.</param>
    public sealed record Order(ClusterView View, Func<Task<ImmutableArray<string>>> Does, IActorRef Laboratory, Action<ClusterView> Seen, TimeProvider Time)
    {
        /// <summary>The shared things that a node holds, as far as is known here.</summary>
        public Func<string, ImmutableArray<string>> HeldBy { get; init; } = _ => [];

        /// <summary>The version of the program.</summary>
        public string Version { get; init; } = "";

        /// <summary>That the node was told to leave; null when it was not.</summary>
        public Func<NodeDrain?> Drain { get; init; } = () => null;

        /// <summary>Tells the node to leave; answered in words.</summary>
        public Func<DrainNode, Task<CommandAnswer>> Drained { get; init; } = _ => Task.FromResult(CommandAnswer.No("this node cannot be drained"));

        /// <summary>Roles of a node.</summary>
        public static ImmutableArray<string> RolesOf(NodeDefinition node) => [node.Voter ? Voter : Instrument, NamePrefix + node.Name];
    }

    private sealed record Said(ImmutableArray<string> Lines);
}
