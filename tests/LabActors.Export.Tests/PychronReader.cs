using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace LabActors.Export.Tests;

/// <summary>Reads an analysis as Pychron's loader does (reference/data.md 3.2, 3.3): what that requires must be there, and in its form.</summary>
internal sealed partial class PychronReader(string repository)
{
    /// <summary>What the loader makes of an analysis.</summary>
    /// <param name="Values">Intercept and error by isotope.</param>
    /// <param name="Signals">Points by isotope.</param>
    public sealed record Loaded(
        DateTime Timestamp,
        int Aliquot,
        string Step,
        string AnalysisType,
        string Tag,
        string BlankSource,
        bool Simulated,
        Dictionary<string, string> Detectors,
        Dictionary<string, (double Value, double Error)> Values,
        Dictionary<string, (double X, double Y)[]> Signals,
        Dictionary<string, (double Value, double Error)> Baselines);

    public Loaded Load(string uuid)
    {
        var meta = Json(Find(uuid, null) ?? throw new FileNotFoundException($"no analysis {uuid}"));
        meta.GetProperty("repository_identifier").GetString().ShouldBe(Path.GetFileName(repository), "the loader switches to the repository that the file names");
        var spectrometer = Json(Path.Combine(repository, meta.GetProperty("spec_sha").GetString() + ".json"));
        foreach (var key in new[] { "spectrometer", "gains", "deflections" })
            spectrometer.GetProperty(key).ValueKind.ShouldBe(JsonValueKind.Object);
        var detectors = meta.GetProperty("isotopes").EnumerateObject().ToDictionary(iso => iso.Name, iso => iso.Value.GetProperty("detector").GetString()!);
        var data = Find(uuid, ".data") is { } raw ? Json(raw) : default;
        data.GetProperty("format").GetString().ShouldBe(">ff");
        var blanks = Json(Find(uuid, "blanks")!);
        return new(
            DateTime.ParseExact(meta.GetProperty("timestamp").GetString()!, ["yyyy-MM-dd'T'HH:mm:ss.FFFFFF", "yyyy-MM-dd'T'HH:mm:ss"], CultureInfo.InvariantCulture),
            meta.GetProperty("aliquot").GetInt32(),
            meta.GetProperty("increment") is { ValueKind: JsonValueKind.Number } step ? ((char)('A' + step.GetInt32())).ToString() : "",
            meta.GetProperty("analysis_type").GetString()!,
            Find(uuid, "tags") is { } tags ? Json(tags).GetProperty("name").GetString()! : "ok",
            blanks.EnumerateObject().Select(iso => iso.Value.GetProperty("references")[0].GetProperty("record_id").GetString()!).FirstOrDefault(""),
            meta.TryGetProperty("simulated", out var simulated) && simulated.GetBoolean(),
            detectors,
            Values(Json(Find(uuid, "intercepts")!)),
            data.GetProperty("signals").EnumerateArray().ToDictionary(
                signal => signal.GetProperty("isotope").GetString()!,
                signal => signal.GetProperty("blob") is { ValueKind: JsonValueKind.String } blob ? PychronGolden.Unpack(blob.GetString()!) : []),
            Values(Json(Find(uuid, "baselines")!)));
    }

    /// <summary>Folders of 5, 3 and 2 characters are tried in this order for what has the form of a random uuid; of any other name only 3.</summary>
    private string? Find(string uuid, string? modifier) => (RandomUuid().IsMatch(uuid) ? [5, 3, 2] : new[] { 3 })
        .Select(length => (Folder: uuid[..length], Stem: uuid[length..]))
        .Select(name => Path.Combine(repository, name.Folder, modifier ?? "", modifier is null ? $"{name.Stem}.json" : $"{name.Stem}.{modifier.TrimStart('.')[..(modifier == ".data" ? 3 : 4)]}.json"))
        .FirstOrDefault(File.Exists);

    [GeneratedRegex("^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$", RegexOptions.IgnoreCase)]
    private static partial Regex RandomUuid();

    private static JsonElement Json(string path) => JsonDocument.Parse(File.ReadAllText(path)).RootElement;

    private static Dictionary<string, (double Value, double Error)> Values(JsonElement fits) => fits.EnumerateObject().ToDictionary(
        fit => fit.Name,
        fit =>
        {
            foreach (var key in new[] { "fit", "error_type", "filter_outliers_dict" })
                fit.Value.TryGetProperty(key, out _).ShouldBeTrue($"{fit.Name}: {key}");
            return (fit.Value.GetProperty("value").GetDouble(), fit.Value.GetProperty("error").GetDouble());
        });
}
