using System.Globalization;
using CsvHelper;

namespace LabActors.Export.Csv;

/// <summary>The table of analyses: facts of a run and of its extraction, then for each isotope its values, each followed by its error (1 sigma, fA).</summary>
internal static class AnalysesCsv
{
    public const string Uuid = "uuid";

    private const string Started = "started_at";

    public static Dictionary<string, string> Row(ExportedRun run)
    {
        var (record, spec) = (run.Record, run.Record.Spec);
        var row = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["run_id"] = record.RunId,
            [Uuid] = record.RunUuid,
            ["simulated"] = record.Simulated ? "true" : "false",
            ["state"] = record.State,
            ["cause"] = record.Cause,
            ["analysis_type"] = spec.AnalysisType,
            ["identifier"] = spec.Labnumber,
            ["aliquot"] = Text(record.Aliquot),
            ["step"] = record.Step < 0 ? "" : Text(record.Step),
            ["sample"] = run.Sample.Name,
            ["material"] = run.Sample.Material,
            ["project"] = run.Sample.Project,
            ["irradiation"] = run.Sample.Irradiation,
            ["repository"] = spec.RepositoryIdentifier,
            ["queue"] = run.Origin.QueueName,
            ["laboratory"] = run.Origin.Laboratory,
            ["mass_spectrometer"] = record.Instrument,
            [Started] = record.StartedAt.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
            ["duration_s"] = Text(record.Duration.TotalSeconds),
            ["extract_device"] = spec.ExtractDevice.Length > 0 ? spec.ExtractDevice : record.ExtractionDevice,
            ["extract_value"] = Text(spec.ExtractValue),
            ["extract_units"] = spec.ExtractUnits,
            ["extract_duration_s"] = Text(spec.Duration),
            ["cleanup_s"] = Text(spec.Cleanup),
            ["position"] = spec.Position,
            ["weight_mg"] = Text(spec.Weight),
            ["comment"] = spec.Comment,
            ["preceding_blank"] = record.PrecedingBlank,
            ["conditionals_tripped"] = string.Join("; ", record.Conditionals.Tripped.Where(trip => trip.Acts).Select(trip => trip.Test)),
        };
        AddAge(row, run);
        foreach (var isotope in run.Reduced.Isotopes)
        {
            var name = isotope.Isotope;
            if (row.ContainsKey($"{name}_detector"))
                name += isotope.Detector;
            row[$"{name}_detector"] = isotope.Detector;
            row[$"{name}_fit"] = isotope.Fit;
            row[$"{name}_n"] = Text(isotope.Used);
            Pair(row, $"{name}_intercept", isotope.Intercept, isotope.Error);
            Pair(row, $"{name}_baseline", isotope.Baseline, isotope.BaselineError);
            Pair(row, $"{name}_blank", isotope.Blank?.Value, isotope.Blank?.Error);
            Pair(row, $"{name}_bs_corrected", isotope.Corrected, isotope.CorrectedError);
            Pair(row, $"{name}_bl_corrected", isotope.BlankCorrected.Value, isotope.BlankCorrected.Error);
            Pair(row, $"{name}_ic_corrected", isotope.Intensity.Value, isotope.Intensity.Error);
            Pair(row, $"{name}_ifc", isotope.IcFactor.Value, isotope.IcFactor.Error);
        }

        return row;
    }

    /// <summary>The table with a run's row new or replaced, in the order in which the runs began.</summary>
    public static List<Dictionary<string, string>> Merge(IEnumerable<Dictionary<string, string>> rows, Dictionary<string, string> row) =>
    [
        .. rows.Where(other => other.GetValueOrDefault(Uuid) != row[Uuid]).Append(row)
            .OrderBy(other => other.GetValueOrDefault(Started, ""), StringComparer.Ordinal)
            .ThenBy(other => other.GetValueOrDefault(Uuid, ""), StringComparer.Ordinal),
    ];

    public static void Write(CsvWriter writer, List<Dictionary<string, string>> rows)
    {
        var columns = Columns(rows);
        foreach (var column in columns)
            writer.WriteField(column);
        writer.NextRecord();
        foreach (var row in rows)
        {
            foreach (var column in columns)
                writer.WriteField(row.GetValueOrDefault(column, ""));
            writer.NextRecord();
        }
    }

    /// <summary>Every column that some run has, isotopes heaviest first behind what all runs have: the same whichever run came first.</summary>
    private static string[] Columns(List<Dictionary<string, string>> rows)
    {
        var all = rows.SelectMany(row => row.Keys).Distinct(StringComparer.Ordinal).ToArray();
        var isotopes = all.Where(name => name.EndsWith("_detector", StringComparison.Ordinal)).Select(name => name[..^"_detector".Length])
            .OrderByDescending(name => name, StringComparer.Ordinal).ToArray();
        string? Owner(string column) => isotopes.Where(isotope => column.StartsWith(isotope + "_", StringComparison.Ordinal)).MaxBy(isotope => isotope.Length);
        return [.. all.Where(column => Owner(column) is null), .. isotopes.SelectMany(isotope => all.Where(column => Owner(column) == isotope))];
    }

    /// <summary>Ma; the age's own error is without that of J.</summary>
    private static void AddAge(Dictionary<string, string> row, ExportedRun run)
    {
        var argon = run.Reduced.Argon;
        Pair(row, "age_ma", argon?.Age?.Value, argon?.Age?.Error);
        row["age_ma_error_with_j"] = argon?.AgeErrorWithJ is { } withJ ? Text(withJ) : "";
        Pair(row, "f", argon?.F?.Value, argon?.F?.Error);
        Pair(row, "radiogenic_yield_percent", argon?.YieldPercent?.Value, argon?.YieldPercent?.Error);
        Pair(row, "k_ca", argon?.KCa?.Value, argon?.KCa?.Error);
        Pair(row, "k_cl", argon?.KCl?.Value, argon?.KCl?.Error);
        Pair(row, "j", run.Reduced.Irradiation?.J?.Value, run.Reduced.Irradiation?.J?.Error);
    }

    private static void Pair(Dictionary<string, string> row, string name, double? value, double? error)
    {
        row[name] = value is { } known ? Text(known) : "";
        row[$"{name}_error"] = error is { } sigma ? Text(sigma) : "";
    }

    private static string Text(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static string Text(int value) => value.ToString(CultureInfo.InvariantCulture);
}
