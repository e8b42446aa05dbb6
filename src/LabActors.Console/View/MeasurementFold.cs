using System.Collections.Immutable;
using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.MeasurementEvents;

namespace LabActors.Console.View;

/// <summary>Folds what a run journals of its measurement.</summary>
internal static class MeasurementFold
{
    private const string Series = "series";
    private const string Equilibration = "equilibration";

    public static LabView Apply(LabView view, string source, IJournalEvent journalEvent) => journalEvent switch
    {
        DetectorsActivated => view.WithRunOf(source, run => run with { Readings = ImmutableSortedDictionary<string, ReadingView>.Empty }),
        IsotopesAssigned e => view.WithRunOf(source, run => run with { IsotopeOfDetector = e.IsotopeOfDetector }),
        InletOpened e => view.WithRunOf(source, run => run.With(
            Equilibration,
            new ActivityView(ActivityRank.Equilibration, "equilibration", e.At, e.EquilibrationSeconds))),
        InletClosed => view.WithRunOf(source, run => run.Without(Equilibration)),
        EquilibrationFailed e => view.WithRunOf(source, run => run.Without(Equilibration))
            .NoteOfRun(source, e.At, "error", $"equilibration failed: {e.Reason}"),
        SeriesStarted e => view.WithRunOf(source, run => Start(run, e)),
        ReadingTaken e => view.WithRunOf(source, run => Take(run, e)),
        SeriesEnded e => EndSeries(view, source, e),
        PeakCenterMeasured { CenterDac: null } e =>
            view.NoteOfRun(source, e.At, "warning", $"no peak center of {e.Isotope} on {e.Detector}: {e.Reason}"),
        _ => view,
    };

    private static RunView Start(RunView run, SeriesStarted e) =>
        (run with { IsotopeOfDetector = e.IsotopeOfDetector, SeriesKind = e.Kind }).With(
            Series,
            new ActivityView(ActivityRank.Series, e.Kind, e.At, e.Counts * e.IntegrationSeconds, 0, e.Counts));

    private static RunView Take(RunView run, ReadingTaken e)
    {
        var readings = run.Readings.ToBuilder();
        foreach (var detector in e.Intensities.Keys.Union(e.Quality.Keys))
        {
            // A detector that collects no isotope is shown under its own name.
            var isotope = run.IsotopeOfDetector.GetValueOrDefault(detector, detector);
            double? intensity = e.Intensities.TryGetValue(detector, out var value) ? value : null;
            readings[isotope] = new ReadingView(isotope, detector, intensity, e.Quality.GetValueOrDefault(detector, ""), run.SeriesKind, e.At, e.Simulated);
        }

        var taken = run with { Readings = readings.ToImmutable() };
        return taken.Activities.TryGetValue(Series, out var series) ? taken.With(Series, series with { Count = e.Count }) : taken;
    }

    private static LabView EndSeries(LabView view, string source, SeriesEnded e)
    {
        var ended = view.WithRunOf(source, run => run.Without(Series));
        return e.How == "complete"
            ? ended
            : ended.NoteOfRun(source, e.At, "warning", $"{view.RunBySource(source)?.SeriesKind ?? "series"} {e.How} after {e.Counts} counts");
    }
}
