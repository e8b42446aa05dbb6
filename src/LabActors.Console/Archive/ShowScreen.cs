using System.Globalization;
using LabActors.Console.Commands;
using LabActors.Console.Screen;
using LabActors.Core.Conditionals;
using LabActors.Core.Reduction;
using LabActors.Export;
using Spectre.Console;

namespace LabActors.Console.Archive;

/// <summary>A run as <c>lab show</c> writes it: facts, age, isotopes, conditionals, steps, notes.</summary>
internal sealed class ShowScreen(ConsoleStreams streams)
{
    private const int LabelWidth = 14;

    public void Write(ExportedRun run, string folder)
    {
        var (record, reduced) = (run.Record, run.Reduced);
        streams.Output.WriteLine($"{record.RunId}  {record.Spec.AnalysisType}  {record.State}{(record.Simulated ? "  simulated" : "")}");
        Line("cause", record.Cause);
        WriteFacts(run, folder);
        WriteAge(reduced);
        WriteIsotopes(reduced);
        WriteConditionals(record.Conditionals);
        WriteSteps(record);
        WriteScripts(record);
        foreach (var note in reduced.Notes.Concat(reduced.Isotopes.SelectMany(isotope => isotope.Notes.Select(text => $"{isotope.Isotope} {isotope.Detector}: {text}"))))
            Line("note", note);
        foreach (var warning in record.Log.Where(line => line.Level is "warning" or "error"))
            Line(warning.Level, $"{Clock(warning.At)}  {warning.Text.ReplaceLineEndings(" ")}");
    }

    private void WriteFacts(ExportedRun run, string folder)
    {
        var (record, spec) = (run.Record, run.Record.Spec);
        Line("uuid", record.RunUuid);
        Line("sample", string.Join(", ", new[] { run.Sample.Name, run.Sample.Material, run.Sample.Project }.Where(text => text.Length > 0)));
        if (run.Reduced.Irradiation is { } known)
            Line("irradiation", $"{known.Irradiation} {known.Level} {known.Position}{(known.J is { } j ? $", J {Figures.WithError(j.Value, j.Error)}" : ", no J yet")}");
        Line("queue", $"{(run.Origin.QueueName.Length > 0 ? run.Origin.QueueName : record.QueueId)}{(spec.Username.Length > 0 ? $", {spec.Username}" : "")}");
        Line("instrument", record.Instrument);
        Line("extraction", Extraction(record));
        Line("started", $"{record.StartedAt.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture)} UTC, took {Figures.Clock(record.Duration)}");
        Line("blank", run.Reduced.Blank is { } blank ? $"{blank.RunId} ({blank.AnalysisType})" : record.PrecedingBlank.Length > 0 ? $"{record.PrecedingBlank}, not taken off" : "");
        if (record.Circumstances.Provenance is { } from)
            Line("measured by", $"{from.Node}, LabActors {from.Version}, Python {from.PythonVersion}{(from.Seed.Length > 0 ? $", seed {from.Seed}" : "")}");
        Line("comment", spec.Comment);
        Line("data", folder);
    }

    private static string Extraction(RunRecord record)
    {
        var spec = record.Spec;
        var parts = new List<string>();
        if (record.ExtractionDevice.Length > 0)
            parts.Add(record.ExtractionDevice);
        if (spec.ExtractValue != 0)
            parts.Add(FormattableString.Invariant($"{spec.ExtractValue} {spec.ExtractUnits} for {spec.Duration} s"));
        if (spec.Cleanup != 0)
            parts.Add(FormattableString.Invariant($"cleanup {spec.Cleanup} s"));
        if (spec.Position.Length > 0)
            parts.Add($"position {spec.Position}");
        parts.AddRange(record.Extraction.Shots.Select(shot => FormattableString.Invariant($"shot {shot.Count} of {shot.Pipette}{(shot.Blank ? " (blank)" : "")}")));
        return string.Join(", ", parts);
    }

    private void WriteAge(ReducedAnalysis reduced)
    {
        if (reduced.Argon is not { } argon)
            return;
        Line("age", argon.Age is { } age
            ? $"{Figures.WithError(age.Value, age.Error)} Ma{(argon.AgeErrorWithJ is { } withJ ? $" (± {Figures.Error(withJ)} with the error of J)" : "")}"
            : "none");
        Line("40Ar*", Pair(argon.YieldPercent, " %"));
        Line("40Ar*/39ArK", Pair(argon.F, ""));
        Line("K/Ca, K/Cl", $"{Pair(argon.KCa, "")}, {Pair(argon.KCl, "")}");
    }

    private void WriteIsotopes(ReducedAnalysis reduced)
    {
        if (reduced.Isotopes.IsEmpty)
            return;
        var table = Table("isotope", "detector", "fit", "n", "intercept (fA)", "baseline", "blank", "corrected (fA)");
        foreach (var isotope in reduced.Isotopes)
        {
            table.AddRow(Cells(
                isotope.Isotope, isotope.Detector, $"{isotope.Fit} {isotope.ErrorType}", isotope.Used == isotope.Total ? $"{isotope.Used}" : $"{isotope.Used} of {isotope.Total}",
                Figures.WithError(isotope.Intercept, isotope.Error), Known(isotope.Baseline, isotope.BaselineError), Known(isotope.Blank?.Value, isotope.Blank?.Error),
                Figures.WithError(isotope.Intensity.Value, isotope.Intensity.Error)));
        }

        Write(table);
    }

    private void WriteConditionals(RunConditionals conditionals)
    {
        Line("conditionals", conditionals.Installed.IsEmpty ? "" : $"{conditionals.Installed.Length} watched, {conditionals.Tripped.Length} tripped");
        foreach (var trip in conditionals.Tripped)
            Line("", ConditionalWords.Of(trip));
    }

    private void WriteSteps(RunRecord record)
    {
        var table = Table("step", "began (UTC)", "took", "outcome");
        foreach (var step in record.Steps)
        {
            table.AddRow(Cells(
                step.Name, Clock(step.StartedAt), step.EndedAt is { } end ? Figures.Clock(end - step.StartedAt) : "",
                step.Reason.Length > 0 ? $"{step.Outcome}: {step.Reason}" : step.Outcome));
        }

        Write(table);
        foreach (var series in record.Series)
            Line(series.Kind, FormattableString.Invariant($"{series.Readings.Count} of {series.CountsAsked} counts of {series.IntegrationSeconds} s on {series.Detectors.Length} detectors{(series.SetAside ? ", set aside" : "")}"));
    }

    private void WriteScripts(RunRecord record)
    {
        foreach (var script in record.Scripts)
            Line("script", $"{script.Path}  sha256 {script.Sha256[..Math.Min(12, script.Sha256.Length)]}  {script.Outcome}{(script.Error.Length > 0 ? $": {script.Error.ReplaceLineEndings(" ")}" : "")}");
    }

    private void Line(string label, string text)
    {
        if (text.Length > 0)
            streams.Output.WriteLine($"  {label.PadRight(LabelWidth)}{text}");
    }

    private void Write(Table table)
    {
        if (table.Rows.Count == 0)
            return;
        streams.Output.WriteLine();
        streams.Ansi.Write(new Padder(table, new Padding(2, 0, 0, 0)));
        streams.Output.WriteLine();
    }

    private static Table Table(params string[] columns)
    {
        var table = new Table { Border = TableBorder.None, ShowRowSeparators = false };
        foreach (var name in columns)
            table.AddColumn(new TableColumn(name) { NoWrap = true });
        return table;
    }

    private static IEnumerable<Text> Cells(params string[] cells) => cells.Select(cell => new Text(cell));

    private static string Known(double? value, double? error) => value is null ? "" : Figures.WithError(value, error);

    private static string Pair(Quantity? quantity, string unit) => quantity is { } known ? $"{Figures.WithError(known.Value, known.Error)}{unit}" : "none";

    private static string Clock(DateTimeOffset at) => at.UtcDateTime.ToString("HH:mm:ss", CultureInfo.InvariantCulture);
}
