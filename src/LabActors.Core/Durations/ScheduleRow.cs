using LabActors.Core.Runs;

namespace LabActors.Core.Durations;

/// <summary>A row as the schedule needs it.</summary>
/// <param name="Times">What its scripts take; null when that is not known: it then takes no time, and the schedule says that it is not whole.</param>
/// <param name="Known">What has happened of its run; null before its start.</param>
public sealed record ScheduleRow(RunSpec Spec, RunTimes? Times, KnownRun? Known = null);
