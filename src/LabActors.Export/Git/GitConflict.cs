namespace LabActors.Export.Git;

/// <summary>A file that was left as it is, and why.</summary>
public sealed record GitConflict(string Path, string Reason);
