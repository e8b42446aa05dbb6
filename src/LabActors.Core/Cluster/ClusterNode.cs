using System.Collections.Immutable;

namespace LabActors.Core.Cluster;

/// <summary>A node of the laboratory as another one sees it.</summary>
/// <param name="Address">Where the other nodes reach it.</param>
/// <param name="Since">Since when it is in that state, by the clock of who sees it.</param>
public sealed record ClusterNode(string Name, string Address, bool Voter, ClusterNodeState State, DateTimeOffset Since)
{
    /// <summary>What it said last of what it does, in lines.</summary>
    public ImmutableArray<string> Does { get; init; } = [];

    /// <summary>When it said so; null when it never did.</summary>
    public DateTimeOffset? DoesAt { get; init; }

    /// <summary>The version of its program; empty when it has not said so.</summary>
    public string Version { get; init; } = "";

    /// <summary>It was told to leave; null when it was not.</summary>
    public NodeDrain? Drain { get; init; }

    /// <summary>The shared things that it holds, as far as is known here.</summary>
    public ImmutableArray<string> Held { get; init; } = [];
}
