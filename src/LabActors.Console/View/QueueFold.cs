using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Console.View;

/// <summary>Folds a queue's events.</summary>
internal static class QueueFold
{
    public static LabView Apply(LabView view, string source, IJournalEvent journalEvent) => Shown(Counted(view, source, journalEvent), source, journalEvent);

    /// <summary>The queue itself, and how many runs it has now.</summary>
    private static LabView Counted(LabView view, string source, IJournalEvent journalEvent)
    {
        var before = journalEvent is QueueAccepted ? QueueProgress.Empty : view.Queues.Find(queue => queue.Source == source)?.Progress;
        if (before is null)
            return view;
        var progress = before.Apply(journalEvent);
        return journalEvent is QueueAccepted or QueueEdited or EditUndone
            ? view.WithQueue(source, queue => queue with { Progress = progress, Rows = progress.Rows.Count(row => !row.Spec.Skip) })
            : view.WithQueue(source, queue => queue with { Progress = progress });
    }

    private static LabView Shown(LabView view, string source, IJournalEvent journalEvent) => journalEvent switch
    {
        QueueAccepted e => view.WithQueue(source, queue => queue with { Name = e.Queue.Name }),
        QueueStarted e => view.WithQueue(source, queue => queue with { State = "running", StartedAt = e.At }),
        DelayStarted e => view.WithQueue(source, queue => queue with
        {
            Delay = new ActivityView(ActivityRank.Command, e.Why, e.At, e.Seconds),
        }),
        DelayChanged e => view
            .WithQueue(source, queue => queue with { Delay = queue.Delay is { } delay ? delay with { StartedAt = e.At, Seconds = e.Seconds } : null })
            .Note(e.At, Name(view, source), "info", string.Create(CultureInfo.InvariantCulture, $"delay set to {e.Seconds:0.#} s by {e.By}")),
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
        QueueEdited e => view.Note(e.At, Name(view, source), "info", $"{e.What}, by {e.By}{Because(e.Why)}"),
        EditUndone e => view.Note(e.At, Name(view, source), "info", $"edit {e.Edit} taken back by {e.By}{Because(e.Why)}"),
        QueueFileTaken e => e.Notes.Aggregate(view, (noted, note) => noted.Note(e.At, Name(view, source), "warning", note)),
        QueueFileRefused e => e.Problems.Aggregate(
            view.Note(e.At, Name(view, source), "error", $"{e.Path} was saved and nothing of it is taken"),
            (noted, problem) => noted.Note(e.At, Name(view, source), "error", problem.ToString())),
        FinishEstimated e => view.WithQueue(source, queue => queue with
        {
            EstimatedFinish = e.Finish,
            RowFinishes = e.Rows.IsDefault ? queue.RowFinishes : e.Rows.ToImmutableDictionary(row => row.Row, row => e.At.AddSeconds(row.Seconds)),
        }),
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
}
