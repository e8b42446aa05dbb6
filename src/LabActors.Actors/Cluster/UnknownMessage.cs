namespace LabActors.Actors.Cluster;

/// <summary>What a node of another version said and this one does not know: nobody handles it.</summary>
/// <param name="Manifest">Its name.</param>
public sealed record UnknownMessage(string Manifest);
