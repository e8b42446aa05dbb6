using System.Collections.Immutable;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Console.Session;

/// <summary>What came of a safe state.</summary>
/// <param name="Safe">False: somebody has to look.</param>
/// <param name="Steps">The built-in steps of the last pass.</param>
/// <param name="Summary">What was not done and why; empty when all was.</param>
public sealed record SafeOutcome(bool Safe, ImmutableArray<SafeStateStep> Steps, string Summary);
