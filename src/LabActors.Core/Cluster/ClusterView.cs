using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Labs;

namespace LabActors.Core.Cluster;

/// <summary>All nodes of the laboratory as one of them sees them.</summary>
/// <param name="Own">Which one.</param>
/// <param name="Nodes">In the order of the laboratory's definition.</param>
/// <param name="Leader">Where the authority over shared things lives: the voter that has been there longest; empty when none is there.</param>
public sealed record ClusterView(string Own, ImmutableArray<ClusterNode> Nodes, string Leader)
{
    /// <summary>Before anything was seen.</summary>
    public static ClusterView Of(string own, ImmutableArray<NodeDefinition> nodes, DateTimeOffset at) =>
        new(own, [.. nodes.Select(n => new ClusterNode(n.Name, string.Create(CultureInfo.InvariantCulture, $"{n.Host}:{n.Port}"), n.Voter, ClusterNodeState.Away, at))], "");

    /// <summary>The node with this name; null when the laboratory has none.</summary>
    public ClusterNode? Node(string name) => Nodes.FirstOrDefault(n => n.Name == name);

    /// <summary>
    /// The view when a node was seen in a state. One that is no longer there was lost, unless it left or was not there before.
    /// </summary>
    public ClusterView See(string name, ClusterNodeState state, DateTimeOffset at) => With(name, node =>
    {
        var seen = state == ClusterNodeState.Away && node.State is (ClusterNodeState.Up or ClusterNodeState.Lost) ? ClusterNodeState.Lost : state;
        return seen == node.State ? node : node with { State = seen, Since = at, Drain = seen is ClusterNodeState.Joining or ClusterNodeState.Up && node.State is ClusterNodeState.Away ? null : node.Drain };
    });

    /// <summary>The view when a node has said what it does.</summary>
    /// <param name="drain">That it was told to leave; null when it was not.</param>
    public ClusterView Hear(string name, string version, ImmutableArray<string> does, NodeDrain? drain, DateTimeOffset at) =>
        With(name, node => node with { Version = version, Does = does, DoesAt = at, Drain = drain });

    /// <summary>The view when it is known which shared things a node holds.</summary>
    public ClusterView Holds(string name, ImmutableArray<string> held) => With(name, node => node.Held.SequenceEqual(held) ? node : node with { Held = held });

    /// <summary>The nodes in lines, for people.</summary>
    public ImmutableArray<string> Lines(DateTimeOffset now) =>
    [
        .. Nodes.SelectMany(node => node.Name == Own || node.Does.IsEmpty
            ? (IEnumerable<string>)[Line(node)]
            : [Line(node), .. node.Does.Select(line => $"  {line}{(node.State == ClusterNodeState.Up ? "" : $" (as of {Clock(node.DoesAt!.Value)})")}")]),
        .. Voters(now),
    ];

    private string Line(ClusterNode node)
    {
        var state = node.State switch
        {
            ClusterNodeState.Up => $"{(node.Name == Own ? "this node" : $"there since {Clock(node.Since)}")}{Draining(node)}",
            ClusterNodeState.Joining => $"is coming since {Clock(node.Since)}",
            ClusterNodeState.Leaving => $"is leaving since {Clock(node.Since)}{Draining(node)}",
            ClusterNodeState.Lost => $"LOST: does not answer since {Clock(node.Since)}{(node.Held.IsEmpty ? "" : $"; holds {string.Join(", ", node.Held)}")}",
            _ => node.Drain is { } drain ? $"has left at {Clock(node.Since)}: drained by {drain.Cause}{(drain.Held.IsEmpty ? "" : $"; keeps {string.Join(", ", drain.Held)}")}" : $"not there{(node.Held.IsEmpty ? "" : $"; holds {string.Join(", ", node.Held)}")}",
        };
        return $"node {node.Name} ({node.Address}{(node.Version.Length > 0 ? $", {node.Version}" : "")}): {state}{(node.Name == Leader && node.State == ClusterNodeState.Up ? ", leads" : "")}";
    }

    private static string Draining(ClusterNode node) => node.Drain is { } drain ? $", drains since {Clock(drain.Since)} by {drain.Cause}" : "";

    private IEnumerable<string> Voters(DateTimeOffset now)
    {
        var (voters, there) = (Nodes.Count(n => n.Voter), Nodes.Count(n => n.Voter && n.State == ClusterNodeState.Up));
        if (there * 2 <= voters)
            yield return string.Create(CultureInfo.InvariantCulture, $"{there} of {voters} voters are there ({Clock(now)}): most of them are needed to agree on anything");
    }

    private ClusterView With(string name, Func<ClusterNode, ClusterNode> change) => this with { Nodes = [.. Nodes.Select(n => n.Name == name ? change(n) : n)] };

    private static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
