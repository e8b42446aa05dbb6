using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Execution;
using LabActors.Core.Labs;
using LabActors.Core.Measurement;
using LabActors.Core.Replay;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Core.Recovery;

/// <summary>
/// What a node that is started on a data folder with an unfinished experiment finds there, and what it will do: a pure function of the journal and of what the devices say.
/// </summary>
/// <param name="Outage">How long nobody was there.</param>
/// <param name="Executions">By instrument.</param>
/// <param name="Differences">What is not as the journal left it.</param>
/// <param name="Unread">Devices that could not be read, and why.</param>
public sealed record RecoveryPlan(
    Outage Outage, ImmutableArray<ExecutionPlan> Executions, ImmutableArray<HardwareDifference> Differences, ImmutableSortedDictionary<string, string> Unread)
{
    /// <summary>Extraction devices of runs that had them when the node died: how they stand is those runs' affair.</summary>
    public ImmutableHashSet<string> DevicesInUse { get; init; } = [];

    /// <summary>The plan; null when nothing is unfinished.</summary>
    public static RecoveryPlan? Of(LabState journal, LabDefinition lab, LabReadback read, Outage outage, RecoverySettings settings)
    {
        if (!journal.Executions.Values.Any(e => e.Running))
            return null;
        ImmutableArray<HardwareDifference> differences = [.. ReadbackComparison.Of(journal, lab, read)];
        return new RecoveryPlan(
            outage,
            [.. journal.Executions.Where(e => e.Value.Running).Select(e => Of(e.Key, e.Value, journal, run => RunOutlooks.Of(run, HardwareMatch.Of(run, lab, ReadbackComparison.Of(run, journal, read)), lab, outage, settings)))],
            differences,
            read.Unread)
        {
            DevicesInUse = [.. journal.Runs.Values.Where(r => r is { Started: not null, Ended: null, HoldsLine: true }).Select(r => r.Started!.ExtractionDevice)],
        };
    }

    /// <summary>The statement, line by line.</summary>
    /// <param name="isMadeSafe">Nothing goes on: the laboratory is to be made safe.</param>
    public IEnumerable<string> Lines(bool isMadeSafe = false)
    {
        yield return $"The node was away for {Outage.Words(Outage.Away)}; the last that was journaled is of {Time(Outage.From)}.";
        foreach (var execution in Executions)
        {
            yield return $"{execution.Instrument}: {execution.Queue}, started {Time(execution.StartedAt)}, is unfinished: {execution.Where}";
            foreach (var run in execution.Runs)
            {
                yield return $"  {run.RunId} ({run.Row}), step {run.Step}: {run.Where}";
                if (run.LastCommand.Length > 0)
                    yield return $"    last command: {run.LastCommand}";
                if (run.LastReading.Length > 0)
                    yield return $"    last reading: {run.LastReading}";
                yield return $"    {(isMadeSafe ? "it is ended and saved with all it has: the laboratory is made safe" : run.InWords)}";
            }
        }

        if (Differences.IsEmpty && Unread.IsEmpty)
            yield return "The hardware is as the journal left it.";
        foreach (var difference in Differences)
            yield return $"Differs: {difference}";
        foreach (var (device, why) in Unread)
            yield return $"Not read: {device}: {why}";
        foreach (var execution in Executions)
            yield return $"Then: {(isMadeSafe ? "the execution ends, and the steps of the safe state are taken" : execution.Next)}";
    }

    private static ExecutionPlan Of(string instrument, ExecutionProgress execution, LabState journal, Func<RunProgress, (RunOutlook, string)> outlook)
    {
        var accepted = execution.Queues.FirstOrDefault(q => q.QueueId == execution.Current) ?? execution.Next;
        var queue = execution.Current.Length > 0 ? journal.QueueById(execution.Current) : null;
        return new ExecutionPlan(
            instrument,
            accepted is null ? "no queue" : $"queue {accepted.Queue.Name} ({accepted.Queue.Path})",
            execution.StartedAt ?? default,
            Where(execution, queue),
            queue is null ? [] : [.. queue.InFlight.Select(id => Of(queue.Row(id), journal, outlook))],
            Next(execution, queue));
    }

    private static RunPlan Of(QueueRow row, LabState journal, Func<RunProgress, (RunOutlook, string)> outlook)
    {
        if (journal.RunByUuid(row.RunUuid) is not { Started: not null } run)
            return new RunPlan(row.RunId, row.RunUuid, row.Id, "start", "launched, and had not begun", "", "", RunOutlook.Resumed, "nothing had been done");
        var (what, why) = outlook(run);
        var command = run.Scripts.Values.SelectMany(s => s.Commands.Values).MaxBy(c => (c.Request.At, c.Request.Seq));
        return new RunPlan(
            row.RunId, row.RunUuid, row.Id, run.Step.Length > 0 ? run.Step : "start", RunResumption.Of(run).Words(run), command is null ? "" : Words(command), Reading(run), what, why);
    }

    private static string Where(ExecutionProgress execution, QueueProgress? queue)
    {
        if (execution.WaitsUntil is { } until)
            return $"it waits for its start at {Time(until)}";
        if (queue is null)
            return "between two queues";
        var rows = queue.Rows.ToArray();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{rows.Count(r => r.Stage == RowStage.Finished)} of {rows.Length} rows finished, {queue.InFlight.Length} in flight{(queue.Paused ? ", paused" : "")}{(queue.Delay is { } delay ? $", in the delay {delay.Why}" : "")}{(queue.Stop is { } stop ? $", to end by a stop ({stop.How}) of {stop.By}" : "")}");
    }

    private static string Next(ExecutionProgress execution, QueueProgress? queue)
    {
        if (execution.WaitsUntil is { } until)
            return $"the start at {Time(until)} is waited for";
        if (queue is null || queue.Ended)
            return execution.Next is { } next ? $"queue {next.Queue.Name} is checked and started" : "the execution ends";
        if (queue.Stop is { How: not "at-completion" } || queue.Failure.Length > 0)
            return "the queue ends";
        var waiting = queue.Waiting.Count(id => !queue.Row(id).Spec.Skip);
        return waiting == 0 || queue.Stop is not null
            ? "the queue ends with the runs in flight"
            : string.Create(CultureInfo.InvariantCulture, $"{waiting} {(waiting == 1 ? "row waits" : "rows wait")}, {queue.Waiting[0]} first; the checks before each run are made again{(queue.Paused ? "; the queue stays paused" : "")}");
    }

    private static string Words(CommandRecord command)
    {
        var c = command.Request;
        var came = command switch { { Completed: not null } => "done", { Failed: { } failed } => $"failed: {failed.Reason}", _ => "its outcome is not journaled" };
        return string.Create(CultureInfo.InvariantCulture, $"{c.Name}, command {c.Seq} of the {c.Kind} script ({Path.GetFileName(c.File)}:{c.Line}), {Time(c.At)}; {came}");
    }

    private static string Reading(RunProgress run) => run.Conditionals.Newest is not { } reading
        ? ""
        : string.Create(CultureInfo.InvariantCulture, $"count {reading.Count} of series {reading.Series}, {Time(reading.At)}: {string.Join(", ", reading.Intensities.OrderBy(i => i.Key, StringComparer.Ordinal).Select(i => $"{i.Key} {i.Value:g6}"))} fA");

    private static string Time(DateTimeOffset at) => at.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
}
