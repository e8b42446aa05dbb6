using LabActors.Core.Execution;
using static LabActors.Core.Journal.Events.ExecutorEvents;

namespace LabActors.Core.Replay.Verification;

/// <summary>What an executor decides: which queue comes next, and that there is none.</summary>
internal static class ExecutorDecisions
{
    private const string Queues = "the executor's next queue";

    /// <summary>Null for what is no decision, or one of a person or a check.</summary>
    public static Verdict? Of(LabState state, RecordedEvent e)
    {
        var instrument = Sources.InstrumentOf(e.Source);
        var execution = state.Executions.GetValueOrDefault(instrument, ExecutionProgress.Idle);
        return e.Event switch
        {
            QueueLaunched when execution.Next is { } next => Verdict.Of(Queues, Words(execution), new QueueLaunched(e.Event.At, next.QueueId)),
            QueueLaunched => Verdict.Never(Queues, Words(execution)),
            QueueFinished f => Finished(state, f),
            ExecutionEnded x when execution is { Running: true, Next: null, WaitsUntil: null } && !execution.Finished.IsEmpty => Ended(execution, x),
            _ => null,
        };
    }

    private static Verdict Finished(LabState state, QueueFinished f)
    {
        if (state.QueueById(f.QueueId) is not { Ended: true } queue)
            return Verdict.Never(Queues, $"queue {f.QueueId} has not ended");
        var decided = new QueueFinished(f.At, f.QueueId, queue.EndState, queue.EndCause, [.. queue.Rows.Select(r => r.RunUuid).Where(u => u.Length > 0)], queue.EndsExecution);
        return queue.EndCause.Contains(ExecutionProgress.LeftBy(""), StringComparison.Ordinal)
            ? new Verdict(Queues, [[decided], [decided with { IsLast = true }]], "the operator left it")
            : Verdict.Of(Queues, $"queue {f.QueueId} ended {queue.EndState}", decided);
    }

    private static Verdict Ended(ExecutionProgress execution, ExecutionEnded ended)
    {
        var last = execution.Finished.Values.MaxBy(f => f.At)!;
        var left = execution.Queues.Length - execution.Finished.Count;

        // Words that say why further queues are not run are the executor's own.
        var cause = last.State == "completed" && left > 0 && !execution.OpenQueues ? ended.Cause : last.Cause;
        return Verdict.Of(Queues, Words(execution), new ExecutionEnded(ended.At, last.State, cause));
    }

    private static string Words(ExecutionProgress execution) =>
        FormattableString.Invariant($"{execution.Finished.Count} of {execution.Queues.Length} queues over, next {execution.Next?.QueueId ?? "none"}");
}
