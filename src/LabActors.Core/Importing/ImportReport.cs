using System.Globalization;
using System.Text;

namespace LabActors.Core.Importing;

/// <summary>Tells people what became of a set-up folder.</summary>
public static class ImportReport
{
    /// <summary>The outcomes, those that somebody has to look at first, each with what it means.</summary>
    public static IReadOnlyList<(ImportOutcome Outcome, string Title, string Meaning)> Outcomes { get; } =
    [
        (ImportOutcome.LeftOut, "left out", "not in lab.yaml, or nothing there uses it"),
        (ImportOutcome.Assumed, "assumed", "the set-up does not say it: look at it, and put the right value into lab.yaml"),
        (ImportOutcome.Changed, "changed", "in lab.yaml in another form"),
        (ImportOutcome.Taken, "taken", "in lab.yaml as it was"),
        (ImportOutcome.NotNeeded, "not needed", "understood; LabActors has no use for it"),
    ];

    /// <summary>The report as a document.</summary>
    /// <param name="imported">The laboratory.</param>
    /// <param name="from">The set-up folder.</param>
    public static string Markdown(ImportedLab imported, string from)
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"# Import of {imported.Lab.Name}\n\nFrom `{from}`: {Summary(imported)}.\n\n| | | |\n|---|---:|---|\n");
        foreach (var (outcome, title, meaning) in Outcomes)
            text.Append(CultureInfo.InvariantCulture, $"| {title} | {Count(imported, outcome)} | {meaning} |\n");
        foreach (var (outcome, title, _) in Outcomes.Where(o => Count(imported, o.Outcome) > 0))
        {
            text.Append(CultureInfo.InvariantCulture, $"\n## {char.ToUpperInvariant(title[0])}{title[1..]}\n\n| What | Where | |\n|---|---|---|\n");
            foreach (var finding in imported.Findings.Where(f => f.Outcome == outcome))
                text.Append(CultureInfo.InvariantCulture, $"| {Cell(finding.What)} | {Cell(finding.Place)} | {Cell(finding.Told)} |\n");
        }

        return text.ToString();
    }

    /// <summary>What the laboratory has, in a line.</summary>
    public static string Summary(ImportedLab imported)
    {
        var lab = imported.Lab;
        var interlocks = lab.Valves.Sum(v => v.Interlocks.Length + v.PositiveInterlocks.Length);
        return string.Create(CultureInfo.InvariantCulture,
            $"{lab.Valves.Length} valves and switches, {interlocks} interlocks, {lab.Pipettes.Length} pipettes, {lab.Volumes.Length} volumes, {lab.Devices.Length} devices on {lab.Ports.Length} ports, {lab.Gauges.Length} gauges, {lab.Pumps.Length} pumps, {lab.Instruments.Length} {(lab.Instruments.Length == 1 ? "spectrometer" : "spectrometers")} with {lab.Instruments.Sum(i => i.Detectors.Length)} detectors, {lab.ExtractionDevices.Length} extraction devices, {lab.Resources.Length} flags");
    }

    /// <summary>How many findings there are of an outcome.</summary>
    public static int Count(ImportedLab imported, ImportOutcome outcome) => imported.Findings.Count(f => f.Outcome == outcome);

    private static string Cell(string text) => string.Join(' ', text.Split(['\r', '\n'], StringSplitOptions.RemoveEmptyEntries)).Replace("|", "\\|", StringComparison.Ordinal);
}
