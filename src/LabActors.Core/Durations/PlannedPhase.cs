namespace LabActors.Core.Durations;

/// <summary>A part of a planned run.</summary>
/// <param name="Name"><c>extraction, wait, measurement, equilibration, post-equilibration, post-measurement</c>.</param>
public sealed record PlannedPhase(string Name, DateTimeOffset Start, DateTimeOffset End);
