using System.Collections.Immutable;
using LabActors.Core.Journal;

namespace LabActors.Core.Lines;

/// <summary>A <see cref="LineState"/> as it is kept.</summary>
/// <param name="Answered">Commands that have been answered, oldest first.</param>
public sealed record LineSnapshot(
    string Build,
    ImmutableDictionary<string, ValveRecord> Valves,
    ImmutableArray<AnsweredCommand> Answered,
    ImmutableArray<string> FilledPipettes,
    ImmutableDictionary<string, int> Shots,
    ImmutableArray<ValveSequence> Sequences) : IJournalSnapshot;
