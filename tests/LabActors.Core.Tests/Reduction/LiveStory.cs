using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Reduction;
using LabActors.Core.Runs;

namespace LabActors.Core.Tests.Reduction;

/// <summary>An analysis made of series that a test names, each with the points that it names.</summary>
internal sealed class LiveStory(AnalysisInputs? inputs = null, string type = "unknown")
{
    public static readonly DateTimeOffset TimeZero = new(2026, 3, 1, 20, 0, 0, TimeSpan.Zero);
    private readonly List<IJournalEvent> _events =
    [
        new RunEvents.RunStarted(
            TimeZero.AddMinutes(-10), "u", "q", "24701-01", 1, -1, "Argus", "co2",
            new RunSpec { Labnumber = "24701", DeclaredAnalysisType = type }, false, false, true, "", inputs),
    ];

    private int _series;

    public LiveAnalysis Analysis => _events.Aggregate(LiveAnalysis.Empty, (analysis, e) => analysis.Apply(e));

    public LiveStory Fits(params (string Name, string Fit)[] fits) => Say(new MeasurementEvents.FitsSet(TimeZero, Settings(fits)));

    public LiveStory BaselineFits(params (string Name, string Fit)[] fits) => Say(new MeasurementEvents.BaselineFitsSet(TimeZero, Settings(fits)));

    public LiveStory Say(IJournalEvent e)
    {
        _events.Add(e);
        return this;
    }

    /// <summary>A line with an alternating wobble, so that errors are not zero.</summary>
    public LiveStory Line(string isotope, string detector, double intercept, double slope) => Take("signal", isotope, detector,
        [.. Enumerable.Range(1, 20).Select(i => new SeriesPoint(15 + i, intercept + (slope * (15 + i)) + (i % 2 == 0 ? 0.01 : -0.01), i))]);

    public LiveStory Baseline(string detector, params double[] values) =>
        Take("baseline", "", detector, [.. values.Select((v, i) => new SeriesPoint(200 + i, v, i + 1))]);

    public LiveStory Take(string kind, string isotope, string detector, params SeriesPoint[] points)
    {
        var series = ++_series;
        Say(new MeasurementEvents.SeriesStarted(TimeZero, series, kind, points.Length, 1, TimeZero, ImmutableDictionary<string, string>.Empty.Add(detector, isotope)));
        foreach (var p in points)
        {
            var intensities = ImmutableDictionary<string, double>.Empty;
            var quality = ImmutableDictionary<string, string>.Empty;
            Say(new MeasurementEvents.ReadingTaken(
                TimeZero.AddSeconds(p.Seconds), series, p.Count,
                p.Quality == "missing" ? intensities : intensities.Add(detector, p.Intensity),
                p.Quality == SeriesPoint.Good ? quality : quality.Add(detector, p.Quality)));
        }

        return Say(new MeasurementEvents.SeriesEnded(TimeZero, series, "complete", points.Length));
    }

    private static ImmutableDictionary<string, FitSetting> Settings((string Name, string Fit)[] fits) =>
        fits.ToImmutableDictionary(f => f.Name, f => new FitSetting(f.Fit));
}
