using System.Globalization;
using System.Text.Json.Nodes;
using LabActors.Core.Measurement;
using LabActors.Core.Positions;
using LabActors.Core.Reduction;
using static LabActors.Core.Journal.Events.ExtractionEvents;

namespace LabActors.Export.Dvc;

/// <summary>The parts of an analysis that Pychron keeps in files of their own.</summary>
internal static class DvcParts
{
    /// <summary>Raw series of the analysis; series that a script has set aside and readings that are not good are not Pychron's to fit.</summary>
    public static JsonObject Data(ExportedRun run, DvcIsotopes isotopes)
    {
        var record = run.Record;
        JsonArray Of(string kind) => new([.. isotopes.InOrder.Select(isotope => (JsonNode?)new JsonObject
        {
            ["blob"] = DvcBlob.Pack(DvcIsotopes.Points(record, kind, isotope.Isotope, isotope.Detector)),
            ["detector"] = isotope.Detector,
            ["isotope"] = isotope.Key,
        })]);
        var data = new JsonObject
        {
            ["baselines"] = new JsonArray([.. isotopes.Detectors.Select(detector => (JsonNode?)new JsonObject
            {
                ["blob"] = DvcBlob.Pack(DvcIsotopes.Baseline(record, detector)),
                ["detector"] = detector,
            })]),
            ["data_collection_commit"] = ExportSettings.SourceCommit(run.Version),
            ["encoding"] = "base64",
            ["format"] = DvcBlob.Format,
            ["signals"] = Of(RunSeries.Signal),
            ["sniffs"] = Of(RunSeries.Sniff),
        };
        if (record.Simulated)
            data["simulated"] = true;
        return data;
    }

    /// <summary>Intercepts by isotope.</summary>
    public static JsonObject Intercepts(ExportedRun run, DvcIsotopes isotopes) => new(run.Reduced.Isotopes.Select(isotope => KeyValuePair.Create(
        isotopes.Key(isotope.Isotope, isotope.Detector), (JsonNode?)Fit(isotope.Filter, isotope.Fit, isotope.ErrorType, isotope.Intercept, isotope.Error))));

    /// <summary>Baselines by detector.</summary>
    public static JsonObject Baselines(ExportedRun run) => new(run.Reduced.Baselines.Select(baseline =>
    {
        var fit = Fit(baseline.Filter, baseline.Fit, baseline.ErrorType, baseline.Value, baseline.Error);
        fit["modifier_error"] = 0.0;
        fit["modifier_value"] = 0.0;
        return KeyValuePair.Create(baseline.Detector, (JsonNode?)fit);
    }));

    /// <summary>Blanks by isotope, as they were taken from the run before.</summary>
    public static JsonObject Blanks(ExportedRun run, DvcIsotopes isotopes) => new(run.Reduced.Isotopes.Where(isotope => isotope.Blank is not null).Select(isotope => KeyValuePair.Create(
        isotopes.Key(isotope.Isotope, isotope.Detector), (JsonNode?)new JsonObject
        {
            ["error"] = isotope.Blank?.Error ?? 0.0,
            ["error_type"] = "",
            ["fit"] = "previous",
            ["references"] = new JsonArray(new JsonObject { ["exclude"] = false, ["record_id"] = run.Reduced.Blank?.RunId ?? run.Record.PrecedingBlank }),
            ["value"] = isotope.Blank?.Value,
        })));

    /// <summary>Factors between detectors; those of an analysis as it was collected.</summary>
    public static JsonObject IcFactors(ExportedRun run, DvcIsotopes isotopes) => new(isotopes.Detectors.Select(detector =>
    {
        var factor = run.Reduced.Isotopes.FirstOrDefault(isotope => isotope.Detector == detector)?.IcFactor
            ?? (run.Record.Analysis.Inputs.Detectors.TryGetValue(detector, out var known) ? known.IcFactor : new Quantity(1));
        return KeyValuePair.Create(detector, (JsonNode?)new JsonObject
        {
            ["error"] = factor.Error ?? 0.0,
            ["fit"] = "default",
            ["references"] = new JsonArray(),
            ["value"] = factor.Value,
        });
    }));

    /// <summary>What the extraction was asked for and where the stage stood.</summary>
    public static JsonObject Extraction(ExportedRun run, TimeZoneInfo zone)
    {
        var (record, spec) = (run.Record, run.Record.Spec);
        var extraction = new JsonObject
        {
            ["beam_diameter"] = spec.BeamDiameter,
            ["cleanup_duration"] = spec.Cleanup,
            ["commit"] = DvcAnalysis.NoCommit,
            ["cryo_temperature"] = spec.CryoTemperature,
            ["extract_device"] = spec.ExtractDevice.Length > 0 ? spec.ExtractDevice : record.ExtractionDevice,
            ["extract_duration"] = spec.Duration,
            ["extract_units"] = spec.ExtractUnits,
            ["extract_value"] = spec.ExtractValue,
            ["extraction_context"] = new JsonObject(record.Extraction.Context.Select(pair => KeyValuePair.Create(pair.Key, JsonNode.Parse(pair.Value.GetRawText())))),
            ["grain_polygons"] = Media(record, "grain_polygon"),
            ["light_value"] = Whole(spec.LightValue),
            ["load_holder"] = "",
            ["load_name"] = spec.LoadName,
            ["pattern"] = spec.Pattern,
            ["pipette_counts"] = new JsonArray([.. record.Extraction.PipetteCounts.OrderBy(count => count.Key, StringComparer.Ordinal).Select(count => (JsonNode?)new JsonArray(count.Key, count.Value))]),
            ["positions"] = new JsonArray([.. Positions(run)]),
            ["post_cleanup_duration"] = spec.PostCleanup,
            ["pre_cleanup_duration"] = spec.PreCleanup,
            ["ramp_duration"] = spec.RampDuration,
            ["ramp_rate"] = spec.RampRate,
            ["snapshots"] = Media(record, "snapshot"),
            ["timestamp"] = DvcTime.Local(record.Steps.Find(step => step.Name == "extraction")?.EndedAt ?? record.EndedAt ?? record.LastKnownAt, zone),
            ["tray"] = spec.Tray,
            ["videos"] = Media(record, "video"),
            ["weight"] = spec.Weight,
        };
        DvcResponse.AddTo(extraction, record.Extraction);
        if (record.Simulated)
            extraction["simulated"] = true;
        return extraction;
    }

    /// <summary>The newest good peak center of each detector; null when the run has none.</summary>
    public static JsonObject? PeakCenters(RunRecord run)
    {
        var centers = run.PeakCenters.Where(center => center is { Shape: not null, Dacs.Length: > 0 }).GroupBy(center => center.Detector).Select(group => group.Last()).ToArray();
        if (centers.Length == 0)
            return null;
        var found = new JsonObject
        {
            ["fmt"] = DvcBlob.Format,
            ["interpolation"] = "",
            ["reference_detector"] = centers[0].Detector,
            ["reference_isotope"] = centers[0].Isotope,
        };
        foreach (var center in centers)
            found[center.Detector] = PeakCenter(center, center.Shape!);
        return found;
    }

    /// <summary>A tag for a run that did not end as planned, or that is a simulation's; null for any other.</summary>
    public static JsonObject? Tags(RunRecord run)
    {
        var name = run.State is "success" or "truncated" ? "ok" : run.State;
        string[] note = [run.Simulated ? "simulated" : "", run.State == "truncated" ? "truncated" : "", run.Cause];
        var text = string.Join("; ", note.Where(part => part.Length > 0));
        return name == "ok" && text.Length == 0 ? null : new() { ["name"] = name, ["note"] = text, ["subgroup"] = "" };
    }

    /// <summary>How the spectrometer was set when the measurement began; empty when it was not read.</summary>
    public static JsonObject Spectrometer(SpectrometerSettings? settings) => new()
    {
        ["deflections"] = Numbers(settings?.Deflections),
        ["gains"] = Numbers(settings?.Gains),
        ["settings"] = new JsonObject(),
        ["spectrometer"] = Numbers(settings?.Source.Where(parameter => !IsMeasured(parameter.Key))),
    };

    /// <summary>Trap and emission are measured, differ with every reading, and stand in the analysis itself.</summary>
    private static bool IsMeasured(string parameter) =>
        parameter.StartsWith("trap", StringComparison.OrdinalIgnoreCase) || parameter.StartsWith("emission", StringComparison.OrdinalIgnoreCase);

    private static JsonObject Numbers(IEnumerable<KeyValuePair<string, double>>? values) => new((values ?? []).Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    /// <summary>An error that the points say nothing of is 0 in Pychron's files, as Pychron itself writes it.</summary>
    private static JsonObject Fit(OutlierFilter? filter, string fit, string errorType, double value, double? error) => new()
    {
        ["error"] = error ?? 0.0,
        ["error_type"] = errorType,
        ["filter_outliers_dict"] = new JsonObject
        {
            ["filter_outliers"] = filter is not null,
            ["iterations"] = filter?.Iterations ?? 0,
            ["std_devs"] = Whole(filter?.StdDevs ?? 0),
        },
        ["fit"] = fit,
        ["value"] = value,
    };

    private static JsonNode Whole(double value) => double.IsInteger(value) ? JsonValue.Create((long)value) : JsonValue.Create(value);

    private static IEnumerable<JsonNode?> Positions(ExportedRun run)
    {
        PositionReached[] known = [.. run.Record.Extraction.Positions.DistinctBy(reached => (reached.Position, reached.X, reached.Y, reached.Z))];
        if (known.Length == 0)
            known = [.. PositionExpression.Split(run.Record.Spec.Position).Select(position => new PositionReached(run.Record.StartedAt, position, null, null, null, false))];
        return known.Length == 0 ? [new JsonObject()] : known.Select(reached => (JsonNode?)new JsonObject
        {
            ["is_degas"] = reached.IsDegas,
            ["position"] = int.TryParse(reached.Position, NumberStyles.None, CultureInfo.InvariantCulture, out var hole) ? hole : reached.Position,
            ["x"] = reached.X,
            ["y"] = reached.Y,
            ["z"] = reached.Z,
        });
    }

    /// <summary>Files of pictures or films that were taken.</summary>
    private static JsonArray Media(RunRecord run, string kind) =>
        new([.. run.Extraction.Media.Where(media => media.Kind == kind && media.File.Length > 0).Select(media => (JsonNode?)media.File)]);

    private static JsonObject PeakCenter(RunParts.PeakCenter center, PeakShape shape) => new()
    {
        ["center_dac"] = shape.CenterDac,
        ["center_signal"] = shape.CenterSignal,
        ["high_dac"] = shape.HighDac,
        ["high_resolving_power"] = shape.HighResolvingPower,
        ["high_signal"] = shape.HighSignal,
        ["low_dac"] = shape.LowDac,
        ["low_resolving_power"] = shape.LowResolvingPower,
        ["low_signal"] = shape.LowSignal,
        ["points"] = DvcBlob.Pack(center.Dacs.Zip(center.Intensities)),
        ["resolution"] = shape.Resolution,
    };
}
