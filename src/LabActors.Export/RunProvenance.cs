namespace LabActors.Export;

/// <summary>Which program wrote the run's events, and where they are in the journal.</summary>
/// <param name="Node">Name of the node.</param>
/// <param name="Version">Version of LabActors.</param>
/// <param name="LabHash">SHA-256 of the laboratory's definition.</param>
/// <param name="Seed">Seed of a simulated laboratory; null for a real one.</param>
/// <param name="FirstOrdering">The journal's number of the run's first event; 0 when it is not known.</param>
/// <param name="LastOrdering">The journal's number of its last.</param>
public sealed record RunProvenance(string Node, string Version, string LabHash, long? Seed, long FirstOrdering, long LastOrdering)
{
    /// <summary>Nothing is known.</summary>
    public static RunProvenance Unknown { get; } = new("", "", "", null, 0, 0);
}
