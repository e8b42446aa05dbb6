using System.Collections.Immutable;
using LabActors.Core.Recovery;
using LabActors.Core.Replay;

namespace LabActors.Node.Recovery;

/// <summary>An unfinished experiment as it was found in a data folder.</summary>
/// <param name="Plan">What is done with it.</param>
/// <param name="Events">What its parts have journaled, in order, without runs that are over: what a console that comes later has not heard.</param>
public sealed record FoundExperiment(RecoveryPlan Plan, ImmutableArray<RecordedEvent> Events);
