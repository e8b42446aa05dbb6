using System.Collections.Immutable;
using LabActors.Actors.Instruments;
using LabActors.Core.Execution;
using LabActors.Core.Journal.Events;
using LabActors.Core.Measurement;
using LabActors.Core.Recovery;

namespace LabActors.Actors.Execution.Commands;

/// <summary>How far a series of readings, or the way to it, had come when the node died.</summary>
/// <param name="Since">From when the magnet stood, where it did not have to be moved: the start of the command, or of the hop.</param>
/// <param name="Started">The series; null while the magnet settled.</param>
/// <param name="Collected">Its counts; null while it had not started.</param>
/// <param name="TakenBefore">Counts of the block in its earlier series.</param>
/// <param name="IsPending">The script still waits for the answer of the command.</param>
public sealed record SeriesProgress(
    DateTimeOffset Since, MeasurementEvents.SeriesStarted? Started, CollectorProtocol.Progress? Collected, int TakenBefore, bool IsPending, double AwaySeconds)
{
    /// <summary>Of a command with one series.</summary>
    public static SeriesProgress Of(CommandRecord record, RunProgress run, Outage outage) =>
        Of(record.Last<MeasurementEvents.SeriesStarted>() is { } started && run.Measurement.OpenSeries.ContainsKey(started.Series) ? started : null, record.Request.At, 0, true, run, outage);

    /// <summary>Of a series, open or not yet begun.</summary>
    public static SeriesProgress Of(
        MeasurementEvents.SeriesStarted? started, DateTimeOffset since, int takenBefore, bool isPending, RunProgress run, Outage outage) =>
        new(since, started, started is null ? null : ProgressOf(started, run), takenBefore, isPending, outage.Away.TotalSeconds);

    private static CollectorProtocol.Progress ProgressOf(MeasurementEvents.SeriesStarted started, RunProgress run)
    {
        var session = run.Measurement;
        var counts = session.CountsOf(started.Series);
        var plan = CountPlan.Of(started.Counts) with { Taken = session.Counted.GetValueOrDefault(started.Series) };
        if (counts.Wanted is { } wanted)
            plan = plan.Change(wanted);
        if (counts.Truncated is { Length: > 0 } why)
            plan = plan.Truncate(why);
        return new CollectorProtocol.Progress(
            started.At, plan, counts.Newest?.At, counts.Newest?.Intensities ?? ImmutableDictionary<string, double>.Empty);
    }
}
