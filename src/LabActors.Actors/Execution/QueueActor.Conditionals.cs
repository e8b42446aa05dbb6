using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using LabActors.Core.Conditionals;
using LabActors.Core.Execution;
using LabActors.Core.Execution.Editing;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Actors.Execution;

/// <summary>What conditionals of runs do to their queue: they cancel it, or edit it as a person would, with themselves as the author.</summary>
public sealed partial class QueueActor
{
    // Longer than a journal takes to come back.
    private static readonly TimeSpan JudgeLimit = TimeSpan.FromMinutes(1);
    private readonly HashSet<string> _judged = [];

    private void ReceiveConditionals()
    {
        Command<RunProtocol.CancelQueue>(c => RequestStop(new QueueStopRequested(Now, "cancel", c.By, c.Why)), c => _queue.Stop?.By != c.By);
        Command<RunProtocol.CancelQueue>(_ => { });
        Command<RatioProtocol.Judged>(Judged);
        Command<NotJudged>(n =>
        {
            Log.Warning("The history of ratios did not answer for run {RunUuid}; the queue goes on without its judgement", n.RunUuid);
            Judged(new RatioProtocol.Judged(n.RunUuid, ""));
        });
        Command<RunProtocol.ModifyQueue>(m =>
        {
            if (_queue.RowOfRun(m.RunUuid) is { } row)
                Modify(row, m.Conditional, m.By, m.Why);
        });
    }

    /// <summary>What the end of a run brings along: the counters go on to the next one, and a trip after the run cancels the queue.</summary>
    private IEnumerable<IJournalEvent> Facts(RunProtocol.AfterRun? after)
    {
        if (after is null)
            yield break;
        if (!after.Counters.Equals(_queue.Counters))
            yield return new ConditionalEvents.ConditionalsCounted(Now, after.Counters.True, []);
        if (after.Action == "cancel" && !_queue.Ended)
            yield return new QueueStopRequested(Now, "cancel", after.By, after.Why);
    }

    private void AfterRun(QueueRow row, string runId, RunProtocol.AfterRun? after)
    {
        if (after?.Action == "cancel" && _queue.Stop is { } stop)
            EndRuns(stop);
        if (after is { Ratios.IsEmpty: false })
        {
            // Nothing is launched before the ratios have been looked at.
            _judged.Add(row.RunUuid);
            Timers.StartSingleTimer($"judge-{row.RunUuid}", new NotJudged(row.RunUuid), JudgeLimit);
            _order.Services.Ratios.Tell(new RatioProtocol.Judge(row.RunUuid, runId, _order.Instrument.Name, after.Ratios));
        }

        if (after?.Action == "repeat")
            Modify(row, new Conditional { Kind = ConditionalKind.Modification, Level = ConditionalLevel.Queue, Test = "", Action = ModificationAction.RepeatRun }, after.By, after.Why);
        else
            Advance();
    }

    private void Judged(RatioProtocol.Judged judged)
    {
        if (!_judged.Remove(judged.RunUuid))
            return;
        Timers.Cancel($"judge-{judged.RunUuid}");
        if (judged.Stops.Length > 0 && !_queue.Ended)
            RequestStop(new QueueStopRequested(Now, "fail", "ratio change detection", judged.Stops));
        else
            Advance();
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
            TellModified(row, decision.Refusal is { } refusal
                ? $"the queue is not changed: {refusal.Reason}"
                : decision.Events.OfType<QueueEdited>().FirstOrDefault()?.What ?? "the queue says so already");
            Edit(row, edits.Dequeue(), by, why);
        });
    }

    private void TellModified(QueueRow row, string what)
    {
        if (_runs.TryGetValue(row.RunUuid, out var run))
            run.Tell(new RunProtocol.QueueModified(what));
    }

    private sealed record NotJudged(string RunUuid);
}
