using LabActors.Core.Cluster;

namespace LabActors.Actors.Cluster;

/// <summary>What a voter answers.</summary>
public interface IVoteAnswer : IClusterMessage
{
    /// <summary>The term in which it was asked.</summary>
    Ballot Ballot { get; }
}
