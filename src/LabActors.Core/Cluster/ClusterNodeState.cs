namespace LabActors.Core.Cluster;

/// <summary>A node of the laboratory as another one sees it.</summary>
public enum ClusterNodeState
{
    /// <summary>It has not come, or it has left in an orderly way.</summary>
    Away,

    /// <summary>It is coming.</summary>
    Joining,

    /// <summary>It is there and answers.</summary>
    Up,

    /// <summary>It is leaving in an orderly way.</summary>
    Leaving,

    /// <summary>It was there, did not leave, and does not answer.</summary>
    Lost,
}
