using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using LabActors.Core.Journal;
using LabActors.Core.Reduction;

namespace LabActors.Export.Json;

/// <summary>The document of a run.</summary>
public static class RunDocument
{
    /// <summary>The name of the form; its number changes when the meaning of a key does.</summary>
    public const string Form = "labactors.run/1";

    private static readonly JsonSerializerOptions Snake = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
        NumberHandling = JsonNumberHandling.AllowNamedFloatingPointLiterals,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower), new OrderedDictionaryJsonConverter() },
    };

    /// <summary>The whole run; readings that are not numbers are null. What goes by names (detectors, isotopes, settings) is in the order of the names, so that the same run is the same text.</summary>
    public static JsonObject Of(ExportedRun run, ExportSettings settings)
    {
        var record = run.Record;
        return new()
        {
            ["form"] = Form,
            ["units"] = new JsonObject { ["intensity"] = "fA", ["time"] = "s", ["error"] = "1 sigma", ["dac"] = "V", ["instant"] = "UTC, ISO 8601" },
            ["software"] = settings.Software(run.Version),
            ["laboratory"] = run.Origin.Laboratory,
            ["simulated"] = record.Simulated,
            ["uuid"] = record.RunUuid,
            ["run_id"] = record.RunId,
            ["identifier"] = record.Spec.Labnumber,
            ["aliquot"] = record.Aliquot,
            ["step"] = record.Step < 0 ? null : record.Step,
            ["analysis_type"] = record.Spec.AnalysisType,
            ["state"] = record.State,
            ["cause"] = record.Cause,
            ["queue"] = new JsonObject { ["id"] = record.QueueId, ["name"] = run.Origin.QueueName },
            ["instrument"] = record.Instrument,
            ["extraction_device"] = record.ExtractionDevice,
            ["started_at"] = Instant(record.StartedAt),
            ["ended_at"] = Instant(record.EndedAt),
            ["time_zero"] = Instant(record.TimeZero),
            ["duration_s"] = record.Duration.TotalSeconds,
            ["preceding_blank"] = record.PrecedingBlank,
            ["request"] = JsonSerializer.SerializeToNode(record.Spec, Snake),
            ["isotopes"] = new JsonArray([.. run.Reduced.Isotopes.Select(isotope => JsonSerializer.SerializeToNode(isotope, Snake))]),
            ["baselines"] = new JsonArray([.. run.Reduced.Baselines.Select(baseline => JsonSerializer.SerializeToNode(baseline, Snake))]),
            ["blank"] = JsonSerializer.SerializeToNode(run.Reduced.Blank, Snake),
            ["irradiation"] = JsonSerializer.SerializeToNode(run.Reduced.Irradiation, Snake),
            ["argon"] = JsonSerializer.SerializeToNode(run.Reduced.Argon, Snake),
            ["notes"] = JsonSerializer.SerializeToNode(run.Reduced.Notes, Snake),
            ["series"] = new JsonArray([.. record.Series.Select(Series)]),
            ["peak_centers"] = JsonSerializer.SerializeToNode(record.PeakCenters, Snake),
            ["steps"] = JsonSerializer.SerializeToNode(record.Steps, Snake),
            ["equilibrations"] = JsonSerializer.SerializeToNode(record.Equilibrations, Snake),
            ["interventions"] = JsonSerializer.SerializeToNode(record.Interventions, Snake),
            ["safe_state"] = JsonSerializer.SerializeToNode(record.SafeState, Snake),
            ["conditionals"] = JsonSerializer.SerializeToNode(record.Conditionals.Installed, Snake),
            ["conditionals_tripped"] = JsonSerializer.SerializeToNode(record.Conditionals.Tripped, Snake),
            ["scripts"] = JsonSerializer.SerializeToNode(record.Scripts, Snake),
            ["log"] = JsonSerializer.SerializeToNode(record.Log, Snake),
            ["extraction"] = JsonSerializer.SerializeToNode(record.Extraction, Snake),
            ["circumstances"] = JsonSerializer.SerializeToNode(record.Circumstances, Snake),
            ["journal"] = new JsonArray(run.Origin.FirstOrdering, run.Origin.LastOrdering),
        };
    }

    private static JsonNode Series(RunSeries series) => new JsonObject
    {
        ["number"] = series.Number,
        ["kind"] = series.Kind,
        ["counts_asked"] = series.CountsAsked,
        ["integration_s"] = series.IntegrationSeconds,
        ["started_at"] = Instant(series.StartedAt),
        ["ended_at"] = Instant(series.EndedAt),
        ["time_zero"] = Instant(series.TimeZero),
        ["how"] = series.How,
        ["set_aside"] = series.SetAside,
        ["detectors"] = new JsonArray([.. series.Detectors.Select(detector => Detector(series, detector))]),
    };

    private static JsonNode Detector(RunSeries series, string detector)
    {
        var points = series.Points(detector);
        return new JsonObject
        {
            ["detector"] = detector,
            ["isotope"] = series.Isotope(detector),
            ["count"] = new JsonArray([.. points.Select(point => (JsonNode?)point.Count)]),
            ["t"] = new JsonArray([.. points.Select(point => (JsonNode?)point.Seconds)]),
            ["intensity"] = new JsonArray([.. points.Select(point => double.IsFinite(point.Intensity) ? (JsonNode?)point.Intensity : null)]),
            ["quality"] = new JsonArray([.. points.Select(point => (JsonNode?)point.Quality)]),
        };
    }

    private static string? Instant(DateTimeOffset? at) => at?.UtcDateTime.ToString("O");
}
