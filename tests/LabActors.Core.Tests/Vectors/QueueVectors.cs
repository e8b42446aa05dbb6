using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabActors.Core.Checks;
using LabActors.Core.Queues;
using LabActors.Core.Runs;

namespace LabActors.Core.Tests.Vectors;

/// <summary>Checks of queue vectors, by category.</summary>
internal static class QueueVectors
{
    public static readonly Dictionary<string, Action<Vector>> Checks = new()
    {
        ["parse"] = QueueReadVectors.Check,
        ["meta"] = QueueReadVectors.Check,
        ["uv"] = QueueReadVectors.Check,
        ["dump"] = Writes,
        ["check_run"] = FindsFatalFaults,
        ["non_fatal"] = v => First(RunChecks.NonFatal(Spec(v), 1, CheckOptions.Default with { ExactDeviceWord = true })).ShouldBe(v.Text("message")),
        ["check_queue"] = v => QueueChecks.Devices(
                v.Text("extract_device") ?? "",
                v.Text("mass_spectrometer") ?? "",
                v["extraction_line_required"].GetBoolean(),
                v["user_confirms"].GetBoolean())
            .FirstOrDefault().ShouldBe(v.Text("error")),
        ["delay_after"] = v => v.ShouldGive(() => QueueDelays.After(
            new RunSpec { Labnumber = v.Text("labnumber")!, DelayAfter = v["run_delay_after"].GetDouble() },
            new ExperimentQueue
            {
                DelayBetweenAnalyses = v["queue"].GetProperty("between").GetInt32(),
                DelayAfterBlank = v["queue"].GetProperty("blank").GetInt32(),
                DelayAfterAir = v["queue"].GetProperty("air").GetInt32(),
            })),
        ["script_context"] = v => v.ShouldGive(() => ScriptContext.Of(Spec(v))),
        ["script_name"] = v => ScriptNames.Candidates(v.Text("name") ?? "", v.Text("mass_spectrometer") ?? "")
            .ShouldBe(v.Expected.EnumerateArray().Select(name => name.GetString()!).Distinct()),
    };

    private static string? First(ImmutableArray<RunFault> faults) => faults.FirstOrDefault()?.Message;

    private static void FindsFatalFaults(Vector vector)
    {
        var run = Spec(vector);
        var faults = RunChecks.Fatal(run, isUv: vector.Text("checker") == "UVHumanErrorChecker");
        First(faults).ShouldBe(vector.Text("error"));
        // The original asks only runs without a fault whether they need an extraction device.
        (faults.IsEmpty && RunChecks.NeedsExtractDevice(run)).ShouldBe(vector["extraction_line_required_after"].GetBoolean());
    }

    // The original's columns hold what the vector says, unless that is the defect; a quirk may leave out what is kept here.
    // Whatever the status, a run that was written comes back.
    private static void Writes(Vector vector)
    {
        var run = Spec(vector);
        var queue = new ExperimentQueue { MassSpectrometer = "Felix", ExtractDevice = run.ExtractDevice, Runs = [run] };
        var text = QueueFile.Write(queue);
        var lines = text.Split('\n');
        var separator = Array.FindIndex(lines, line => line.StartsWith("#=====", StringComparison.Ordinal));
        var expected = (vector.Text("recommended_result") ?? vector.Text("line")!).Split('\t');
        var cells = lines[separator + 2].Split('\t');
        if (vector.Status == "defined" || vector.Has("recommended_result"))
            cells.Take(expected.Length).ShouldBe(expected, vector.Id);
        else if (vector.Status == "quirk")
            cells.Zip(expected).ShouldAllBe(pair => pair.First == pair.Second || pair.Second.Length == 0, vector.Id);
        cells.Length.ShouldBe(lines[separator + 1].Split('\t').Length);

        var again = QueueFile.Read(text, "vector.txt");
        again.Problems.ShouldBeEmpty(vector.Id);
        var back = again.Queue!.Runs.ShouldHaveSingleItem();
        foreach (var field in vector["spec"].EnumerateObject().Where(field => !(field.Name == "user_defined_aliquot" && run.IsSpecial)))
            IsKept(Field(run, field.Name), Field(back, field.Name)).ShouldBeTrue($"{vector.Id}: {field.Name} {field.Value} came back as {Field(back, field.Name)}");
    }

    private static JsonNode? Field(RunSpec run, string name) => JsonSerializer.SerializeToNode(run, VectorResults.Json)![name];

    // Numbers below 1e-15 and --- are the format's nothing; script names lose their extension.
    private static bool IsKept(JsonNode? written, JsonNode? read) => (written, read) switch
    {
        (JsonValue one, JsonValue other) when one.GetValueKind() == JsonValueKind.Number =>
            Math.Abs(one.GetValue<double>() - other.GetValue<double>()) <= 1e-15,
        _ => Plain(written) == Plain(read),
    };

    private static string Plain(JsonNode? value) => value?.ToString() is null or "---" ? "" : value.ToString().Replace(".py", "");

    /// <summary>The run that a vector's <c>spec</c> describes by the original's field names.</summary>
    private static RunSpec Spec(Vector vector)
    {
        var spec = JsonNode.Parse(vector["spec"].GetRawText())!.AsObject();
        if (spec["overlap"] is { } overlap)
        {
            var numbers = overlap is JsonArray list
                ? list.Select(number => number!.GetValue<int>()).ToArray()
                : PythonText.Ints(overlap.ToString());
            spec["overlap"] = numbers[0];
            spec["min_pump_time"] = numbers.Length > 1 ? numbers[1] : 0;
        }

        foreach (var name in new[] { "beam_diameter", "reprate" })
        {
            if (spec[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number)
                spec[name] = name == "reprate" ? value.ToString() : PythonText.Repr(value.GetValue<double>());
        }

        return spec.Deserialize<RunSpec>(VectorResults.Json)!;
    }
}
