using System.Xml.Linq;
using LabActors.Actors.Results.Rows;
using static LabActors.Actors.Results.Report.ResultsReport;

namespace LabActors.Actors.Results.Report;

/// <summary>One run's part of the report.</summary>
internal static class RunSection
{
    public static XElement Write(AnalysisRow analysis) => new(
        "article", new XAttribute("id", Anchor(analysis)),
        new XElement("h3", ValueText.Printable(analysis.RunId), " ", State("span", analysis), " ", analysis.Simulated ? Simulated() : null),
        Soft($"{analysis.AnalysisType}, {analysis.Instrument}, {ValueText.Instant(analysis.StartedAt)}, {ValueText.Duration(analysis.DurationSeconds)}"),
        analysis.Cause.Length > 0 ? Element("p", $"Cause: {analysis.Cause}") : null,
        analysis.Age is { } age ? Element("p", $"Age: {ValueText.WithError(age, analysis.AgeError)} Ma; with the error of J ± {ValueText.Error(analysis.AgeErrorWithJ)}. 40Ar*: {ValueText.WithError(analysis.YieldPercent, analysis.YieldPercentError)} %.") : null,
        analysis.Trips.Count > 0 ? Element("p", $"Conditionals that tripped: {string.Join("; ", analysis.Trips.Select(trip => $"{trip.Kind} {trip.Test} {trip.Seen}"))}") : null,
        analysis.Isotopes.Count > 0 ? Isotopes(analysis) : Soft("No isotope was measured."),
        analysis.Isotopes.Count > 0 ? Plots(analysis) : null,
        analysis.Notes.Length > 0 ? Element("p", $"Notes: {analysis.Notes.Replace("\n", "; ", StringComparison.Ordinal)}") : null,
        Scripts(analysis),
        Log(analysis));

    private static XElement Soft(string text) => new("p", new XAttribute("class", "soft"), ValueText.Printable(text));

    private static XElement Isotopes(AnalysisRow analysis) => new(
        "div", new XAttribute("class", "wide"),
        new XElement(
            "table",
            new XElement(
                "thead",
                new XElement(
                    "tr", Element("th", "Isotope"), Element("th", "Detector"), Number("th", "Intercept (fA)"), Element("th", "Fit"), Number("th", "n"),
                    Number("th", "Baseline (fA)"), Number("th", "Corrected (fA)"), Element("th", "Notes"))),
            new XElement("tbody", analysis.Isotopes.Select(Row))));

    private static XElement Row(IsotopeRow isotope) => new(
        "tr",
        Element("td", isotope.Isotope),
        Element("td", isotope.Detector),
        Number("td", ValueText.WithError(isotope.Intercept, isotope.Error)),
        Element("td", $"{isotope.Fit} {isotope.ErrorType}"),
        Number("td", isotope.Used == isotope.Total ? $"{isotope.Used}" : $"{isotope.Used} of {isotope.Total}"),
        Number("td", ValueText.WithError(isotope.Baseline, isotope.BaselineError)),
        Number("td", ValueText.WithError(isotope.Corrected, isotope.CorrectedError)),
        new XElement("td", new XAttribute("class", "text"), ValueText.Printable(isotope.Notes.Replace("\n", "; ", StringComparison.Ordinal))));

    private static XElement Plots(AnalysisRow analysis) => new(
        "div", new XAttribute("class", "plots"), analysis.Isotopes.Select(isotope => new XElement("figure", new XAttribute("class", "plot"), IsotopePlot.Draw(analysis, isotope))));

    private static XElement? Scripts(AnalysisRow analysis) => analysis.Scripts.Count == 0 ? null : new(
        "details", Element("summary", "Scripts"),
        new XElement("pre", string.Join('\n', analysis.Scripts.Select(script => ValueText.Printable($"{script.Kind,-18} {script.Path}  sha256 {script.Sha256}  {script.Outcome}")))));

    private static XElement? Log(AnalysisRow analysis) => analysis.Log.Count == 0 ? null : new(
        "details", Element("summary", $"Log, {analysis.Log.Count} lines"),
        new XElement("pre", string.Join('\n', analysis.Log.Select(line => ValueText.Printable($"{ValueText.Instant(line.At)}  {line.Level,-7}  {line.Text}")))));
}
