using System.Collections.Immutable;
using LabActors.Core.Queues;
using LabActors.Core.Runs;

namespace LabActors.Core.Durations;

/// <summary>
/// When each run of a queue begins and ends, by what its scripts take: the queue as it is carried out, with its delays, skipped rows, overlap, minimum pump
/// times and the leases of line and spectrometer, without a failure. The same request gives the same schedule.
/// </summary>
/// <param name="Runs">In the order of their start; skipped rows, and rows after an <c>end_after</c>, have none.</param>
/// <param name="Finish">When the last run is over.</param>
/// <param name="IsWhole">False when the times of a row are not known: then the finish is too early.</param>
public sealed record QueueSchedule(ImmutableArray<PlannedRun> Runs, DateTimeOffset Finish, bool IsWhole)
{
    /// <summary>Plans a queue.</summary>
    public static QueueSchedule Plan(ScheduleRequest request)
    {
        var rows = request.Rows;
        var last = Last(rows);
        var runs = ImmutableArray.CreateBuilder<PlannedRun>();
        var (finish, whole) = (request.Now, true);
        PlannedRun? previous = null;
        var delays = new Dictionary<(string, string), double>();
        for (var i = 0; i <= last; i++)
        {
            var row = rows[i];
            if (row.Known is null && (row.Spec.Skip || request.Stops))
                continue;
            var planned = Run(request, i, i == last, previous, finish, delays);
            runs.Add(planned);
            whole &= row.Times is not null || row.Known?.Ended is not null;
            finish = finish > planned.End ? finish : planned.End;
            previous = planned;
        }

        return new QueueSchedule(runs.ToImmutable(), finish, whole);
    }

    /// <summary>Index of the last row that is run; -1 when there is none.</summary>
    private static int Last(ImmutableArray<ScheduleRow> rows)
    {
        var last = -1;
        for (var i = 0; i < rows.Length; i++)
        {
            if (rows[i].Known is null && rows[i].Spec.Skip)
                continue;
            last = i;
            if (rows[i].Spec.EndAfter)
                break;
        }

        return last;
    }

    /// <param name="previous">The run before; null for the first.</param>
    /// <param name="free">When all runs before are over.</param>
    /// <param name="delays">The queue's delays after rows of one identifier, as far as they were asked for.</param>
    private static PlannedRun Run(
        ScheduleRequest request, int index, bool isLast, PlannedRun? previous, DateTimeOffset free, Dictionary<(string, string), double> delays)
    {
        var row = request.Rows[index];
        var (spec, times) = (row.Spec, row.Times ?? NoTime);
        ImmutableArray<PlannedWait> waits = [];
        var start = row.Known?.Started ?? Start(request, previous, free, delays, ref waits);
        var overlaps = row.Known?.Overlaps ?? (!isLast && spec.Overlap > 0 && spec.AnalysisType == "unknown");

        var extracted = start.AddSeconds(times.Extraction?.Length ?? 0);
        var measures = Spectrometer(request, spec.MinPumpTime, start, extracted, previous, ref waits);
        var measured = measures.AddSeconds(times.Measurement?.Length ?? 0);
        DateTimeOffset? opens = times.Measurement?.InletOpens is { } o ? measures.AddSeconds(o) : null;
        DateTimeOffset? closes = times.Measurement?.InletCloses is { } c ? measures.AddSeconds(c) : null;
        DateTimeOffset? pumps = times.PostEquilibration is not null && times.Measurement?.PostEquilibration is { } p ? measures.AddSeconds(p) : null;
        DateTimeOffset? pumped = pumps?.AddSeconds(times.PostEquilibration!.Length);
        var released = measured.AddSeconds(times.PostMeasurement?.Length ?? 0);
        DateTimeOffset? freed = overlaps ? Later(closes?.AddSeconds(spec.Overlap) ?? measured, pumped) : null;
        var end = Later(Later(Later(released, pumped), closes), freed);
        var overlap = previous is null ? 0 : Math.Max(0, (previous.End - start).TotalSeconds);
        var planned = new PlannedRun(
            index, start, extracted, measures, opens, closes, measured, pumps, pumped, released, freed, end, waits, overlap, times.Learned);
        return row.Known is { } known ? Happened(planned, known, request.Now) : planned;
    }

    private static DateTimeOffset Start(
        ScheduleRequest request, PlannedRun? previous, DateTimeOffset free, Dictionary<(string, string), double> delays, ref ImmutableArray<PlannedWait> waits)
    {
        // Beside the run before, as soon as that has left the line: no delay.
        if (previous?.LineFreed is { } freed)
            return Later(freed, request.Now);
        var from = Later(previous is null ? request.Now : free, request.Now);
        if (IsNext(request, previous) && request.DelayOver is { } over)
            return Later(from, over);
        var seconds = previous is not null ? Delay(request, request.Rows[previous.Index].Spec, delays)
            : request.DelayBefore ? request.Queue.DelayBeforeAnalyses
            : 0;
        if (seconds <= 0)
            return from;
        waits = waits.Add(new PlannedWait(from, seconds, "delay", previous is null ? "before the first run" : "between the runs"));
        return from.AddSeconds(seconds);
    }

    private static double Delay(ScheduleRequest request, RunSpec row, Dictionary<(string, string), double> delays)
    {
        if (row.DelayAfter != 0)
            return row.DelayAfter;
        var kind = (row.Labnumber, row.DeclaredAnalysisType);
        if (!delays.TryGetValue(kind, out var seconds))
            delays[kind] = seconds = QueueDelays.After(row, request.Queue);
        return seconds;
    }

    /// <summary>True for the first run that has not begun: the delay that is under way is its own.</summary>
    private static bool IsNext(ScheduleRequest request, PlannedRun? previous) => previous is null || request.Rows[previous.Index].Known is not null;

    private static DateTimeOffset Spectrometer(
        ScheduleRequest request, int minPumpTime, DateTimeOffset start, DateTimeOffset extracted, PlannedRun? previous, ref ImmutableArray<PlannedWait> waits)
    {
        if (previous is not { } before || before.PostMeasurementEnds <= start)
            return extracted;
        var released = before.PostMeasurementEnds;
        if (released > extracted)
            waits = waits.Add(new PlannedWait(extracted, (released - extracted).TotalSeconds, "spectrometer", "until the run before has measured"));
        var had = Later(extracted, released);
        var pumped = released + (minPumpTime > 0 ? TimeSpan.FromSeconds(minPumpTime) : request.MinPumpTime);
        if (pumped <= had)
            return had;
        waits = waits.Add(new PlannedWait(had, (pumped - had).TotalSeconds, "pumping", "of the spectrometer after the run before"));
        return pumped;
    }

    /// <summary>What has happened stands, and moves what is planned after it; what has not happened yet does not happen before now.</summary>
    private static PlannedRun Happened(PlannedRun planned, KnownRun known, DateTimeOffset now)
    {
        if (known.Ended is { } ended)
            return planned with { LineFreed = known.LineFreed, PostMeasurementEnds = planned.PostMeasurementEnds + (ended - planned.End), End = ended };
        if (known.LineFreed is not { } freed)
            return planned with { LineFreed = planned.LineFreed is { } still ? Later(still, now) : null, End = Later(planned.End, now) };
        var shift = planned.LineFreed is { } expected ? freed - expected : TimeSpan.Zero;
        return planned with
        {
            LineFreed = freed,
            InletOpens = planned.InletOpens + shift,
            InletCloses = planned.InletCloses + shift,
            MeasurementEnds = planned.MeasurementEnds + shift,
            PostMeasurementEnds = planned.PostMeasurementEnds + shift,
            PostEquilibrationStarts = planned.PostEquilibrationStarts + shift,
            PostEquilibrationEnds = planned.PostEquilibrationEnds + shift,
            End = Later(planned.End + shift, now),
        };
    }

    private static DateTimeOffset Later(DateTimeOffset a, DateTimeOffset? b) => b is { } other && other > a ? other : a;

    private static RunTimes NoTime { get; } = new(null, null, null, null);
}
