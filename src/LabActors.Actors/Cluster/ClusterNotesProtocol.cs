using System.Collections.Immutable;

namespace LabActors.Actors.Cluster;

/// <summary>Messages of the <see cref="ClusterNotesActor"/>. What it knows already is journaled no second time.</summary>
public static class ClusterNotesProtocol
{
    /// <summary>A node of the laboratory was there, did not leave, and does not answer.</summary>
    /// <param name="Held">The shared things that it holds.</param>
    public sealed record NodeIsLost(string Node, ImmutableArray<string> Held, string Why);

    /// <summary>A node of the laboratory is there.</summary>
    public sealed record NodeIsThere(string Node);
}
