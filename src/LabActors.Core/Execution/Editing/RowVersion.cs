namespace LabActors.Core.Execution.Editing;

/// <summary>A row as an editor saw it.</summary>
public sealed record RowVersion(string Row, int Version);
