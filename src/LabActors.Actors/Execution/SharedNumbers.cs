using Akka.Actor;
using LabActors.Core.Execution;

namespace LabActors.Actors.Execution;

/// <summary>How a node of several comes by aliquots and steps.</summary>
/// <param name="Node">The node.</param>
/// <param name="Range">Its own provisional numbers.</param>
/// <param name="Way">The way to the allocator: takes <see cref="Cluster.SharedNumberProtocol"/>.</param>
/// <param name="Patience">How long the allocator may take to answer before a run goes on with a provisional number, real time.</param>
/// <param name="Time">Real time.</param>
public sealed record SharedNumbers(string Node, ProvisionalNumbers Range, IActorRef Way, TimeSpan Patience, TimeProvider Time)
{
    /// <summary>The setting.</summary>
    public const string PatienceKey = "labactors.cluster.numbers-patience";
}
