using System.Collections.Immutable;
using LabActors.Core.Conditionals;
using LabActors.Core.Journal;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Core.Execution.Editing;

/// <summary>
/// Decides what a modification that tripped does to its queue: edits like those of a person, with the conditional as their author. All of them go to the
/// journal in one write, and a trip that is told again after a restart edits nothing a second time.
/// </summary>
public static class ConditionalEdits
{
    /// <summary>What every author begins with that is a conditional.</summary>
    public const string Author = "conditional ";

    /// <summary>What a post-run action that repeats its run does.</summary>
    public static Conditional Repetition { get; } =
        new() { Kind = ConditionalKind.Modification, Level = ConditionalLevel.Queue, Test = "", Action = ModificationAction.RepeatRun };

    /// <summary>The edits of one trip, or none.</summary>
    /// <param name="row">Of the run whose conditional tripped.</param>
    /// <param name="why">The trip; with the run's id before it, it is the reason of each edit, and what the trip is known by.</param>
    /// <param name="spectrometerCode">The instrument's letter in identifiers (J).</param>
    public static ModificationDecision Decide(
        QueueProgress queue, QueueRow row, Conditional conditional, string by, string why, string spectrometerCode, DateTimeOffset at)
    {
        var reason = $"{row.RunId}: {why}";
        if (queue.Edits.Any(e => e.Edit.By == by && e.Edit.Why == reason && e.Edit.At >= row.Known?.Started))
            return ModificationDecision.None;

        // A condition that stays true would fill the queue for ever.
        if (conditional.Action is ModificationAction.RepeatRun or ModificationAction.RunBlank && IsAddedByConditional(queue, row.Id))
            return ModificationDecision.Only($"{conditional.Action} is not done: this run was itself added by a conditional");

        ImmutableArray<QueueModification.LaterRow> later =
            [.. queue.Waiting.Select(queue.Row).Where(r => !r.Spec.Skip).Select(r => new QueueModification.LaterRow(r.Id, r.Spec))];
        ImmutableArray<RunSpec> blanks = [.. queue.Rows.Select(r => r.Spec).Where(s => s.AnalysisType.StartsWith("blank", StringComparison.Ordinal))];
        var wanted = QueueModification.Edits(conditional, row.Spec, later, blanks, spectrometerCode, DateOnly.FromDateTime(at.UtcDateTime));
        if (wanted.IsEmpty)
            return ModificationDecision.Only($"{conditional.Action}: there is no run to change");

        var events = ImmutableArray.CreateBuilder<IJournalEvent>();
        var told = ImmutableArray.CreateBuilder<string>();
        foreach (var edit in Grouped(queue, row, wanted))
        {
            var decision = QueueEdits.Decide(queue, edit, by, reason, at);
            queue = decision.Events.Aggregate(queue, (known, e) => known.Apply(e));
            events.AddRange(decision.Events);
            told.Add(decision.Refusal is { } refusal
                ? $"the queue is not changed: {refusal.Reason}"
                : decision.Events.OfType<QueueEdited>().FirstOrDefault()?.What ?? "the queue says so already");
        }

        return new ModificationDecision(events.ToImmutable(), told.ToImmutable());
    }

    private static bool IsAddedByConditional(QueueProgress queue, string row) =>
        queue.Edits.Any(e => e.Edit.By.StartsWith(Author, StringComparison.Ordinal) && e.Added.Contains(row));

    // Rows are skipped, or are like rows that were checked: nothing waits for checks, so the next row cannot start meanwhile.
    private static IEnumerable<QueueEdit> Grouped(QueueProgress queue, QueueRow current, ImmutableArray<QueueModification.Edit> edits)
    {
        if (edits.OfType<QueueModification.Edit.Skip>().Select(s => Seen(s.Row)).ToImmutableArray() is { IsEmpty: false } skipped)
            yield return new QueueEdit.Skip(skipped, true);
        foreach (var change in edits.OfType<QueueModification.Edit.Change>())
        {
            yield return new QueueEdit.Change(
                [Seen(change.Row)], ImmutableDictionary<string, string>.Empty.Add(QueueColumn.ExtractValue.Name, PythonText.Repr(change.Spec.ExtractValue)));
        }

        foreach (var added in edits.OfType<QueueModification.Edit.AddBehindCurrent>())
            yield return new QueueEdit.Add([added.Spec], new RowPlace(current.Id));

        RowVersion Seen(string id) => new(id, queue.Row(id).Version);
    }
}
