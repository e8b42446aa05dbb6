using System.Globalization;
using System.Text.Json.Nodes;
using LabActors.Core.Positions;
using LabActors.Core.Reduction;
using LabActors.Core.Runs;

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
            ["data_collection_commit"] = ExportSettings.SourceCommit(run.Provenance),
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
        isotopes.Key(isotope.Isotope, isotope.Detector), (JsonNode?)Fit(run, isotope.Fit, isotope.ErrorType, isotope.Intercept, isotope.Error))));

    /// <summary>Baselines by detector.</summary>
    public static JsonObject Baselines(ExportedRun run) => new(run.Reduced.Baselines.Select(baseline =>
    {
        var fit = Fit(run, baseline.Fit, baseline.ErrorType, baseline.Value, baseline.Error);
        fit["modifier_error"] = 0.0;
        fit["modifier_value"] = 0.0;
        return KeyValuePair.Create(baseline.Detector, (JsonNode?)fit);
    }));

    /// <summary>Blanks by isotope, as they were taken from the run before.</summary>
    public static JsonObject Blanks(ExportedRun run) => new(run.Blanks.Select(blank => KeyValuePair.Create(blank.Key, (JsonNode?)new JsonObject
    {
        ["error"] = blank.Value.Error ?? 0.0,
        ["error_type"] = "",
        ["fit"] = "previous",
        ["references"] = new JsonArray(new JsonObject { ["exclude"] = false, ["record_id"] = blank.Value.RunId }),
        ["value"] = blank.Value.Value,
    })));

    /// <summary>Factors between detectors; those of an analysis as it was collected.</summary>
    public static JsonObject IcFactors(ExportedRun run, DvcIsotopes isotopes) => new(isotopes.Detectors.Select(detector =>
    {
        var (value, error) = run.IcFactors.TryGetValue(detector, out var factor) ? factor : (1.0, 0.0);
        return KeyValuePair.Create(detector, (JsonNode?)new JsonObject
        {
            ["error"] = error,
            ["fit"] = "default",
            ["references"] = new JsonArray(),
            ["value"] = value,
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
            ["extraction_context"] = new JsonObject(),
            ["grain_polygons"] = new JsonArray(),
            ["light_value"] = Whole(spec.LightValue),
            ["load_holder"] = "",
            ["load_name"] = spec.LoadName,
            ["pattern"] = spec.Pattern,
            ["pipette_counts"] = new JsonArray([.. run.PipetteCounts.Select(count => (JsonNode?)new JsonArray(count.Pipette, count.Shots))]),
            ["positions"] = new JsonArray([.. Positions(run)]),
            ["post_cleanup_duration"] = spec.PostCleanup,
            ["pre_cleanup_duration"] = spec.PreCleanup,
            ["ramp_duration"] = spec.RampDuration,
            ["ramp_rate"] = spec.RampRate,
            ["snapshots"] = new JsonArray(),
            ["timestamp"] = DvcTime.Local(record.Steps.Find(step => step.Name == "extraction")?.EndedAt ?? record.EndedAt ?? record.LastKnownAt, zone),
            ["tray"] = spec.Tray,
            ["videos"] = new JsonArray(),
            ["weight"] = spec.Weight,
        };
        if (record.Simulated)
            extraction["simulated"] = true;
        return extraction;
    }

    /// <summary>The newest good peak center of each detector; null when the run has none.</summary>
    public static JsonObject? PeakCenters(RunRecord run)
    {
        var centers = run.PeakCenters.Where(center => center is { CenterDac: not null, Dacs.Length: > 0 }).GroupBy(center => center.Detector).Select(group => group.Last()).ToArray();
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
            found[center.Detector] = PeakCenter(center);
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

    /// <summary>How the spectrometer was set.</summary>
    public static JsonObject Spectrometer(InstrumentFacts instrument) => new()
    {
        ["deflections"] = Numbers(instrument.Deflections),
        ["gains"] = Numbers(instrument.Gains),
        ["settings"] = new JsonObject(instrument.Settings.Select(group => KeyValuePair.Create(
            group.Key, (JsonNode?)new JsonObject(group.Value.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)))))),
        ["spectrometer"] = Numbers(instrument.Source),
    };

    private static JsonObject Numbers(IReadOnlyDictionary<string, double> values) => new(values.Select(pair => KeyValuePair.Create(pair.Key, (JsonNode?)pair.Value)));

    /// <summary>An error that the points say nothing of is 0 in Pychron's files, as Pychron itself writes it.</summary>
    private static JsonObject Fit(ExportedRun run, string fit, string errorType, double value, double? error) => new()
    {
        ["error"] = error ?? 0.0,
        ["error_type"] = errorType,
        ["filter_outliers_dict"] = new JsonObject
        {
            ["filter_outliers"] = run.Outliers is not null,
            ["iterations"] = run.Outliers?.Iterations ?? 0,
            ["std_devs"] = run.Outliers is { } filter ? Whole(filter.Sigmas) : 0,
        },
        ["fit"] = fit,
        ["value"] = value,
    };

    private static JsonNode Whole(double value) => double.IsInteger(value) ? JsonValue.Create((long)value) : JsonValue.Create(value);

    private static IEnumerable<JsonNode?> Positions(ExportedRun run)
    {
        var known = run.Positions.Length > 0
            ? run.Positions
            : [.. PositionExpression.Split(run.Record.Spec.Position).Select(position => new PositionFact(position, null, null, null, false))];
        return known.Length == 0 ? [new JsonObject()] : known.Select(position => (JsonNode?)new JsonObject
        {
            ["is_degas"] = position.IsDegas,
            ["position"] = int.TryParse(position.Position, NumberStyles.None, CultureInfo.InvariantCulture, out var hole) ? hole : position.Position,
            ["x"] = position.X,
            ["y"] = position.Y,
            ["z"] = position.Z,
        });
    }

    private static JsonObject PeakCenter(RunParts.PeakCenter center)
    {
        var highest = center.Intensities.IndexOf(center.Intensities.Max());
        return new()
        {
            ["center_dac"] = center.CenterDac,
            ["center_signal"] = center.Intensities[highest],
            ["high_dac"] = center.Dacs[^1],
            ["high_signal"] = center.Intensities[^1],
            ["low_dac"] = center.Dacs[0],
            ["low_signal"] = center.Intensities[0],
            ["points"] = DvcBlob.Pack(center.Dacs.Zip(center.Intensities)),
        };
    }
}
