using System.Collections.Immutable;
using System.Net;
using Akka.Actor;
using LabActors.Actors.Cluster;
using LabActors.Actors.Operators;
using LabActors.Core.Cluster;
using LabActors.Core.Labs;
using LabActors.Node.Security;
using Serilog;

namespace LabActors.Node.Cluster;

/// <summary>
/// A node's part in the cluster, as long as the node lives: an actor system that has joined, and another when the cluster has put that one out or a peer's handshake has ended it. The laboratory's own
/// actor system knows nothing of it, and goes on whatever happens here.
/// </summary>
public sealed class NodeCluster : IAsyncDisposable
{
    // Real time.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20), PeerLimit = TimeSpan.FromSeconds(3), AnswerLimit = TimeSpan.FromSeconds(10), Farewell = TimeSpan.FromSeconds(15);

    private readonly Order _order;
    private readonly NodeDefinition _own;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _keeping;
    private readonly HashSet<string> _told = new(StringComparer.Ordinal);
    private volatile ClusterView _view;
    private volatile ActorSystem? _system;

    private NodeCluster(Order order)
    {
        (_order, _own) = (order, order.Nodes.Single(n => n.Name == order.Own));
        _view = ClusterView.Of(order.Own, order.Nodes, order.Time.GetUtcNow());
        _keeping = Task.Run(KeepAsync);
    }

    /// <summary>The nodes as this one sees them.</summary>
    public ClusterView View => _view;

    /// <summary>The actor system of this moment; null between two of them.</summary>
    public ActorSystem? System => _system;

    /// <summary>Joins, and joins again, until it is disposed of.</summary>
    public static NodeCluster Start(Order order) => new(order);

    /// <summary>Tells another node to leave.</summary>
    /// <returns>What it answered, in words.</returns>
    /// <exception cref="AskTimeoutException">It did not answer.</exception>
    public async Task<CommandAnswer> DrainAsync(ClusterProtocol.DrainNode drain)
    {
        var answer = await AskAsync<ClusterProtocol.DrainAnswered>(drain.Node, ClusterProtocol.Name, drain);
        return new CommandAnswer(answer.Done, answer.Lines);
    }

    /// <summary>Asks an actor of a node, this one among them.</summary>
    /// <exception cref="AskTimeoutException">It did not answer, or this node is without the others at the moment.</exception>
    public Task<T> AskAsync<T>(string node, string actor, IClusterMessage question) => _system is { } system
        ? system.ActorSelection(new RootActorPath(ClusterSystem.AddressOf(_order.Nodes.Single(n => n.Name == node), _order.Certificates is not null)) / "user" / actor).Ask<T>(question, AnswerLimit)
        : Task.FromException<T>(new AskTimeoutException($"{node} cannot be asked: this node is without the others at the moment"));

    /// <summary>What the node does has changed: the others are told at once.</summary>
    public void TellOthers() => _system?.ActorSelection($"/user/{ClusterProtocol.Name}").Tell(ClusterProtocol.TellOthers.Instance);

    /// <summary>Leaves in an orderly way: the others do not count this node as lost.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _keeping;
        _order.Certificates?.Dispose();
        _stop.Dispose();
    }

    private async Task KeepAsync()
    {
        var wasOut = false;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                using var system = ClusterSystem.Create(_own, _order.Certificates, _order.Log, _order.Overrides);
                _system = system;
                system.ActorOf(ClusterActor.Props(new ClusterActor.Order(_view, _order.Does, _order.Laboratory, view => _view = view, _order.Time)
                {
                    HeldBy = _order.HeldBy,
                    Version = _order.Version,
                    Drain = _order.Drain,
                    Drained = _order.Drained,
                }), ClusterProtocol.Name);
                if (_order.Shared is { } shared)
                    SharedLeaseActors.Start(system, _own, _order.Nodes, shared, _order.Time);
                _order.Hardware?.Start(system, _own.Name);
                await JoinAsync(system, wasOut);
                var others = FindOthersAsync(system);
                await Task.WhenAny(system.WhenTerminated, Task.Delay(Timeout.InfiniteTimeSpan, _stop.Token), others);
                if (_stop.IsCancellationRequested)
                    await LeaveAsync(system);
                else if (others.IsCompleted && await others is { Length: > 0 } there)
                    await GoToAsync(system, there);
                else
                    TellOfEnd(system);
                wasOut = true;
            }
            catch (IOException taken)
            {
                TellOnce($"this node does not join the others: {taken.Message}");
            }
            catch (Exception fault)
            {
                // Whatever it is: a node that were without the others from here on would be so without a word.
                _order.Log.Error(fault, "The node's part in the cluster failed");
                TellOnce($"this node is without the others: {fault.Message}; it joins again");
            }

            _system = null;
            await Task.Delay(_order.Again, _stop.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>
    /// A first voter that was started while it was cut off has begun a cluster of its own: it is alone in it, and holds nothing that counts, since most voters are not there. When it reaches the others' it goes to them.
    /// </summary>
    /// <returns>Who is in theirs, in words; empty when the actor system or the node ends first.</returns>
    private async Task<string> FindOthersAsync(ActorSystem system)
    {
        var others = _order.Nodes.Where(n => n.Voter && n != _own).ToArray();
        while (!_stop.IsCancellationRequested && !system.WhenTerminated.IsCompleted)
        {
            await Task.WhenAny(Task.Delay(_order.Look, _stop.Token), system.WhenTerminated);
            var isAlone = _own.Voter && !_stop.IsCancellationRequested && !system.WhenTerminated.IsCompleted && Akka.Cluster.Cluster.Get(system).State.Members.Count == 1;
            foreach (var other in isAlone ? others : [])
            {
                if (await WhoIsWithAsync(other) is { IsEmpty: false } there && !there.Contains(_order.Own))
                    return string.Join(", ", there);
            }
        }

        return "";
    }

    private async Task<ImmutableArray<string>> WhoIsWithAsync(NodeDefinition other)
    {
        try
        {
            return await MayBeDialledAsync(other) ? (await AskAsync<ClusterProtocol.ThereAre>(other.Name, ClusterProtocol.Name, new ClusterProtocol.WhoIsThere(_order.Own))).Nodes : [];
        }
        catch (AskTimeoutException)
        {
            return [];
        }
    }

    private async Task GoToAsync(ActorSystem system, string others)
    {
        _order.Tell($"this node was alone, and {others} have come together without it: it goes to them");
        await LeaveAsync(system);
    }

    private void TellOfEnd(ActorSystem system)
    {
        // Else it was a peer's handshake: the others do not count this node as lost.
        if (CoordinatedShutdown.Get(system).ShutdownReason is CoordinatedShutdown.ClusterDowningReason)
            _order.PutOut();
        _order.Tell("the other nodes have put this one out, or it could not stay with them; its own queues go on, and it joins again");
    }

    private async Task LeaveAsync(ActorSystem system)
    {
        try
        {
            await CoordinatedShutdown.Get(system).Run(CoordinatedShutdown.ClusterLeavingReason.Instance).WaitAsync(Farewell);
        }
        catch (TimeoutException)
        {
            _order.Log.Warning("The other nodes did not answer this one's farewell within {Limit}: they will count it as lost", Farewell);
        }
    }

    /// <summary>
    /// Only the first voter may begin a cluster, and not before it has looked for one. A node that was put out looks for the others first, whoever it is: a cluster of its own beside theirs would never become one with it.
    /// </summary>
    private async Task JoinAsync(ActorSystem system, bool wasOut)
    {
        var cluster = Akka.Cluster.Cluster.Get(system);
        var there = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        cluster.RegisterOnMemberUp(there.SetResult);
        var looks = _order.Time.GetUtcNow() + Patience;
        while (!_stop.IsCancellationRequested && !system.WhenTerminated.IsCompleted && !there.Task.IsCompleted)
        {
            var othersFirst = wasOut && _order.Time.GetUtcNow() < looks;
            var voters = _order.Nodes.Where(n => n.Voter).ToImmutableArray();
            var seeds = new List<NodeDefinition>();
            foreach (var voter in othersFirst ? [.. voters.Where(v => v != _own), .. voters.Where(v => v == _own)] : voters)
            {
                if (voter == _own || await MayBeDialledAsync(voter))
                    seeds.Add(voter);
            }

            // Alone in the list it would begin a cluster.
            if (!_stop.IsCancellationRequested && (seeds.Any(s => s != _own) || (!othersFirst && voters[0] == _own)))
                cluster.JoinSeedNodes(seeds.Select(s => ClusterSystem.AddressOf(s, _order.Certificates is not null)));
            await Task.WhenAny(there.Task, system.WhenTerminated, Task.Delay(Patience / 2, _stop.Token));
        }
    }

    /// <summary>A peer that cannot show the laboratory's certificate is not dialled: Akka.NET would end the actor system that dials.</summary>
    private async Task<bool> MayBeDialledAsync(NodeDefinition peer)
    {
        if (_order.Certificates is null)
            return true;
        string refusal;
        try
        {
            refusal = await PeerCheck.RefusalAsync(_order.Certificates, peer.Host, peer.Port, CertificateKind.Node, PeerLimit, _stop.Token);
        }
        catch (OperationCanceledException)
        {
            // The node stops: it dials nobody any more.
            return false;
        }

        if (refusal.Length == 0)
            return true;
        TellOnce($"node {peer.Name} is not joined: {refusal}");
        return false;
    }

    private void TellOnce(string text)
    {
        if (_told.Add(text))
            _order.Tell(text);
    }

    /// <summary>What it is started with.</summary>
    /// <param name="Own">Name of the node.</param>
    /// <param name="Nodes">All nodes of the laboratory.</param>
    /// <param name="Certificates">The node's, where the nodes are several computers; disposed of with it.</param>
    /// <param name="Does">What the node does, in lines, for the others.</param>
    /// <param name="Laboratory">The <see cref="ClusterNotesActor"/> of the node's laboratory.</param>
    /// <param name="Tell">Tells people.</param>
    /// <param name="Log">The node's log.</param>
    /// <param name="Time">Real time.</param>
    public sealed record Order(
        string Own,
        ImmutableArray<NodeDefinition> Nodes,
        LabCertificates? Certificates,
        Func<Task<ImmutableArray<string>>> Does,
        IActorRef Laboratory,
        Action<string> Tell,
        ILogger Log,
        TimeProvider Time)
    {
        /// <summary>The laboratory's actors for what it shares with the others; null where it takes no part in that.</summary>
        public SharedLeaseActors? Shared { get; init; }

        /// <summary>The laboratory's way to the hardware of the others; null where it has all itself.</summary>
        public HardwareActors? Hardware { get; init; }

        /// <summary>The shared things that a node holds, as far as is known here.</summary>
        public Func<string, ImmutableArray<string>> HeldBy { get; init; } = _ => [];

        /// <summary>Told when the others have put this node out.</summary>
        public Action PutOut { get; init; } = () => { };

        /// <summary>The version of the program.</summary>
        public string Version { get; init; } = "";

        /// <summary>That the node was told to leave; null when it was not.</summary>
        public Func<NodeDrain?> Drain { get; init; } = () => null;

        /// <summary>Tells the node to leave; answered in words.</summary>
        public Func<ClusterProtocol.DrainNode, Task<CommandAnswer>> Drained { get; init; } = _ => Task.FromResult(CommandAnswer.No("this node cannot be drained"));

        /// <summary>How often a node that is alone looks for others that have come together without it, real time.</summary>
        public TimeSpan Look { get; init; } = TimeSpan.FromSeconds(15);

        /// <summary>How long after an end it joins again, real time.</summary>
        public TimeSpan Again { get; init; } = TimeSpan.FromSeconds(2);

        /// <summary>HOCON over <c>cluster.conf</c>.</summary>
        public string Overrides { get; init; } = "";
    }
}
