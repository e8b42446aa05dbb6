using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Console.View;

/// <summary>Folds a queue's events.</summary>
internal static class QueueFold
{
    public static LabView Apply(LabView view, string source, IJournalEvent journalEvent) => journalEvent switch
    {
        QueueAccepted e => view.WithQueue(source, queue => queue with { Name = e.Queue.Name, Rows = RowsToRun(e) }),
        QueueStarted e => view.WithQueue(source, queue => queue with { State = "running", StartedAt = e.At }),
        DelayStarted e => view.WithQueue(source, queue => queue with
        {
            Delay = new ActivityView(ActivityRank.Command, e.Why, e.At, e.Seconds),
        }),
        DelayEnded => view.WithQueue(source, queue => queue with { Delay = null }),
        RunChecked { Failed.Length: > 0 } e => view.Note(e.At, Name(view, source), "error", $"the next run is not started: {e.Failed}: {e.Reason}"),
        MonitorTripped e => view.Note(e.At, Name(view, source), "error", e.Reason),
        RunLaunched e => view.WithRun(e.RunUuid, run => Launched(run) with { RunId = e.RunId, StartedAt = e.At }),
        RunFinished e => Finish(view, e),
        QueueStopRequested e => view
            .WithQueue(source, queue => queue with { State = "ending" })
            .Note(e.At, Name(view, source), "warning", $"{e.How} asked for by {e.By}{Because(e.Why)}"),
        QueuePaused e => view
            .WithQueue(source, queue => queue with { State = "paused" })
            .Note(e.At, Name(view, source), "warning", $"paused by {e.By}"),
        QueueResumed e => view
            .WithQueue(source, queue => queue with { State = "running" })
            .Note(e.At, Name(view, source), "info", $"resumed by {e.By}"),
        FinishEstimated e => view.WithQueue(source, queue => queue with { EstimatedFinish = e.Finish }),
        QueueEnded e => End(view, source, e),
        _ => view,
    };

    // A row that is run again after an end before its point of no return keeps its uuid.
    private static RunView Launched(RunView run) => run.EndedAt is null ? run : RunView.Unknown(run.Uuid);

    private static LabView Finish(LabView view, RunFinished e)
    {
        var finished = view.WithRun(e.RunUuid, run => RunFold.End(run, e.At, e.State, e.Cause));
        return e.Cause.Length == 0 || view.Run(e.RunUuid) is { EndedAt: not null }
            ? finished
            : finished.Note(e.At, finished.Run(e.RunUuid)!.RunId, "warning", $"{e.State}: {e.Cause}");
    }

    private static LabView End(LabView view, string source, QueueEnded e)
    {
        var ended = view.WithQueue(source, queue => queue with { State = e.State, Cause = e.Cause, EndedAt = e.At, Delay = null });
        return e.State == "completed" ? ended : ended.Note(e.At, Name(view, source), "error", $"{e.State}{Because(e.Cause)}");
    }

    private static string Name(LabView view, string source) => view.Queues.Find(queue => queue.Source == source)?.Name ?? source;

    private static string Because(string why) => why.Length > 0 ? $": {why}" : "";

    private static int RowsToRun(QueueAccepted e) => e.Queue.Runs.Count(run => !run.Skip);
}
