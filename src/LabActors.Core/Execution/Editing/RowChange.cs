namespace LabActors.Core.Execution.Editing;

/// <summary>The last change of a row: what a conflict tells.</summary>
public sealed record RowChange(DateTimeOffset At, string By, string What);
