using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Problems;
using LabActors.Core.Runs;

namespace LabActors.Core.Execution.Editing;

/// <summary>What comes of an edit: events, or a refusal.</summary>
/// <param name="Events">To be journaled together; none when there is nothing to change.</param>
/// <param name="ToCheck">Rows whose scripts and values nobody has checked yet, as they would be run.</param>
/// <param name="Warnings">What the readers of cells found and took as they could.</param>
public sealed record EditDecision(
    ImmutableArray<IJournalEvent> Events,
    EditRefusal? Refusal,
    ImmutableArray<RunSpec> ToCheck,
    ImmutableArray<Problem> Warnings)
{
    /// <summary>A refusal.</summary>
    public static EditDecision Refused(EditRefusal refusal) => new([], refusal, [], []);

    /// <inheritdoc cref="Refused(EditRefusal)"/>
    public static EditDecision Refused(string kind, string reason) => Refused(EditRefusal.Of(kind, reason));
}
