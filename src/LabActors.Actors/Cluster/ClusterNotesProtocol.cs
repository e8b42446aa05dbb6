using System.Collections.Immutable;
using LabActors.Core.Cluster;

namespace LabActors.Actors.Cluster;

/// <summary>Messages of the <see cref="ClusterNotesActor"/>. What it knows already is journaled no second time.</summary>
public static class ClusterNotesProtocol
{
    /// <summary>A node of the laboratory was there, did not leave, and does not answer.</summary>
    /// <param name="Held">The shared things that it holds.</param>
    public sealed record NodeIsLost(string Node, ImmutableArray<string> Held, string Why);

    /// <summary>A node of the laboratory is there.</summary>
    public sealed record NodeIsThere(string Node);

    /// <summary>A node of the laboratory that was told to leave has left.</summary>
    public sealed record NodeHasDrained(string Node, NodeDrain Drain);

    /// <summary>This node was told to leave; answered by <see cref="Noted"/> when it is in the journal.</summary>
    public sealed record NodeDrains(string Node, NodeDrain Drain);

    /// <summary>It is in the journal.</summary>
    public sealed record Noted
    {
        /// <summary>The only one.</summary>
        public static readonly Noted Instance = new();
    }
}
