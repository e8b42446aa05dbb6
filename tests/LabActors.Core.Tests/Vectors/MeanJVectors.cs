using System.Text.Json;
using LabActors.Core.Ages;
using LabActors.Core.Irradiations;
using LabActors.Core.Reduction;

namespace LabActors.Core.Tests.Vectors;

/// <summary>
/// J of a position from its monitors. A vector names runs; of one position the shared cases have the files, and from them everything is reckoned
/// anew; of the others the J's of the single runs are not given, and only that they are named is checked.
/// </summary>
internal static class MeanJVectors
{
    private const string Case = "analyses/NM-312_A1.json";

    public static void Check(Vector vector)
    {
        var text = File.ReadAllText(Path.Combine(Repository.SharedCases, Case));
        var files = JsonDocument.Parse(text).RootElement;
        var analyses = files.GetProperty("analyses").EnumerateArray().ToArray();
        var runs = vector["inputs"].GetProperty("runs").EnumerateArray().Select(r => r.GetString()).ToArray();
        runs.ShouldNotBeEmpty();
        if (!runs.Order(StringComparer.Ordinal).SequenceEqual(analyses.Select(a => a.GetProperty("record_id").GetString()).Order(StringComparer.Ordinal))) return;

        var inputs = vector["inputs"];
        var position = new IrradiationPosition(
            "27128", "NM-312", "A", 1, null, 0, new(inputs.GetProperty("lambda_k").GetDouble()),
            [.. AgeVectors.Chronology(files.GetProperty("chronology"))], "OSU", AgeVectors.Production(files.GetProperty("production")));
        var constants = ArgonConstants.Default with { MonitorAgeMa = inputs.GetProperty("monitor_age_Ma").GetDouble() };
        Quantity[] js = [.. analyses.Select(a => FullChainVectors.Argon(Isotopes(a), position, constants, Time(a)).MonitorJ.Quantity)];

        var mean = MeanJ.Of(js, inputs.GetProperty("weighted").GetBoolean(), ErrorKind.Msem)!;

        var expected = vector["expected"];
        ((double?)mean.J).ShouldBeNear(expected.GetProperty("saved_mean_j").GetDouble(), 1e-9, vector.Id);
        ((double?)mean.Mswd).ShouldBeNear(expected.GetProperty("mswd").GetDouble(), 1e-6, vector.Id);
        mean.Error.ShouldBeNear(expected.GetProperty("saved_mean_j_err").GetDouble(), 1e-6, vector.Id);
    }

    private static DateTimeOffset Time(JsonElement analysis) => AgeVectors.Time(analysis.GetProperty("meta").GetProperty("timestamp").GetString()!);

    private static Dictionary<string, LiveIsotope> Isotopes(JsonElement analysis) => analysis.GetProperty("intercepts").EnumerateObject().ToDictionary(i => i.Name, i =>
    {
        var detector = analysis.GetProperty("meta").GetProperty("isotopes").GetProperty(i.Name).GetProperty("detector").GetString()!;
        Quantity Of(string part, string name) => analysis.GetProperty(part).TryGetProperty(name, out var q)
            ? new(q.GetProperty("value").GetDouble(), q.TryGetProperty("error", out var error) ? error.GetDouble() : 0)
            : new(part == "icfactors" ? 1 : 0);
        return new LiveIsotope(
            LiveSeries.Empty(i.Name, detector, new FitSetting("average")), Of("intercepts", i.Name), Of("baselines", detector), Of("blanks", i.Name),
            new(Of("icfactors", detector), new(1)), i.Value.TryGetProperty("include_baseline_error", out var own) && own.GetBoolean());
    });
}
