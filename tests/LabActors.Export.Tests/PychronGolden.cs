using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text.Json.Nodes;
using LabActors.Core.Conditionals;
using LabActors.Core.Measurement;
using LabActors.Core.Reduction;
using LabActors.Core.Runs;
using LabActors.Core.Tests;
using LabActors.Export.Dvc;

namespace LabActors.Export.Tests;

/// <summary>Files that Pychron's own persister has written, and the run that they are of.</summary>
internal static class PychronGolden
{
    private const string Uuid = "7478715a-de35-4783-a94c-5de206c6c538";
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.Utc;

    public static string Folder => Path.Combine(Repository.SharedCases, "dvc-layout");

    public static JsonObject Read(string path) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, path)))!.AsObject();

    /// <summary>As the golden files name their program.</summary>
    public static ExportSettings Settings { get; } = new(Zone) { Program = "pychron 20.1.1" };

    public static ExportedRun Run()
    {
        var (meta, data) = (Read(DvcPaths.Meta(Uuid)), Read(DvcPaths.Part(Uuid, DvcPaths.Data)));
        var (intercepts, baselines, blanks) = (Read(DvcPaths.Part(Uuid, "intercepts")), Read(DvcPaths.Part(Uuid, "baselines")), Read(DvcPaths.Part(Uuid, "blanks")));
        var dictionary = intercepts["Ar40"]!["filter_outliers_dict"]!;
        var filter = new OutlierFilter(dictionary["iterations"]!.GetValue<int>(), dictionary["std_devs"]!.GetValue<int>());
        return new(Record(meta, data), new(
            [.. intercepts.Select(pair => new IsotopeResult(
                pair.Key, Text(meta["isotopes"]![pair.Key]!, "detector"), Value(pair.Value!, "value"), Value(pair.Value!, "error"), Text(pair.Value!, "fit"), Text(pair.Value!, "error_type"),
                0, 0, [], null, null, null, null, [])
            {
                Filter = filter,
                Blank = new(Value(blanks[pair.Key]!, "value"), Value(blanks[pair.Key]!, "error")),
            })],
            [.. baselines.Select(pair => new BaselineResult(
                pair.Key, Value(pair.Value!, "value"), Value(pair.Value!, "error"), Text(pair.Value!, "fit"), Text(pair.Value!, "error_type"), 0, 0, [], []) { Filter = filter })],
            []))
        {
            Origin = RunOrigin.Unknown with { Laboratory = "NMGRL", QueueName = Text(meta, "experiment_queue_name") },
            Sample = new SampleFacts
            {
                Name = "FC-2",
                Material = "Sanidine",
                PrincipalInvestigator = "operator",
                Note = "---",
                Unit = "---",
                Location = "---",
                Irradiation = "NM-300",
                IrradiationLevel = "A",
                IrradiationPosition = 1,
            },
        };
    }

    private static RunRecord Record(JsonObject meta, JsonObject data)
    {
        var zero = Instant(Text(meta, "time_zero_timestamp"));
        var ended = Instant(Text(meta, "timestamp"));
        string[] detectors = [.. data["signals"]!.AsArray().Select(signal => Text(signal!, "detector"))];
        return RunRecord.Empty with
        {
            RunUuid = Uuid,
            RunId = "26233-07A",
            Aliquot = 7,
            Step = 0,
            Instrument = "Jan",
            PrecedingBlank = "bu-FC-J-10250",
            Conditionals = RunConditionals.Empty with
            {
                Installed = [new Conditional { Kind = ConditionalKind.Termination, Level = ConditionalLevel.Script, Test = "Ar40>5000", Start = 0, Frequency = 3 }],
            },
            State = "success",
            StartedAt = zero,
            EndedAt = ended,
            TimeZero = zero,
            Detectors = [.. detectors],
            Spec = new RunSpec
            {
                Labnumber = "26233",
                Username = "operator",
                Sample = "FC-2",
                RepositoryIdentifier = "TestRepo",
                Position = "1",
                ExtractDevice = "Fusions CO2",
                ExtractValue = 3,
                ExtractUnits = "watts",
                Duration = 45,
                Cleanup = 15,
                Tray = "421-hole",
                Weight = 4.98,
            },
            Circumstances = Circumstances(meta, zero),
            Extraction = new ExtractionRecord
            {
                Positions = [new(zero, "1", 1.25, -3.5, null, false)],
                PipetteCounts = ImmutableDictionary<string, int>.Empty.Add("Air", 3021),
            },
            Steps = [new("extraction", zero, Instant("2026-11-22T11:25:02.362415"), "done", "")],
            Scripts =
            [
                Script("extraction", "jan_co2.py"), Script("measurement", "jan_unknown120_60.py"),
                Script("post_equilibration", "jan_pump_extraction_line.py"), Script("post_measurement", "jan_pump_ms.py"),
            ],
            Series =
            [
                Series(1, RunSeries.Sniff, data["sniffs"]!.AsArray(), zero), Series(2, RunSeries.Signal, data["signals"]!.AsArray(), zero),
                Series(3, RunSeries.Baseline, data["baselines"]!.AsArray(), zero),
            ],
        };

        RunParts.Script Script(string kind, string path) => new(kind, $"{kind}/{path}", $"sha-{path}", $"# {path}\n", "3.11", zero);
    }

    private static RunCircumstances Circumstances(JsonObject meta, DateTimeOffset at)
    {
        var settings = new SpectrometerSettings(
            Numbers(("ElectronEnergy", 75.08), ("YSymmetry", -2.81), ("Emission", 536.965), ("Trap", 198.147)),
            Numbers(("CDD", 50), ("H1", 0)), Numbers(("CDD", 0), ("H1", 0.1)), 1, null, []);
        return new()
        {
            Environment = [new(at, "save", [new("Lab Temp.", "temperature", "EnvironmentalMonitor", "iServer Temp.", 68.9, "F", "good", new DateTimeOffset(2019, 1, 3, 14, 52, 1, TimeSpan.Zero))])],
            SpectrometerSettings = [new(at, "start", settings.Sha1(), settings)],
        };
    }

    private static RunSeries Series(int number, string kind, JsonArray parts, DateTimeOffset zero)
    {
        var columns = parts.ToDictionary(part => Text(part!, "detector"), part => Unpack(Text(part!, "blob")));
        var times = columns.Values.First().Select(point => point.X).ToArray();
        columns.Values.ShouldAllBe(points => points.Select(point => point.X).SequenceEqual(times));
        return new(
            number, kind, times.Length, 1, zero, zero,
            parts.ToImmutableDictionary(part => Text(part!, "detector"), part => part!["isotope"]?.GetValue<string>() ?? ""),
            [.. times.Select((x, i) => new RunParts.Reading(i + 1, zero.AddTicks((long)Math.Round(x * 1e7)), columns.ToImmutableDictionary(c => c.Key, c => c.Value[i].Y), []))]);
    }

    /// <summary>Pairs of big-endian floats, as Pychron reads them.</summary>
    public static (double X, double Y)[] Unpack(string blob)
    {
        var bytes = Convert.FromBase64String(blob);
        return [.. Enumerable.Range(0, bytes.Length / 8).Select(i =>
            ((double)BinaryPrimitives.ReadSingleBigEndian(bytes.AsSpan(i * 8)), (double)BinaryPrimitives.ReadSingleBigEndian(bytes.AsSpan((i * 8) + 4))))];
    }

    private static ImmutableDictionary<string, double> Numbers(params (string Name, double Value)[] values) =>
        values.ToImmutableDictionary(value => value.Name, value => value.Value);

    private static DateTimeOffset Instant(string text) => new(DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture), TimeSpan.Zero);

    private static string Text(JsonNode node, string key) => node[key]!.GetValue<string>();

    private static double Value(JsonNode node, string key) => node[key]!.GetValue<double>();
}
