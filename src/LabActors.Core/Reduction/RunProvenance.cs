namespace LabActors.Core.Reduction;

/// <summary>What a run's own events do not say of where they come from.</summary>
/// <param name="Node">Name of the node that ran it.</param>
/// <param name="Version">Version of LabActors.</param>
/// <param name="LabHash">SHA-256 of the laboratory's definition.</param>
/// <param name="Laboratory">The laboratory's name.</param>
/// <param name="Seed">Seed of a simulated laboratory; null for a real one.</param>
/// <param name="QueueName">Name of the queue that the run was of.</param>
/// <param name="FirstOrdering">The journal's number of the run's first event; 0 when it is not known.</param>
/// <param name="LastOrdering">The journal's number of its last.</param>
public sealed record RunProvenance(string Node, string Version, string LabHash, string Laboratory, ulong? Seed, string QueueName, long FirstOrdering, long LastOrdering)
{
    /// <summary>Nothing is known.</summary>
    public static RunProvenance Unknown { get; } = new("", "", "", "", null, "", 0, 0);
}
