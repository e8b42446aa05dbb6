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

    /// <summary>A queue in a line, and its runs in flight.</summary>
    public static ImmutableArray<string> InFlight(QueueProgress queue) =>
    [
        $"  {(queue.Paused ? "paused; " : "")}{queue.Started.Count - queue.InFlight.Length} of {queue.Started.Count + queue.Waiting.Count} rows over"
            + (queue.EstimatedFinish is { } finish ? string.Create(CultureInfo.InvariantCulture, $", finish about {finish:yyyy-MM-dd HH:mm:ss}") : ""),
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
