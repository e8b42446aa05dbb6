using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Core.Conditionals;
using LabActors.Core.Execution;
using LabActors.Core.Execution.Editing;
using LabActors.Core.Journal.Events;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Actors.Execution;

/// <summary>What conditionals of runs do to their queue: they cancel it, or edit it as a person would, with themselves as the author.</summary>
public sealed partial class QueueActor
{
    private void ReceiveConditionals()
    {
        Command<RunProtocol.CancelQueue>(c => RequestStop(new QueueStopRequested(Now, "cancel", c.By, c.Why)));
        Command<RunProtocol.ModifyQueue>(m =>
        {
            if (_queue.RowOfRun(m.RunUuid) is { } row)
                Modify(row, m.Conditional, m.By, m.Why);
        });
    }

    /// <summary>The run is over: its counters go on to the next one, and what tripped after it acts.</summary>
    private void AfterRun(QueueRow row, RunProtocol.AfterRun? after)
    {
        if (after is null)
            Advance();
        else if (after.Counters.Equals(_queue.Counters))
            Act(row, after);
        else
            Journal(new ConditionalEvents.ConditionalsCounted(Now, after.Counters.True, []), _ => Act(row, after));
    }

    private void Act(QueueRow row, RunProtocol.AfterRun after)
    {
        switch (after.Action)
        {
            case "cancel" when !_queue.Ended:
                RequestStop(new QueueStopRequested(Now, "cancel", after.By, after.Why));
                break;
            case "repeat":
                Modify(row, new Conditional { Kind = ConditionalKind.Modification, Level = ConditionalLevel.Queue, Test = "", Action = ModificationAction.RepeatRun }, after.By, after.Why);
                break;
            default:
                Advance();
                break;
        }
    }

    private void Modify(QueueRow row, Conditional conditional, string by, string why)
    {
        // A row that a conditional has added adds no further one: a condition that stays true would fill the queue for ever.
        if (conditional.Action is ModificationAction.RepeatRun or ModificationAction.RunBlank && row.Change?.By.StartsWith(RunProtocol.Conditional, StringComparison.Ordinal) == true)
        {
            TellModified(row, $"{conditional.Action} is not done: this run was itself added by a conditional");
            Advance();
            return;
        }

        ImmutableArray<QueueModification.LaterRow> later =
            [.. _queue.Waiting.Select(_queue.Row).Where(r => !r.Spec.Skip).Select(r => new QueueModification.LaterRow(r.Id, r.Spec))];
        ImmutableArray<RunSpec> blanks =
            [.. _queue.Rows.Select(r => r.Spec).Where(s => s.AnalysisType.StartsWith("blank", StringComparison.Ordinal))];
        var code = _order.Instrument.Codes is [var first, ..] ? first : _order.Instrument.Name;
        var edits = QueueModification.Edits(conditional, row.Spec, later, blanks, code, DateOnly.FromDateTime(Now.UtcDateTime));
        if (edits.IsEmpty)
            TellModified(row, $"{conditional.Action}: there is no run to change");
        Edit(row, [.. Grouped(row, edits)], by, why);
    }

    private IEnumerable<QueueEdit> Grouped(QueueRow current, ImmutableArray<QueueModification.Edit> edits)
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

        RowVersion Seen(string id) => new(id, _queue.Row(id).Version);
    }

    // Rows are skipped, or are like rows that were checked: nothing waits for checks, so the next row cannot start meanwhile.
    private void Edit(QueueRow row, ImmutableQueue<QueueEdit> edits, string by, string why)
    {
        if (edits.IsEmpty)
        {
            Advance();
            return;
        }

        var decision = QueueEdits.Decide(_queue, edits.Peek(), by, why, Now);
        JournalAll(decision.Events, () =>
        {
            TellModified(row, decision.Refusal is { } refusal ? $"the queue is not changed: {refusal.Reason}" : decision.Events.OfType<QueueEdited>().Single().What);
            Edit(row, edits.Dequeue(), by, why);
        });
    }

    private void TellModified(QueueRow row, string what)
    {
        if (_runs.TryGetValue(row.RunUuid, out var run))
            run.Tell(new RunProtocol.QueueModified(what));
    }
}
