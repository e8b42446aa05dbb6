namespace LabActors.Core.Recovery;

/// <summary>The first command at which a script that runs again differs from the record.</summary>
public sealed record Divergence(long Seq, string Recorded, string Came);
