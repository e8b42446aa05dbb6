using System.Collections.Immutable;
using LabActors.Core.Journal;

namespace LabActors.Core.Execution.Editing;

/// <summary>What comes of a modification that tripped.</summary>
/// <param name="Events">To be journaled together.</param>
/// <param name="Told">What was done or why not, for the log of the run, a line each.</param>
public sealed record ModificationDecision(ImmutableArray<IJournalEvent> Events, ImmutableArray<string> Told)
{
    /// <summary>Nothing to do, nothing to tell.</summary>
    public static ModificationDecision None { get; } = new([], []);

    /// <summary>Nothing to do, and why.</summary>
    public static ModificationDecision Only(string told) => new([], [told]);
}
