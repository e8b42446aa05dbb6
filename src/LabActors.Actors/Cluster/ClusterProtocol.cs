using System.Collections.Immutable;
using LabActors.Core.Cluster;

namespace LabActors.Actors.Cluster;

/// <summary>Messages of the <see cref="ClusterActor"/>s, one on each node.</summary>
public static class ClusterProtocol
{
    /// <summary>Name of the actor systems.</summary>
    public const string System = "labactors-cluster";

    /// <summary>Name of the actor.</summary>
    public const string Name = "nodes";

    /// <summary>Role of the nodes that decide what becomes of a divided laboratory.</summary>
    public const string Voter = "voter";

    /// <summary>Role of the others.</summary>
    public const string Instrument = "instrument";

    /// <summary>What the role begins with that has a node's name in it.</summary>
    public const string NamePrefix = "node-";

    /// <summary>Over the wire, every few seconds: what a node does, in lines.</summary>
    public sealed record NodeDoes(string Node, ImmutableArray<string> Lines) : IClusterMessage;

    /// <summary>Asks for the view of the nodes.</summary>
    public sealed record GetView
    {
        /// <summary>The only one.</summary>
        public static readonly GetView Instance = new();
    }

    /// <summary>Answers <see cref="GetView"/>.</summary>
    public sealed record ViewIs(ClusterView View);
}
