using System.Collections.Immutable;
using System.Xml.Linq;
using LabActors.Actors.Results.Rows;

namespace LabActors.Actors.Results.Report;

/// <summary>
/// Analyses as drawings in a file: a timeline when there are several, an ideogram for each identifier and a spectrum for each aliquot that was heated in steps,
/// and the evolution of each isotope with its fit and residuals.
/// </summary>
public static class ResultsPlot
{
    private const double Width = 1000, Gap = 16, HeadingHeight = 30;

    /// <summary>Writes the drawings of analyses into a file: a page when its name ends in <c>.html</c>, else a picture.</summary>
    /// <param name="analyses">In the order in which they began.</param>
    public static void Write(string path, string title, IReadOnlyList<AnalysisRow> analyses) =>
        DrawingFile.Write(path, title, () => Body(analyses), () => Picture(title, analyses));

    private static object?[] Body(IReadOnlyList<AnalysisRow> analyses) =>
    [
        ResultsReport.Banner(analyses),
        analyses.Count > 1 ? ResultsReport.Timeline(analyses) : null,
        ResultsReport.Ages(analyses),
        ResultsReport.PlotLegend(),
        analyses.Select(RunSection.Write),
    ];

    private static XElement Picture(string title, IReadOnlyList<AnalysisRow> analyses)
    {
        var content = new List<object?>();
        double y = HeadingHeight;
        content.Add(Svg.Text("heading", Gap, 20, $"{ValueText.Printable(title)}{(analyses.Any(analysis => analysis.Simulated) ? " (simulated)" : "")}"));
        if (analyses.Count > 1)
            y = Legend(content, ResultsReport.TimelineKeys, Place(content, [RunTimeline.Draw(analyses)], y));
        y = Place(content, [.. AgeGroup.Of(analyses).Select(Draw)], y);
        var measured = analyses.Where(analysis => analysis.Isotopes.Count > 0).ToArray();
        if (measured.Length > 0)
            y = Legend(content, ResultsReport.PlotKeys, y);
        foreach (var analysis in measured)
        {
            var simulated = analysis.Simulated ? ", simulated" : "";
            content.Add(Svg.Text("heading", Gap, y + 20, $"{ValueText.Printable(analysis.RunId)}, {analysis.AnalysisType}, {analysis.State}{simulated}"));
            y = Place(content, [.. analysis.Isotopes.Select(isotope => IsotopePlot.Draw(analysis, isotope))], y + HeadingHeight);
        }

        return Svg.Drawing(Width, y, ValueText.Printable(title), $"{analyses.Count} analyses", [.. content]);
    }

    private static double Legend(List<object?> content, ImmutableArray<(string Style, string Text)> keys, double y)
    {
        content.Add(Svg.Legend(Gap, y + 12, keys));
        return y + Svg.LegendHeight;
    }

    /// <summary>The drawing of a group.</summary>
    internal static XElement Draw(AgeGroup group) => group.IsSpectrum ? AgeSpectrum.Draw(group) : Ideogram.Draw(group);

    /// <summary>Puts drawings side by side into lines, below what is there.</summary>
    /// <returns>Where the next may begin.</returns>
    private static double Place(List<object?> content, IReadOnlyList<XElement> drawings, double y)
    {
        double x = 0, lineHeight = 0;
        foreach (var drawing in drawings)
        {
            var (width, height) = Svg.Size(drawing);
            if (x > 0 && x + width > Width)
                (x, y, lineHeight) = (0, y + lineHeight + Gap, 0);
            content.Add(Svg.Placed(drawing, x, y));
            (x, lineHeight) = (x + width + Gap, Math.Max(lineHeight, height));
        }

        return drawings.Count == 0 ? y : y + lineHeight + Gap;
    }
}
