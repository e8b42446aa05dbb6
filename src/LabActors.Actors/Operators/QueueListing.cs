using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Execution;

namespace LabActors.Actors.Operators;

/// <summary>A queue in lines for whoever edits it.</summary>
internal static class QueueListing
{
    private const int MostRows = 20;
    private const int MostEdits = 10;

    /// <summary>The rows in flight and those that wait.</summary>
    /// <param name="from">The first of those that wait; null for the next.</param>
    public static ImmutableArray<string> Rows(QueueProgress queue, string? from)
    {
        var first = from is null ? 0 : queue.Waiting.IndexOf(from);
        if (first < 0)
            return [queue.FindRow(from!) is { } row ? $"{row.Id} does not wait: {Stage(row)}" : $"the queue has no row {from}"];
        var shown = queue.Waiting.Skip(first).Take(MostRows).Select(queue.Row).ToArray();
        var left = queue.Waiting.Count - first - shown.Length;
        return
        [
            .. queue.InFlight.Select(id => $"{id,-6} {queue.Row(id).RunId,-12} {Stage(queue.Row(id))}"),
            .. shown.Select(Waiting),
            .. queue.Waiting.IsEmpty ? ["no row waits"] : left > 0 ? [$"... {left} more {(left == 1 ? "row" : "rows")} behind {shown[^1].Id}"] : (string[])[],
        ];
    }

    /// <summary>How an instrument's execution stands.</summary>
    public static string Execution(ExecutionProgress execution) => execution switch
    {
        { Running: true } => $"{string.Join(", ", execution.Queues.Select(q => q.Queue.Name))} runs, {execution.Finished.Count} of {execution.Queues.Length} queues over",
        { Ended: { } ended } => $"idle; {string.Join(", ", execution.Queues.Select(q => q.Queue.Name))} {ended.State}: {ended.Cause}",
        _ => "idle",
    };

    /// <summary>Every queue of an instrument's execution, in order.</summary>
    /// <param name="begun">Those that have begun.</param>
    public static IEnumerable<string> Queues(string instrument, ExecutionProgress execution, IEnumerable<QueueProgress> begun)
    {
        var known = begun.ToDictionary(queue => queue.QueueId);
        if (execution.Queues.IsEmpty)
            return [$"{instrument}: idle"];
        return execution.Queues.Select(queue => known.TryGetValue(queue.QueueId, out var progress)
            ? $"{instrument}: {queue.Queue.Name} {State(progress)}{Because(progress.EndCause)}; {Rows(progress)}"
            : $"{instrument}: {queue.Queue.Name} {(execution.Running ? "waits" : "was not begun")}; {queue.Queue.Runs.Count(run => !run.Skip)} rows to run{(execution.WaitsUntil is { } start ? Invariant($"; starts at {start:yyyy-MM-dd HH:mm:ss}") : "")}");
    }

    /// <summary>The runs of an instrument's execution, in the order of their start, and how many are to come.</summary>
    /// <param name="begun">Its queues that have begun.</param>
    public static IEnumerable<string> Runs(string instrument, ExecutionProgress execution, IEnumerable<QueueProgress> begun)
    {
        var any = false;
        foreach (var queue in begun)
        {
            any = true;
            foreach (var row in queue.Started.Select(queue.Row))
                yield return $"{instrument}: {queue.Header!.Name} {Run(row)}";
            if (!queue.Ended && queue.Waiting.Count > 0)
                yield return Invariant($"{instrument}: {queue.Header!.Name} {queue.Waiting.Count} more {(queue.Waiting.Count == 1 ? "row" : "rows")} to come");
        }

        if (!any)
            yield return $"{instrument}: {(execution.Running ? "no run has begun" : "idle")}";
    }

    private static string Run(QueueRow row) => row.Known is { } known
        ? Invariant($"{row.Id,-6} {row.RunId,-14} {row.Spec.AnalysisType,-14} {Stage(row),-12} {known.Started:HH:mm:ss}{(known.Ended is { } ended ? Invariant($" to {ended:HH:mm:ss}") : "")}{Because(row.Cause)}")
        : Invariant($"{row.Id,-6} {row.Spec.Labnumber,-14} {row.Spec.AnalysisType,-14} {Stage(row)}");

    private static string State(QueueProgress queue) => queue switch
    {
        { Ended: true } => queue.EndState,
        { Pause: { } pause } => Invariant($"paused by {pause.By} at {pause.At:HH:mm:ss}"),
        { Stop: { } stop } => Invariant($"ending ({stop.How} by {stop.By} at {stop.At:HH:mm:ss})"),
        { IsStarted: true } => "runs",
        _ => "accepted",
    };

    private static string Rows(QueueProgress queue) => Invariant(
        $"{queue.Started.Count - queue.InFlight.Length} of {queue.Started.Count + queue.Waiting.Count} rows over")
        + (queue is { Ended: false, EstimatedFinish: { } finish } ? Invariant($", finish about {finish:yyyy-MM-dd HH:mm:ss}") : "");

    private static string Because(string cause) => cause.Length > 0 ? $": {cause}" : "";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    /// <summary>A queue in a line, and its runs in flight.</summary>
    public static ImmutableArray<string> InFlight(QueueProgress queue) =>
    [
        $"  {(queue.Pause is { } pause ? $"paused by {pause.By}; " : "")}{Rows(queue)}",
        .. queue.InFlight.Select(id => $"  {id,-6} {queue.Row(id).RunId,-12} {Stage(queue.Row(id))}"),
    ];

    /// <summary>The newest edits, the newest last.</summary>
    public static ImmutableArray<string> Edits(QueueProgress queue) => queue.Edits.IsEmpty
        ? ["nothing has been edited"]
        : [.. queue.Edits.TakeLast(MostEdits).Select(edit => string.Create(
            CultureInfo.InvariantCulture,
            $"{edit.Edit.Edit,-4} {edit.Edit.At:HH:mm:ss} {edit.Edit.By}: {edit.Edit.What}{(edit.Edit.Why.Length > 0 ? $" ({edit.Edit.Why})" : "")}{(edit.IsUndone ? ", taken back" : "")}"))];

    private static string Waiting(QueueRow row)
    {
        var spec = row.Spec;
        string[] marks =
        [
            spec.Position.Length > 0 ? $"position {spec.Position}" : "",
            spec.ExtractValue > 0 ? string.Create(CultureInfo.InvariantCulture, $"{spec.ExtractValue} {spec.ExtractUnits}") : "",
            spec.Skip ? "skipped" : "",
            spec.EndAfter ? "the queue ends after it" : "",
            row.Change is { } change ? $"changed by {change.By}" : "",
        ];
        return $"{row.Id,-6} {spec.Labnumber,-12} {spec.AnalysisType,-14} {string.Join(", ", marks.Where(mark => mark.Length > 0))}".TrimEnd();
    }

    private static string Stage(QueueRow row) => row.Stage switch
    {
        RowStage.Skipped => "skipped",
        RowStage.Finished => row.State,
        RowStage.OverlapReached => "in flight, the next may begin",
        _ => "in flight",
    };
}
