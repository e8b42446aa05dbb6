using LabActors.Core.Cluster;

namespace LabActors.Actors.Cluster;

/// <summary>What an authority asks a voter.</summary>
public interface IVoteQuestion : IClusterMessage
{
    /// <summary>In which term.</summary>
    Ballot Ballot { get; }

    /// <summary>The answer of a voter that has promised to a newer term.</summary>
    IVoteAnswer Refused(string voter, Ballot promised);
}
