using System.Collections.Immutable;
using System.Xml;
using System.Xml.Linq;
using LabActors.Actors.Results.Rows;

namespace LabActors.Actors.Results.Report;

/// <summary>
/// A queue's report: one HTML file that needs nothing else, neither network nor scripts, readable on screens light and dark and on
/// paper. Facts of the queue, a table of its runs, their timeline, and each run's isotopes with their evolutions.
/// </summary>
public static class ResultsReport
{
    /// <summary>Writes the report into a file, in place of one that was there.</summary>
    public static void Write(string path, QueueFacts queue, IReadOnlyList<AnalysisRow> analyses)
    {
        using var file = new StreamWriter(path);
        Write(file, queue, analyses);
    }

    /// <summary>Writes the report.</summary>
    public static void Write(TextWriter writer, QueueFacts queue, IReadOnlyList<AnalysisRow> analyses)
    {
        var ordered = analyses.OrderBy(analysis => analysis.StartedAt).ThenBy(analysis => analysis.RunId, StringComparer.Ordinal).ToArray();
        writer.Write("<!DOCTYPE html>\n");
        using var xml = XmlWriter.Create(writer, new XmlWriterSettings { OmitXmlDeclaration = true, Indent = true, IndentChars = " ", NewLineChars = "\n", ConformanceLevel = ConformanceLevel.Fragment });
        Page(queue, ordered).WriteTo(xml);
        xml.Flush();
        writer.Write('\n');
    }

    private static XElement Page(QueueFacts queue, AnalysisRow[] analyses) => new(
        "html", new XAttribute("lang", "en"),
        new XElement(
            "head",
            new XElement("meta", new XAttribute("charset", "utf-8")),
            new XElement("meta", new XAttribute("name", "viewport"), new XAttribute("content", "width=device-width, initial-scale=1")),
            Element("title", queue.Title),
            new XElement("style", ReportStyle.Css)),
        new XElement(
            "body",
            Element("h1", queue.Title),
            Banner(analyses),
            new XElement("dl", queue.Facts.Select(fact => new object[] { Element("dt", fact.Name), Element("dd", fact.Value) }), analyses.Length > 0 ? [] : new object[] { Element("dt", "runs"), Element("dd", "none") }),
            analyses.Length == 0 ? null : new object?[] { Runs(analyses), Timeline(analyses), Ages(analyses), Element("h2", "Analyses"), PlotLegend(), analyses.Select(RunSection.Write) },
            Element("footer", "Intercepts are at time zero, in fA, with errors of 1 sigma; baseline-corrected values carry no error of the baseline. Instants are laboratory time.")));

    /// <summary>What the colours of a timeline mean.</summary>
    internal static ImmutableArray<(string Style, string Text)> TimelineKeys { get; } =
        [("k-extraction", "extraction"), ("k-measurement", "measurement"), ("k-post", "post-measurement"), ("k-equilibration", "inlet open"), ("k-overlap", "two runs overlap")];

    /// <summary>What the colours of an isotope's evolution mean.</summary>
    internal static ImmutableArray<(string Style, string Text)> PlotKeys { get; } =
        [("k-signal", "signal"), ("k-fit", "fit and intercept ± 1 sigma"), ("k-outlier", "left out"), ("k-sniff", "sniff (equilibration)"), ("k-baseline", "baseline")];

    internal static XElement? Banner(IReadOnlyCollection<AnalysisRow> analyses)
    {
        var simulated = analyses.Count(analysis => analysis.Simulated);
        if (simulated == 0) return null;
        var which = simulated == analyses.Count ? "All runs of this report are" : $"{simulated} of {analyses.Count} runs of this report are";
        return new("p", new XAttribute("class", "banner"), new XAttribute("role", "note"), new XElement("strong", "Simulated. "), $"{which} of a simulated laboratory: no gas was measured.");
    }

    private static object[] Runs(AnalysisRow[] analyses)
    {
        var isotopes = analyses.SelectMany(analysis => analysis.Isotopes).Select(Name).Distinct().ToArray();
        var dated = analyses.Any(analysis => analysis.Age is not null);
        return
        [
            Element("h2", "Runs"),
            new XElement("div", new XAttribute("class", "wide"), new XElement(
                "table", new XAttribute("class", "runs"),
                new XElement("thead", new XElement(
                    "tr", new[] { "Run", "Type", "State", "", "Duration (h:mm:ss)", "Overlap (h:mm:ss)" }.Select(name => Element("th", name)), dated ? Number("th", "Age (Ma)") : null, isotopes.Select(name => Number("th", $"{name} (fA)")))),
                new XElement("tbody", analyses.Select((analysis, i) => Run(analysis, i == 0 ? null : analyses[i - 1], isotopes, dated))))),
        ];
    }

    private static XElement Run(AnalysisRow analysis, AnalysisRow? previous, string[] isotopes, bool dated)
    {
        var overlap = previous is null ? 0 : RunTimeline.OverlapSeconds(previous, analysis);
        return new(
            "tr",
            new XElement("td", new XElement("a", new XAttribute("href", $"#{Anchor(analysis)}"), ValueText.Printable(analysis.RunId))),
            Element("td", analysis.AnalysisType),
            State("td", analysis),
            new XElement("td", analysis.Simulated ? Simulated() : null),
            Element("td", ValueText.Clock(analysis.DurationSeconds)),
            Element("td", overlap > 0 ? ValueText.Clock(overlap) : "–"),
            dated ? Number("td", ValueText.WithError(analysis.Age, analysis.AgeError)) : null,
            isotopes.Select(name => Number("td", analysis.Isotopes.Find(isotope => Name(isotope) == name) is { } found ? ValueText.WithError(found.Intercept, found.Error) : "–")));
    }

    internal static object[] Timeline(IReadOnlyList<AnalysisRow> analyses) =>
    [
        Element("h2", "Timeline"),
        new XElement("figure", RunTimeline.Draw(analyses)),
        Legend(TimelineKeys),
    ];

    internal static object[]? Ages(IReadOnlyCollection<AnalysisRow> analyses) => AgeGroup.Of(analyses) is not { IsEmpty: false } groups ? null :
    [
        Element("h2", "Ages"),
        new XElement("div", new XAttribute("class", "plots"), groups.Select(group => new XElement("figure", new XAttribute("class", "plot"), ResultsPlot.Draw(group)))),
    ];

    internal static XElement PlotLegend() =>
        Legend(PlotKeys);

    internal static XElement Legend(IEnumerable<(string Style, string Text)> keys) => new(
        "p", new XAttribute("class", "legend"), keys.Select(key => new XElement("span", new XElement("i", new XAttribute("class", key.Style), ""), key.Text)));

    internal static XElement Element(string name, string text) => new(name, ValueText.Printable(text));

    internal static XElement Number(string name, string text) => new(name, new XAttribute("class", "number"), ValueText.Printable(text));

    internal static XElement State(string name, AnalysisRow analysis) => new(
        name, new XAttribute("class", analysis.State is "success" or "truncated" ? $"state-{analysis.State}" : "state-other"), ValueText.Printable(analysis.State));

    internal static XElement Simulated() => new("span", new XAttribute("class", "simulated"), "simulated");

    internal static string Anchor(AnalysisRow analysis) => $"run-{analysis.Uuid}";

    private static string Name(IsotopeRow isotope) => $"{isotope.Isotope} {isotope.Detector}";
}
