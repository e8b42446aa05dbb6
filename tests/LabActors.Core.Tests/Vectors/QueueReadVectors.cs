using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabActors.Core.Identifiers;
using LabActors.Core.Queues;
using LabActors.Core.Runs;

namespace LabActors.Core.Tests.Vectors;

/// <summary>
/// Judges the reading of a queue file. <c>defined</c>: exactly as the vector. <c>quirk</c>: as the vector, or where that
/// loses or retypes something, as the file plainly says. <c>defect</c>: the same, and not all as the vector. Where the
/// original gave up, every row is read or refused by its line and column for a reason that stands in it.
/// </summary>
internal static class QueueReadVectors
{
    // Fields that follow from others: what stands in the file says nothing of them.
    private static readonly string[] Derived = ["analysis_type", "runid", "is_special", "is_step_heat", "next_position", "skip"];

    public static void Check(Vector vector)
    {
        var input = vector.Text("input")!;
        var result = QueueFile.Read(input, "vector.txt");
        if (GaveUp(vector))
        {
            Refuses(vector, result, new QueueInput(input));
            return;
        }

        var differences = HeaderDifferences(vector, result.Readable)
            .Concat(CountDifferences(vector, result.Readable))
            .Concat(RunDifferences(vector, result.Readable))
            .ToArray();
        if (vector.Status == "defined" || vector.Has("recommended_result"))
        {
            result.Problems.ShouldNotContain(problem => problem.IsError, vector.Id);
            differences.ShouldBeEmpty(vector.Id);
        }
        else if (result.HasErrors)
        {
            // A defect that the original kept silent about: saying so by place is the sane outcome.
            vector.Status.ShouldBe("defect", $"{vector.Id}: {string.Join("; ", result.Problems)}");
            result.Problems.Where(problem => problem.IsError).ShouldAllBe(problem => problem.Line > 0);
            result.Readable.Runs.Length.ShouldBe(vector["n_runs"].GetInt32());
        }
        else
        {
            var plain = new QueueInput(input);
            differences.Where(difference => !difference.IsSaidBy(plain)).ShouldBeEmpty(vector.Id);
            (vector.Status != "defect" || differences.Length > 0).ShouldBeTrue($"{vector.Id}: the defect is still there");
        }

        if (Warnings(vector).Any())
            result.Problems.ShouldNotBeEmpty($"{vector.Id}: the original warns: {string.Join("; ", Warnings(vector))}");
    }

    private static bool GaveUp(Vector vector) =>
        vector.IsRefused
        || !vector["loaded"].GetBoolean()
        || Warnings(vector).Any(warning => warning.StartsWith("Invalid Experiment file", StringComparison.Ordinal));

    private static IEnumerable<string> Warnings(Vector vector) => vector["warnings"].EnumerateArray().Select(warning => warning.GetString()!);

    private static void Refuses(Vector vector, QueueReadResult result, QueueInput input)
    {
        var errors = result.Problems.Where(problem => problem.IsError).ToArray();
        if (vector.Status == "defined" || vector.IsRefused || !vector["loaded"].GetBoolean() || !input.HasLabnumbers)
            errors.ShouldNotBeEmpty(vector.Id);
        errors.ShouldAllBe(problem => problem.Message.Length > 0 && problem.File == "vector.txt");
        result.Queue.ShouldBe(errors.Length > 0 ? null : result.Readable);
        if (!vector.IsRefused && vector["loaded"].GetBoolean())
            HeaderDifferences(vector, result.Readable).Where(difference => !difference.IsSaidBy(input)).ShouldBeEmpty(vector.Id);
        // What the original had read before it gave up is read here too.
        vector["runs"].GetArrayLength().ShouldBeLessThanOrEqualTo(result.Readable.Runs.Length, vector.Id);
        RunDifferences(vector, result.Readable).Where(difference => !difference.IsSaidBy(input)).ShouldBeEmpty(vector.Id);
        if (!input.HasLabnumbers)
        {
            errors.ShouldAllBe(problem => problem.Line == input.ColumnLine || problem.Line == 0);
            return;
        }

        foreach (var line in input.RowLines)
        {
            var isRead = result.Readable.Runs.Any(run => run.Row == line);
            var isRefused = errors.Any(problem => problem.Line == line && problem.Column > 0);
            (isRead ^ isRefused).ShouldBeTrue($"{vector.Id}: line {line} is {(isRead ? "read and refused" : "lost")}");
            if (isRefused)
                input.IsBad(line).ShouldBeTrue($"{vector.Id}: line {line} is refused without a reason");
        }
    }

    private static IEnumerable<Difference> HeaderDifferences(Vector vector, ExperimentQueue queue)
    {
        var header = JsonSerializer.SerializeToElement(queue with { Runs = [] }, VectorResults.Json);
        foreach (var field in Fields(vector, "meta"))
        {
            if (!header.TryGetProperty(field.Name, out var actual) || !VectorResults.Same(field.Value, actual))
                yield return new Difference(0, field.Name, field.Value, actual);
        }
    }

    private static IEnumerable<Difference> CountDifferences(Vector vector, ExperimentQueue queue)
    {
        var expected = (Recommended(vector, "runs") ?? vector["runs"]).GetArrayLength();
        return expected == queue.Runs.Length
            ? []
            : [new Difference(-1, "n_runs", JsonSerializer.SerializeToElement(expected), JsonSerializer.SerializeToElement(queue.Runs.Length))];
    }

    private static IEnumerable<Difference> RunDifferences(Vector vector, ExperimentQueue queue)
    {
        var runs = Recommended(vector, "runs") ?? vector["runs"];
        var defaults = vector.File.GetProperty("run_field_defaults");
        foreach (var (expected, run) in runs.EnumerateArray().Zip(queue.Runs))
        {
            var said = expected.EnumerateObject().ToDictionary(field => field.Name, field => field.Value);
            foreach (var field in defaults.EnumerateObject().Where(field => !said.ContainsKey(field.Name)))
                said[field.Name] = field.Value;
            var actual = Fields(run);
            foreach (var (name, value) in said)
            {
                var isKnown = actual.TryGetProperty(name, out var own);
                if (!isKnown || !VectorResults.Same(value, own))
                    yield return new Difference(run.Row, name, value, isKnown ? own : default);
            }
        }
    }

    private static IEnumerable<JsonProperty> Fields(Vector vector, string name) =>
        Recommended(vector, name) is { } recommended ? recommended.EnumerateObject()
        : vector.Has(name) ? vector[name].EnumerateObject()
        : [];

    private static JsonElement? Recommended(Vector vector, string name) =>
        vector.Has("recommended_result") && vector["recommended_result"].ValueKind == JsonValueKind.Object
        && vector["recommended_result"].TryGetProperty(name, out var recommended)
            ? recommended
            : null;

    private static JsonElement Fields(RunSpec run)
    {
        var fields = JsonSerializer.SerializeToNode(run, VectorResults.Json)!.AsObject();
        fields["analysis_type"] = run.AnalysisType;
        fields["is_special"] = run.IsSpecial;
        fields["is_step_heat"] = run.IsStepHeat;
        fields["runid"] = RunIds.Make(run.Labnumber, run.AliquotOr(0));
        fields["overlap"] = new JsonArray(run.Overlap, run.MinPumpTime);
        fields["_overlap"] = run.Overlap;
        fields["_min_ms_pumptime"] = run.MinPumpTime;
        return JsonSerializer.SerializeToElement(fields);
    }

    /// <summary>A field that is not what the vector says. Line 0 is the header, -1 the number of runs.</summary>
    private sealed record Difference(int Line, string Field, JsonElement Expected, JsonElement Actual)
    {
        public bool IsSaidBy(QueueInput input) => Line switch
        {
            -1 => Expected.GetInt32() < Actual.GetInt32() && input.RowLines.Count() == Actual.GetInt32(),
            0 => IsLoss && input.HeaderSays(Field, Actual),
            _ => IsLoss && !Derived.Contains(Field) && Actual.ValueKind != JsonValueKind.Undefined && input.RowSays(Line, Field, Actual),
        };

        // What the original makes of a value that it loses (a default) or takes for another type (0012 for ten, yes for True,
        // a day for a date).
        private bool IsLoss => Expected.ValueKind switch
        {
            JsonValueKind.String => Expected.GetString() is "" or "Spectrometer" or "Extract Device" or "True" or "False"
                || double.TryParse(Expected.GetString(), NumberStyles.Float, CultureInfo.InvariantCulture, out _)
                || DateTime.TryParse(Expected.GetString(), CultureInfo.InvariantCulture, out _),
            JsonValueKind.Number => Expected.GetDouble() is 0 or 1 || IsOctal(Actual.GetRawText(), Expected.GetDouble()),
            _ => true,
        };

        private static bool IsOctal(string digits, double value) =>
            digits.All(digit => digit is >= '0' and <= '7') && digits.Aggregate(0.0, (sum, digit) => (sum * 8) + digit - '0') == value;

        public override string ToString() => $"line {Line} {Field}: expected {Expected}, got {Actual}";
    }
}
