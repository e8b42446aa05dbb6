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
    /// <param name="Version">The version of its program.</param>
    /// <param name="Drain">It was told to leave; null when it was not.</param>
    public sealed record NodeDoes(string Node, ImmutableArray<string> Lines, string Version = "", NodeDrain? Drain = null) : IClusterMessage;

    /// <summary>Over the wire, to a node: leave, when what is in flight has ended. Answered by <see cref="DrainAnswered"/> at once.</summary>
    /// <param name="Pauses">Its queues stay paused until somebody resumes them; null for what its own settings say.</param>
    /// <param name="By">Who says so, and at which node.</param>
    public sealed record DrainNode(string Node, bool? Pauses, string By, string Why) : IClusterMessage;

    /// <summary>Answers <see cref="DrainNode"/>, in words.</summary>
    /// <param name="Done">False when it was refused.</param>
    public sealed record DrainAnswered(bool Done, ImmutableArray<string> Lines) : IClusterMessage;

    /// <summary>Over the wire, also from a node of another cluster: who is in this one? Answered by <see cref="ThereAre"/>.</summary>
    public sealed record WhoIsThere(string Node) : IClusterMessage;

    /// <summary>Answers <see cref="WhoIsThere"/>: the nodes that are in the cluster of who answers.</summary>
    public sealed record ThereAre(ImmutableArray<string> Nodes) : IClusterMessage;

    /// <summary>What the node does has changed: the others are told at once.</summary>
    public sealed record TellOthers
    {
        /// <summary>The only one.</summary>
        public static readonly TellOthers Instance = new();
    }

    /// <summary>Asks for the view of the nodes.</summary>
    public sealed record GetView
    {
        /// <summary>The only one.</summary>
        public static readonly GetView Instance = new();
    }

    /// <summary>Answers <see cref="GetView"/>.</summary>
    public sealed record ViewIs(ClusterView View);
}
