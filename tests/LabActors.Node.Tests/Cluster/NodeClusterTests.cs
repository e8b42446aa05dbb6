using System.Collections.Immutable;
using System.Net;
using System.Net.Sockets;
using Akka.Actor;
using LabActors.Actors.Cluster;
using LabActors.Core.Cluster;
using LabActors.Core.Journal.Events;
using LabActors.Core.Labs;
using LabActors.Node.Cluster;
using Serilog.Core;

namespace LabActors.Node.Tests.Cluster;

/// <summary>Three nodes in one process, on loopback ports that were free: who sees whom, and what becomes of those that die.</summary>
public sealed class NodeClusterTests : IAsyncDisposable
{
    // The times of cluster.conf, which a test asserts, made short; a node that dies says nothing.
    private const string Short = """
        akka.coordinated-shutdown.run-by-actor-system-terminate = off
        akka.cluster {
          failure-detector.heartbeat-interval = 200ms
          failure-detector.acceptable-heartbeat-pause = 800ms
          gossip-interval = 200ms
          leader-actions-interval = 200ms
          unreachable-nodes-reaper-interval = 200ms
          seed-node-timeout = 1s
          down-removal-margin = 1s
          split-brain-resolver.stable-after = 1s
        }
        """;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private static readonly string[] Names = ["argus", "felix", "jan"];

    private readonly ActorSystem _laboratories = ActorSystem.Create("laboratories", "akka.stdout-loglevel = OFF\nakka.loglevel = OFF");
    private readonly ImmutableArray<NodeDefinition> _nodes;
    private readonly Dictionary<string, NodeCluster> _started = [];
    private readonly List<(string Node, object Note)> _notes = [];
    private readonly List<(string Node, string Text)> _told = [];

    public NodeClusterTests()
    {
        var taken = Names.Select(_ => new TcpListener(IPAddress.Loopback, 0)).ToArray();
        Array.ForEach(taken, listener => listener.Start());
        _nodes = [.. Names.Zip(taken, (name, listener) => new NodeDefinition(name, "127.0.0.1", ((IPEndPoint)listener.LocalEndpoint).Port, Voter: true, [], [], []))];
        Array.ForEach(taken, listener => listener.Stop());
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_started.Values.Select(node => node.DisposeAsync().AsTask()));
        await _laboratories.Terminate();
    }

    [Fact]
    public async Task Every_node_sees_the_others_what_they_do_who_leads_and_who_is_lost()
    {
        foreach (var name in Names)
            Start(name);
        foreach (var name in Names)
            await Until(() => Names.All(other => State(name, other) == ClusterNodeState.Up) && View(name).Nodes.All(n => n.Name == name || n.Does.SequenceEqual([$"{n.Name} runs"])), $"{name} sees everybody");
        var leaders = Names.Select(name => View(name).Leader).Distinct().ToArray();
        leaders.ShouldHaveSingleItem().ShouldBeOneOf(Names);

        // The one who leads dies without a word.
        var dead = leaders[0];
        var left = Names.Where(name => name != dead).ToArray();
        await _started[dead].System!.Terminate();
        foreach (var name in left)
        {
            await Until(() => State(name, dead) == ClusterNodeState.Lost, $"{name} counts {dead} as lost");
            await Until(() => left.Contains(View(name).Leader), $"{name} knows another leader");
            View(name).Lines(DateTimeOffset.UtcNow).ShouldContain(line => line.StartsWith($"node {dead} (") && line.Contains("LOST: does not answer since") && line.EndsWith($"; holds line:{dead}"));
            await Until(() => Notes(name).Any(n => n is ClusterNotesProtocol.NodeIsLost { Held: [var held] } lost && lost.Node == dead && held == $"line:{dead}"), "it is journaled");
        }

        // Its laboratory lives, and joins again by itself.
        foreach (var name in Names)
            await Until(() => Names.All(other => State(name, other) == ClusterNodeState.Up), $"{name} sees everybody again");
        Told(dead).ShouldContain(text => text.Contains("its own queues go on, and it joins again"));
        Notes(left[0]).Count(n => n is ClusterNotesProtocol.NodeIsLost lost && lost.Node == dead).ShouldBe(1);
        Notes(left[0]).Last(n => n is ClusterNotesProtocol.NodeIsThere there && there.Node == dead).ShouldNotBeNull();

        // One that leaves is not lost.
        await _started[left[1]].DisposeAsync();
        _started.Remove(left[1]);
        await Until(() => State(left[0], left[1]) == ClusterNodeState.Away, "it has left");
        Notes(left[0]).ShouldNotContain(n => n is ClusterNotesProtocol.NodeIsLost && ((ClusterNotesProtocol.NodeIsLost)n).Node == left[1]);
    }

    [Fact]
    public async Task A_first_voter_that_was_alone_goes_to_those_who_have_come_together_without_it()
    {
        Start("argus");
        await Until(() => State("argus", "argus") == ClusterNodeState.Up, "it has begun a cluster");

        // They do not hear the first voter at first.
        Start("felix", [.. _nodes.Skip(1)]);
        Start("jan", [.. _nodes.Skip(1)]);
        foreach (var name in new[] { "felix", "jan" })
            await Until(() => State("argus", name) == ClusterNodeState.Up, $"argus sees {name}");
        Told("argus").ShouldContain(text => text.StartsWith("this node was alone, and felix") && text.EndsWith("have come together without it: it goes to them"));
    }

    [Fact]
    public async Task Who_does_not_vote_hears_from_the_authority_what_a_lost_node_holds()
    {
        Start("argus", _nodes, _ => []);
        await Until(() => State("argus", "argus") == ClusterNodeState.Up, "it has begun a cluster");

        _started["argus"].System!.EventStream.Publish(new SharedLeaseProtocol.HeldByLost([new LostHolding("felix", DateTimeOffset.UtcNow, "line:bone", new LeaseEvents.LeaseHolder("felix/run-1", "12345-01A on felix"), 6)]));

        await Until(() => View("argus").Lines(DateTimeOffset.UtcNow).Any(line => line.StartsWith("node felix (") && line.EndsWith("not there; holds line:bone")), "it is named");
    }

    [Fact]
    public async Task A_node_that_cannot_listen_says_so_and_goes_on()
    {
        using var taken = new TcpListener(IPAddress.Loopback, _nodes[0].Port);
        taken.Start();
        Start(Names[0]);
        await Until(() => Told(Names[0]).Any(text => text.StartsWith("this node does not join the others: nothing can listen on 127.0.0.1:")), "it says why");
        taken.Stop();
        await Until(() => State(Names[0], Names[0]) == ClusterNodeState.Up, "it has joined when it can");
    }

    private void Start(string name) => Start(name, _nodes);

    private void Start(string name, ImmutableArray<NodeDefinition> nodes) => Start(name, nodes, node => [$"line:{node}"]);

    private void Start(string name, ImmutableArray<NodeDefinition> nodes, Func<string, ImmutableArray<string>> heldBy) => _started[name] = NodeCluster.Start(new NodeCluster.Order(
        name,
        nodes,
        null,
        () => Task.FromResult(ImmutableArray.Create($"{name} runs")),
        _laboratories.ActorOf(Props.Create(() => new Listener(note => Note(name, note))), name),
        text => Add(_told, (name, text)),
        Logger.None,
        TimeProvider.System)
    { Overrides = Short, HeldBy = heldBy, Again = TimeSpan.FromSeconds(4), Look = TimeSpan.FromMilliseconds(500) });

    private void Note(string name, object note) => Add(_notes, (name, note));

    private ClusterView View(string name) => _started[name].View;

    private ClusterNodeState State(string name, string other) => View(name).Node(other)!.State;

    private object[] Notes(string name)
    {
        lock (_notes)
            return [.. _notes.Where(n => n.Node == name).Select(n => n.Note)];
    }

    private string[] Told(string name)
    {
        lock (_told)
            return [.. _told.Where(t => t.Node == name).Select(t => t.Text)];
    }

    private static void Add<T>(List<T> list, T item)
    {
        lock (list)
            list.Add(item);
    }

    private static async Task Until(Func<bool> holds, string what)
    {
        using var limit = new CancellationTokenSource(Patience);
        while (!holds())
        {
            limit.IsCancellationRequested.ShouldBeFalse(what);
            await Task.Delay(20, CancellationToken.None);
        }
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(Action<object> heard) => ReceiveAny(heard);
    }
}
