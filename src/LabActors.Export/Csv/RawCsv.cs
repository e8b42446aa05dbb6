using System.Globalization;
using CsvHelper;
using LabActors.Core.Reduction;

namespace LabActors.Export.Csv;

/// <summary>The readings of a run as Pychron's raw export has them: facts of the run, then blocks of equilibration, signal and baseline.</summary>
internal static class RawCsv
{
    private static readonly (string Title, string Kind)[] Blocks =
        [("EQUILIBRATION", RunSeries.Sniff), ("SIGNAL", RunSeries.Signal), ("BASELINE", RunSeries.Baseline), ("WHIFF", "whiff")];

    public static void Write(CsvWriter writer, ExportedRun run)
    {
        var record = run.Record;
        Line(writer, "RUNID", "UUID", "PROJECT", "SAMPLE", "REPOSITORY", "SIMULATED");
        Line(writer, record.RunId, record.RunUuid, run.Sample.Project, run.Sample.Name, record.Spec.RepositoryIdentifier, record.Simulated ? "true" : "false");
        foreach (var (title, kind) in Blocks)
        {
            var columns = record.Valid.Where(series => series.Kind == kind)
                .SelectMany(series => series.Detectors.Select(detector => (Name: Name(series, detector), Points: series.Points(detector))))
                .GroupBy(column => column.Name)
                .Select(group => (Name: group.Key, Points: group.SelectMany(column => column.Points).ToArray()))
                .ToArray();
            if (columns.Length == 0)
                continue;
            Line(writer);
            Line(writer, title);
            Line(writer, ["COUNTER", .. columns.SelectMany(column => (string[])[$"{column.Name}TIME", $"{column.Name}INTENSITY"])]);
            for (var i = 0; i < columns.Max(column => column.Points.Length); i++)
                Line(writer, [(i + 1).ToString(CultureInfo.InvariantCulture), .. columns.SelectMany(column => Cells(column.Points, i))]);
        }
    }

    /// <summary>An isotope on its detector; a baseline is the detector's own.</summary>
    private static string Name(RunSeries series, string detector)
    {
        var isotope = series.Kind == RunSeries.Baseline ? "" : series.Isotope(detector);
        var twice = isotope.Length > 0 && series.IsotopeOfDetector.Values.Count(other => other == isotope) > 1;
        return (isotope.Length == 0 ? detector : twice ? isotope + detector : isotope).ToUpperInvariant();
    }

    private static string[] Cells(SeriesPoint[] points, int i) =>
        i >= points.Length ? ["", ""] : [Number(points[i].Seconds), double.IsFinite(points[i].Intensity) ? Number(points[i].Intensity) : ""];

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static void Line(CsvWriter writer, params IEnumerable<string> fields)
    {
        foreach (var field in fields)
            writer.WriteField(field);
        writer.NextRecord();
    }
}
