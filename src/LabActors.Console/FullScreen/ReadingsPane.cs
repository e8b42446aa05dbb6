using System.Globalization;
using LabActors.Console.Screen;
using LabActors.Console.View;
using LabActors.Core.Reduction;

namespace LabActors.Console.FullScreen;

/// <summary>The newest readings of the runs that measure, what their signals come to at time zero, and how they go.</summary>
internal static class ReadingsPane
{
    private const int NameWidth = 6;
    private const int ValueWidth = 11;
    private const int InterceptWidth = 18;
    private const int FitWidth = 10;
    private const int MostRowsOfAPlot = 6;
    private const int LeastPlot = 8;

    public static void Draw(CellArea area, ScreenState state)
    {
        area.Heading("newest readings, fA", state.Unicode);
        var body = area.Below(1);
        var runs = state.View.Runs.Where(run => run is { IsInFlight: true, Readings.IsEmpty: false }).ToArray();
        if (runs.Length == 0)
            body.Put(0, 0, "nothing is being measured", Ink.Dim);
        var y = 0;
        for (var i = 0; i < runs.Length && y < body.Height; i++)
            y += Run(body.Below(y).Part(0, 0, body.Width, (body.Height - y) / (runs.Length - i)), runs[i], state.Unicode);
    }

    private static int Run(CellArea area, RunView run, bool unicode)
    {
        area.Put(0, 0, Title(run), new CellStyle(Ink.Plain, Bold: true));
        var isotopes = run.Readings.Values.Reverse().ToArray();
        var lines = Math.Clamp((area.Height - 1) / isotopes.Length, 1, MostRowsOfAPlot);
        var y = 1;
        foreach (var reading in isotopes)
        {
            var part = area.Part(0, y, area.Width, lines);
            var measured = run.Analysis.Isotopes.FirstOrDefault(isotope => isotope.Series.Isotope == reading.Isotope && isotope.Series.Detector == reading.Detector)
                ?? run.Analysis.Isotope(reading.Isotope);
            Isotope(part, reading, run.SeriesKind is RunSeries.Signal or RunSeries.Baseline ? measured : null, unicode);
            y += lines;
        }

        return y;
    }

    private static string Title(RunView run)
    {
        var counts = run.Activities.Values.FirstOrDefault(activity => activity.Rank == ActivityRank.Series) is { Of: { } of } series
            ? string.Create(CultureInfo.InvariantCulture, $" {series.Count}/{of}")
            : "";
        var age = run.Analysis.Argon?.Result().Age is { Error: { } error } known ? $"   age {Figures.Concise(known.Value, error)} Ma" : "";
        return $"{run.RunId} {run.SeriesKind}{counts}{(run.Readings.Values.Any(reading => reading.Simulated) ? " (simulated)" : "")}{age}";
    }

    private static void Isotope(CellArea area, ReadingView reading, LiveIsotope? isotope, bool unicode)
    {
        area.Put(0, 0, reading.Isotope, default, NameWidth - 1);
        area.Put(NameWidth, 0, reading.Intensity is { } value ? Figures.Intensity(value) : reading.Quality, new CellStyle(reading.Intensity is null ? Ink.Red : Ink.Plain, Bold: true), ValueWidth - 1);
        if (isotope?.Series.Intercept is not { } intercept)
            return;
        var x = NameWidth + ValueWidth;
        area.Put(x, 0, intercept.Error is { } error and > 0 ? Figures.Concise(intercept.Value, error) : Figures.Intensity(intercept.Value), default, InterceptWidth - 1);
        area.Put(x + InterceptWidth, 0, isotope.Series.Fit.Choice.Fit.ToString().ToLowerInvariant(), Ink.Dim, FitWidth - 1);
        x += InterceptWidth + FitWidth;
        if (area.Width - x >= LeastPlot)
            SignalPlot.Draw(area.Part(x, 0, area.Width - x, area.Height), isotope.Series, unicode);
    }
}
