using System.Collections.Immutable;

namespace LabActors.Core.Replay.Invariants;

/// <summary>Something that must never be in a journal.</summary>
/// <param name="Rule">Name of the rule that is broken.</param>
/// <param name="Words">What is wrong, as a sentence.</param>
/// <param name="Events">The events that show it, the one that breaks the rule last.</param>
public sealed record Violation(string Rule, string Words, ImmutableArray<MergedEvent> Events);
