using System.Collections.Immutable;

namespace LabActors.Core.Recovery;

/// <summary>What was found of an unfinished execution, and what is done with it.</summary>
/// <param name="Queue">Name and file of the queue under way, or that comes next.</param>
/// <param name="Where">How far it has come, in words.</param>
/// <param name="Next">What comes after the runs in flight, in words.</param>
public sealed record ExecutionPlan(string Instrument, string Queue, DateTimeOffset StartedAt, string Where, ImmutableArray<RunPlan> Runs, string Next);
