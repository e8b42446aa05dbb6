using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using LabActors.Core.Conditionals;
using LabActors.Core.Journal.Events;
using LabActors.Core.Runs;
using LabActors.Core.Scripts;

namespace LabActors.Export.Dvc;

/// <summary>The file of the analysis itself. Keys that Pychron does not know (<c>age, conditionals_tripped, simulated, provenance, run_state, cause</c>) are passed over by it.</summary>
internal static class DvcMeta
{
    /// <summary>Pychron's version of the experiment and of the layout.</summary>
    private const string CollectionVersion = "2.0:2.1";

    public static JsonObject Of(ExportedRun run, DvcIsotopes isotopes, ExportSettings settings, string spectrometerSha, string metaCommit)
    {
        var (record, spec, sample) = (run.Record, run.Record.Spec, run.Sample);
        var spectrometer = record.Circumstances.SettingsAtStart?.Settings;
        var meta = new JsonObject
        {
            ["acquisition_software"] = settings.Software(run.Version),
            ["aliquot"] = record.Aliquot,
            ["analysis_type"] = spec.AnalysisType,
            ["analyst_name"] = spec.Username,
            ["arar_mapping"] = Mapping(isotopes),
            ["baseline_modifiers"] = new JsonObject(),
            ["collection_version"] = CollectionVersion,
            ["comment"] = spec.Comment,
            ["conditionals"] = new JsonArray([.. record.Conditionals.Installed.Select(Conditional)]),
            ["data_collection_commit"] = ExportSettings.SourceCommit(run.Version),
            ["data_reduction_software"] = settings.Software(run.Version),
            ["detectors"] = new JsonObject(isotopes.Detectors.Select(detector => KeyValuePair.Create(detector, (JsonNode?)new JsonObject
            {
                ["deflection"] = Known(spectrometer?.Deflections, detector),
                ["gain"] = Known(spectrometer?.Gains, detector),
            }))),
            ["environmental"] = Environment(run, settings.Zone),
            ["experiment_queue_name"] = run.Origin.QueueName,
            ["experiment_type"] = "Ar/Ar",
            ["identifier"] = spec.Labnumber,
            ["increment"] = record.Step < 0 ? null : record.Step,
            ["instrument_name"] = Spectrometer(record.Instrument),
            ["intensity_scalar"] = 1.0,
            ["isotopes"] = new JsonObject(isotopes.InOrder.Select(isotope => KeyValuePair.Create(isotope.Key, (JsonNode?)new JsonObject
            {
                ["detector"] = isotope.Detector,
                ["name"] = isotope.Isotope,
                ["serial_id"] = "00000",
                ["units"] = "fA",
            }))),
            ["laboratory"] = run.Origin.Laboratory,
            ["mass_spectrometer"] = Spectrometer(record.Instrument),
            ["meta_commit"] = metaCommit,
            ["queue_conditionals_name"] = spec.QueueConditionalsName,
            ["repository_identifier"] = DvcAnalysis.Repository(record, settings.Zone),
            ["source"] = new JsonObject { ["emission"] = spectrometer?.Emission, ["trap"] = spectrometer?.Trap },
            ["spec_sha"] = spectrometerSha,
            ["time_zero_timestamp"] = record.TimeZero is { } zero ? DvcTime.Local(zero, settings.Zone) : null,
            ["timestamp"] = DvcTime.Local(record.EndedAt ?? record.LastKnownAt, settings.Zone),
            ["tripped_conditional"] = record.Conditionals.Tripped.FirstOrDefault(trip => trip.Acts) is { } acted
                ? new JsonObject { ["context"] = Seen(acted), ["hash_id"] = HashId(acted.Id), ["teststr"] = acted.Test }
                : null,
            ["username"] = spec.Username,
            ["uuid"] = record.RunUuid,
            ["whiff_result"] = record.Circumstances.WhiffResult,
        };
        AddSample(meta, sample);
        AddScripts(meta, run);
        AddOwn(meta, run);
        return meta;
    }

    /// <summary>A spectrometer's name as Pychron's files and folders have it.</summary>
    public static string Spectrometer(string instrument) => instrument.ToLowerInvariant();

    private static void AddSample(JsonObject meta, SampleFacts sample)
    {
        meta["sample"] = sample.Name;
        meta["material"] = sample.Material;
        meta["grainsize"] = sample.Grainsize;
        meta["project"] = sample.Project;
        meta["principal_investigator"] = sample.PrincipalInvestigator;
        meta["note"] = sample.Note;
        meta["latitude"] = sample.Latitude;
        meta["longitude"] = sample.Longitude;
        meta["unit"] = sample.Unit;
        meta["lithology"] = sample.Lithology;
        meta["lithology_class"] = sample.LithologyClass;
        meta["lithology_group"] = sample.LithologyGroup;
        meta["lithology_type"] = sample.LithologyType;
        meta["rlocation"] = sample.Location;
        meta["irradiation"] = sample.Irradiation;
        meta["irradiation_level"] = sample.IrradiationLevel;
        meta["irradiation_position"] = sample.IrradiationPosition;
    }

    /// <summary>File names of the scripts; their texts are in the MetaData repository.</summary>
    private static void AddScripts(JsonObject meta, ExportedRun run)
    {
        var ran = DvcScripts.Of(run.Record).Where(script => script.IsMain).ToDictionary(script => script.Kind, script => script.Name, StringComparer.Ordinal);
        foreach (var kind in Enum.GetValues<ScriptKind>())
            meta[kind.Folder()] = ran.GetValueOrDefault(kind.Folder(), "");
        meta["hops"] = "";
    }

    private static void AddOwn(JsonObject meta, ExportedRun run)
    {
        if (run.Record.Simulated)
            meta["simulated"] = true;
        if (run.Record.State != RunState.Success.Text())
            meta["run_state"] = run.Record.State;
        if (run.Record.Cause.Length > 0)
            meta["cause"] = run.Record.Cause;
        if (run.Record.Circumstances.Provenance is { } from)
        {
            meta["provenance"] = new JsonObject
            {
                ["journal"] = new JsonArray(run.Origin.FirstOrdering, run.Origin.LastOrdering),
                ["lab_sha256"] = from.LabSha256,
                ["node"] = from.Node,
                ["python"] = from.PythonVersion,
                ["runtime"] = from.Runtime,
                ["seed"] = from.Seed,
                ["version"] = from.Version,
            };
        }

        if (!run.Record.Conditionals.Tripped.IsEmpty)
        {
            meta["conditionals_tripped"] = new JsonArray([.. run.Record.Conditionals.Tripped.Select(trip => (JsonNode?)new JsonObject
            {
                ["acts"] = trip.Acts,
                ["context"] = Seen(trip),
                ["count"] = trip.Count,
                ["hash_id"] = HashId(trip.Id),
                ["kind"] = trip.Kind.Words(),
                ["teststr"] = trip.Test,
                ["when"] = trip.When,
            })]);
        }

        if (run.Reduced.Argon is { } argon)
        {
            meta["age"] = new JsonObject
            {
                ["age_ma"] = argon.Age?.Value,
                ["error_ma"] = argon.Age?.Error,
                ["error_with_j_ma"] = argon.AgeErrorWithJ,
                ["f"] = argon.F?.Value,
                ["f_error"] = argon.F?.Error,
            };
        }
    }

    private static JsonObject Mapping(DvcIsotopes isotopes)
    {
        string[] argon = ["Ar36", "Ar37", "Ar38", "Ar39", "Ar40"];
        return new(argon.Where(name => isotopes.InOrder.Any(isotope => isotope.Key == name)).Select(name => KeyValuePair.Create(name, (JsonNode?)name)));
    }

    /// <summary>Those of scripts have no level in Pychron.</summary>
    private static JsonNode Conditional(Conditional conditional) => new JsonObject
    {
        ["analysis_types"] = new JsonArray([.. conditional.AnalysisTypes.Select(type => (JsonNode?)type)]),
        ["frequency"] = conditional.Frequency,
        ["hash_id"] = HashId(conditional.Id),
        ["level"] = conditional.Level == ConditionalLevel.Script ? null : (int)conditional.Level,
        ["location"] = conditional.File,
        ["ntrips"] = conditional.Trips,
        ["start_count"] = conditional.Start,
        ["teststr"] = conditional.Test,
    };

    /// <summary>A number that tells conditionals of an analysis apart; Pychron's is another one in every process.</summary>
    private static long HashId(string conditional) => BinaryPrimitives.ReadInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes(conditional))) & long.MaxValue;

    /// <summary><c>Ar40=4455.4, age=28.2</c>.</summary>
    private static string Seen(ConditionalEvents.ConditionalTripped trip) =>
        string.Join(", ", trip.Seen.Select(seen => string.Create(CultureInfo.InvariantCulture, $"{seen.Name}={seen.Value}")));

    private static JsonObject Environment(ExportedRun run, TimeZoneInfo zone)
    {
        var readings = run.Record.Circumstances.Environment.LastOrDefault()?.Readings ?? [];
        JsonArray Of(string kind) => new([.. readings.Where(reading => reading.Kind == kind && reading.Value is not null).Select(reading => (JsonNode?)new JsonObject
        {
            ["device"] = reading.Device,
            ["name"] = reading.Name,
            ["pub_date"] = DvcTime.Local(reading.ReadAt, zone),
            ["title"] = reading.Title,
            ["value"] = reading.Value,
        })]);
        return new() { ["lab_humiditys"] = Of("humidity"), ["lab_pneumatics"] = Of("pneumatic"), ["lab_temperatures"] = Of("temperature") };
    }

    private static JsonNode? Known(IReadOnlyDictionary<string, double>? values, string detector) => values is not null && values.TryGetValue(detector, out var value) ? value : null;
}
