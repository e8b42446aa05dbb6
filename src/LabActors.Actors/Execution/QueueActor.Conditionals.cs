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
    private readonly Dictionary<string, RunProtocol.RunIsOver> _judged = [];

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
                Modify(row, m);
        });
        Command<RunProtocol.Counted>(c => JournalAll(Carried(c), () => TellCounted(c)));
    }

    /// <summary>What the end of a run brings along: the counters go on to the next one, and a trip after the run cancels the queue or repeats the run.</summary>
    /// <param name="ended">The queue without the run.</param>
    /// <param name="stops">Why changed ratios stop the queue; empty when they do not.</param>
    private IEnumerable<IJournalEvent> Facts(QueueProgress ended, QueueRow row, RunProtocol.AfterRun? after, string stops)
    {
        if (after is null)
            return [];
        return
        [
            .. Carried(after.Counted),
            .. after.Action == "cancel" ? [new QueueStopRequested(Now, "cancel", after.By, after.Why)] : (IJournalEvent[])[],
            .. stops.Length > 0 ? [new QueueStopRequested(Now, "fail", "ratio change detection", stops)] : (IJournalEvent[])[],
            .. after.Action == "repeat" ? Decide(ended, row, ConditionalEdits.Repetition, after.By, after.Why).Events : [],
        ];
    }

    private IEnumerable<IJournalEvent> Carried(RunProtocol.Counted counted)
    {
        var counters = _queue.Counters.Updated(counted.Ids, counted.True);
        if (!counters.Equals(_queue.Counters))
            yield return new ConditionalEvents.ConditionalsCounted(Now, counters.True, []);
    }

    /// <summary>A run that was launched before the one in front of it was over has its tests to count on.</summary>
    private void TellCounted(RunProtocol.Counted counted)
    {
        foreach (var run in _runs.Where(r => r.Key != counted.RunUuid))
            run.Value.Tell(counted);
    }

    /// <summary>
    /// A run whose ratios must not change is over when they have been looked at: an outage meanwhile finds it in flight, and it is told again. Nothing is
    /// launched before.
    /// </summary>
    private void Judge(QueueRow row, RunProtocol.RunIsOver over)
    {
        _judged[over.RunUuid] = over;
        Timers.StartSingleTimer($"judge-{over.RunUuid}", new NotJudged(over.RunUuid), JudgeLimit);
        _order.Services.Ratios.Tell(new RatioProtocol.Judge(over.RunUuid, row.RunId, _order.Instrument.Name, over.After!.Ratios, over.Measured.Simulated));
    }

    private void Judged(RatioProtocol.Judged judged)
    {
        if (!_judged.Remove(judged.RunUuid, out var over))
            return;
        Timers.Cancel($"judge-{judged.RunUuid}");
        if (_queue.RowOfRun(judged.RunUuid) is { } row)
            Finish(row, over, judged.Stops);
    }

    private ModificationDecision Decide(QueueProgress queue, QueueRow row, Conditional conditional, string by, string why) => ConditionalEdits.Decide(
        queue, row, conditional, by, why, _order.Instrument.Codes is [var first, ..] ? first : _order.Instrument.Name, Now);

    private void Modify(QueueRow row, RunProtocol.ModifyQueue modify)
    {
        var decision = Decide(_queue, row, modify.Conditional, modify.By, modify.Why);
        JournalAll(decision.Events, () =>
        {
            foreach (var told in decision.Told)
                TellModified(row, told);
            Advance();
        });
    }

    private void TellModified(QueueRow row, string what)
    {
        if (_runs.TryGetValue(row.RunUuid, out var run))
            run.Tell(new RunProtocol.QueueModified(what));
    }

    private sealed record NotJudged(string RunUuid);
}
