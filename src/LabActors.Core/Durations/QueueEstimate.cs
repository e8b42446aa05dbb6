using System.Collections.Immutable;
using LabActors.Core.Execution;
using LabActors.Core.Runs;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Core.Durations;

/// <summary>The schedule of a queue as it stands: what has happened stands, the rest is planned.</summary>
public static class QueueEstimate
{
    /// <summary>Plans what is left of a queue.</summary>
    /// <param name="times">What the scripts of a row take; null when that is not known.</param>
    /// <param name="minPumpTime">Of the instrument.</param>
    /// <param name="delayBefore">False for a later queue of one execution.</param>
    public static QueueSchedule Of(QueueProgress queue, Func<RunSpec, RunTimes?> times, TimeSpan minPumpTime, DateTimeOffset now, bool delayBefore)
    {
        ImmutableArray<ScheduleRow> rows = [.. Planned(queue).Select(queue.Row).Select(row => new ScheduleRow(row.Spec, times(row.Spec), row.Stage == RowStage.NotRun ? null : row.Known))];
        return QueueSchedule.Plan(new ScheduleRequest(queue.Header!, rows, minPumpTime, now, delayBefore)
        {
            DelayOver = DelayOver(queue, now),
            Stops = queue.Stop is not null || queue.Failure.Length > 0,
        });
    }

    /// <summary>When the next rows of a schedule will be over.</summary>
    /// <param name="schedule">Of this queue at this instant.</param>
    /// <param name="most">How many are wanted.</param>
    public static ImmutableArray<RowFinish> Rows(QueueProgress queue, QueueSchedule schedule, DateTimeOffset now, int most)
    {
        var rows = Planned(queue);
        return [.. schedule.Runs.Where(run => queue.Row(rows[run.Index]).Known?.Ended is null).Take(most).Select(run => new RowFinish(rows[run.Index], Math.Round((run.End - now).TotalSeconds)))];
    }

    /// <summary>The run that is launched next, as the schedule has it; null when none is left, or when what its scripts take is not known.</summary>
    /// <inheritdoc cref="Of"/>
    public static PlannedRun? Next(QueueProgress queue, Func<RunSpec, RunTimes?> times, TimeSpan minPumpTime, DateTimeOffset now, bool delayBefore)
    {
        if (queue.Waiting.Select(id => queue.Row(id).Spec).FirstOrDefault(spec => !spec.Skip) is not { } next || times(next) is null)
            return null;
        var started = Started(queue).Length;
        return Of(queue, times, minPumpTime, now, delayBefore).Runs.FirstOrDefault(run => run.Index >= started);
    }

    private static ImmutableArray<string> Planned(QueueProgress queue) => [.. Started(queue), .. queue.Waiting];

    /// <summary>
    /// Of the rows that have started those that matter for what comes: the runs in flight, and the one before them, for whose spectrometer they
    /// may have waited.
    /// </summary>
    private static ImmutableArray<string> Started(QueueProgress queue)
    {
        var first = queue.InFlight.IsEmpty ? queue.Started.Count : queue.Started.LastIndexOf(queue.InFlight[0]);
        var before = first == 0 ? -1 : queue.Started.FindLastIndex(first - 1, id => queue.Row(id).Known is not null);
        return before < 0 ? queue.InFlight : queue.InFlight.Insert(0, queue.Started[before]);
    }

    private static DateTimeOffset? DelayOver(QueueProgress queue, DateTimeOffset now) => queue switch
    {
        { Delay: { } delay } => delay.At.AddSeconds(delay.Seconds),
        { PausedDelay: { } left } => now.AddSeconds(left),
        { DelayedAfter: { } after } when after == queue.LastLaunched => now,
        _ => null,
    };
}
