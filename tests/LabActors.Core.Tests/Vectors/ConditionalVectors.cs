using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using LabActors.Core.Conditionals;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using LabActors.Core.Runs;

namespace LabActors.Core.Tests.Vectors;

/// <summary>Checks of conditional vectors, by category: what is evaluated, gated, read from files.</summary>
internal static class ConditionalVectors
{
    public static readonly Dictionary<string, Action<Vector>> Checks = new()
    {
        ["eval"] = Evaluates,
        ["gating"] = Gates,
        ["ntrips"] = CountsTrips,
        ["analysis_types"] = IsForTypes,
        ["tokenize"] = IsReadWhole,
        ["token_parse"] = NamesItsFirstValue,
        ["pre_post"] = IsTestedBeforeAndAfterRuns,
        ["file_load"] = LoadsFile,
        ["extraction_str"] = ReadsSteps,
        ["inline_truncation"] = ReadsInline,
        ["order"] = KeepsTheOrder,
    };

    public static VectorValues Environment(Vector vector, string? name = null) =>
        new(vector.File.GetProperty("environments").GetProperty(name ?? vector.Text("env") ?? "A"));

    /// <summary>A conditional from the keys of a vector, read as an entry of a file.</summary>
    public static ConditionalFileResult Entry(JsonElement keys, string section = "terminations") =>
        ConditionalFile.Read($"{section}:\n- {keys.GetRawText()}\n", "vector.yaml", ConditionalLevel.System);

    private static void Evaluates(Vector vector)
    {
        var values = Environment(vector);
        var keys = vector["conditional"];
        var (condition, faults) = Condition.Bind(
            keys.GetProperty("teststr").GetString()!,
            keys.TryGetProperty("mapper", out var mapper) ? mapper.GetString()! : "",
            keys.TryGetProperty("window", out var window) ? window.GetInt32() : 0,
            values.Vocabulary);
        var holds = condition?.Evaluate(values).Holds;

        switch (vector.Text("recommended_result") ?? (vector.Status == "defect" ? "told" : vector.Text("result")))
        {
            case "trips":
                holds.ShouldBe(true, vector.Id);
                break;
            case "no_trip":
                condition.ShouldNotBeNull(vector.Id);
                holds.ShouldNotBe(true, vector.Id);
                break;
            case "not evaluated":
                condition.ShouldNotBeNull(vector.Id);
                holds.ShouldBeNull(vector.Id);
                break;
            case "error at load":
                faults.ShouldContain(f => !f.IsWarning, vector.Id);
                break;
            case "told":
                IsToldOrEvaluated(vector.Id, keys.GetProperty("teststr").GetString()!, condition?.Evaluate(values), faults);
                break;
            case var other:
                throw new InvalidOperationException($"{vector.Id}: expected result '{other}' is not known");
        }
    }

    /// <summary>
    /// The original goes wrong and the vector says not how it should go: either a fault tells its place, or the condition is true or false, or it says
    /// which value is missing.
    /// </summary>
    private static void IsToldOrEvaluated(string id, string text, ConditionOutcome? outcome, ImmutableArray<ConditionFault> faults)
    {
        if (faults.FirstOrDefault(f => !f.IsWarning) is { } fault)
            fault.Position.ShouldBeInRange(1, text.Length + 1, $"{id}: {fault.Message}");
        else if (outcome.ShouldNotBeNull(id).Holds is null)
            outcome.Missing.ShouldNotBeEmpty(id);
    }

    private static void Gates(Vector vector)
    {
        var read = Entry(vector["conditional"]);
        if (vector.IsRefused)
        {
            read.Problems.ShouldContain(p => p.IsError, vector.Id);
            return;
        }

        var conditional = read.Conditionals.ShouldHaveSingleItem();
        if (vector.Has("counts_1_to_60_that_trip"))
        {
            var set = new[] { InstalledConditional.Bind(conditional, Environment(vector).Vocabulary)! };
            Enumerable.Range(1, 60)
                .Where(count => ConditionalRound.BeforeCount(set, ConditionalCounters.None, "unknown", count, false, Environment(vector)).Acting is not null)
                .ShouldBe(vector["counts_1_to_60_that_trip"].EnumerateArray().Select(c => c.GetInt32()), vector.Id);
        }

        if (vector.Has("start_count"))
            conditional.Start.ShouldBe(vector["start_count"].GetInt32());
        if (vector.Has("defaults"))
            ShouldHave(conditional, vector["defaults"], vector.Id);
        if (vector.Has("count"))
            IsTestedBeforeAndAfterRuns(vector);
    }

    private static void CountsTrips(Vector vector)
    {
        var conditional = Entry(vector["conditional"]).Conditionals.ShouldHaveSingleItem();
        var set = new[] { InstalledConditional.Bind(conditional, Environment(vector, "A").Vocabulary)! };
        var counters = ConditionalCounters.None;
        var trips = new List<bool>();
        foreach (var (age, index) in vector["age_sequence"].EnumerateArray().Select((a, i) => (a.GetDouble(), i)))
        {
            var values = new VectorValues(vector.File.GetProperty("environments").GetProperty("A")) { Age = age };
            var round = ConditionalRound.BeforeCount(set, counters, "unknown", index + 1, false, values);
            counters = round.Counters;
            trips.Add(round.Acting is not null);
        }

        trips.ShouldBe(vector["result"].EnumerateArray().Select(r => r.GetBoolean()), vector.Id);
    }

    // The original's own note calls it a defect where it never matches: then the opposite is right.
    private static void IsForTypes(Vector vector)
    {
        var conditional = Entry(vector["conditional"]).Conditionals.ShouldHaveSingleItem();
        var isDefect = vector.Text("note")?.Contains("defect", StringComparison.Ordinal) == true;
        conditional.IsFor(vector.Text("run_analysis_type")!).ShouldBe(vector.Text("result") == "trips" != isDefect, vector.Id);
    }

    /// <summary>
    /// Where the original's words put together again are the text, ours are the same conditions joined by the same words. Where they are not, it has cut
    /// the text wrongly: then spaces must make no difference, and a text that breaks off is a fault.
    /// </summary>
    private static void IsReadWhole(Vector vector)
    {
        var text = vector.Text("expression")!;
        var (expression, fault) = ConditionParser.Read(text);
        if (text.TrimEnd().Split(' ')[^1] is "and" or "or" or "not")
        {
            fault.ShouldNotBeNull(vector.Id).Position.ShouldBe(text.Length + 1);
            return;
        }

        fault.ShouldBeNull(vector.Id);
        var words = vector["result"].EnumerateArray().Select(pair => (Condition: pair[0].GetString()!, Join: pair[1].GetString())).ToArray();
        if (string.Join(' ', words.Select(w => $"{w.Condition} {w.Join}")).TrimEnd() == text && words.All(w => w.Join is "and" or "or" or null))
        {
            var bracketed = string.Join(' ', words.Select(w => $"({w.Condition}) {w.Join}"));
            Shape(expression!).ShouldBe(Shape(ConditionParser.Read(bracketed).Expression!), vector.Id);
        }

        var spaced = text.Replace(">", "  > ").Replace(",", " , ").Replace("(", " ( ").Replace(")", " ) ");
        Shape(ConditionParser.Read(spaced).Expression.ShouldNotBeNull(vector.Id)).ShouldBe(Shape(expression!), vector.Id);
    }

    private static string Shape(ConditionExpression expression) => expression switch
    {
        ConditionExpression.Literal literal => literal.Number.ToString("R", CultureInfo.InvariantCulture),
        ConditionExpression.Value { Reference: var r } => $"{r.Form}:{r.Name}:{r.Second}:{r.Quantity}",
        ConditionExpression.Comparison comparison => $"({string.Join(' ', comparison.Operators)} {string.Join(' ', comparison.Operands.Select(Shape))})",
        _ => $"({expression.GetType().Name} {string.Join(' ', expression.Children().Select(Shape))})",
    };

    // What the original calls attr is the name up to its first underscore, and the word device for a device.
    private static void NamesItsFirstValue(Vector vector)
    {
        var (expression, fault) = ConditionParser.Read(vector.Text("token")!);
        fault.ShouldBeNull(vector.Id);
        var first = expression!.Values().First();
        var attribute = vector.Text("attr")!;
        if (first.Form == ValueForm.Device)
            attribute.ShouldBe("device", vector.Id);
        else if (!first.Name.StartsWith($"{attribute}_", StringComparison.Ordinal))
            first.Name.ToUpperInvariant().ShouldBe(attribute.ToUpperInvariant(), vector.Id);
    }

    private static void IsTestedBeforeAndAfterRuns(Vector vector)
    {
        var values = Environment(vector, "A");
        if (vector.Body.TryGetProperty("spectrometer_data", out var data))
            values = new VectorValues(vector.File.GetProperty("environments").GetProperty("A"))
            {
                Active = data.ValueKind == JsonValueKind.Null ? null : [.. data[0].EnumerateArray().Select(d => d.GetString()!)],
            };
        var conditional = Entry(vector["conditional"], "pre_run_terminations").Conditionals.ShouldHaveSingleItem();
        var set = new[] { InstalledConditional.Bind(conditional, values.Vocabulary)! };
        var round = ConditionalRound.Of(set, ConditionalCounters.None, "unknown", values);
        (round.Acting is not null).ShouldBe(vector.Text("result") == "trips", vector.Id);
    }

    private static void LoadsFile(Vector vector)
    {
        var read = ConditionalFile.Read(vector.Text("yaml")!, "vector.yaml", ConditionalLevel.System);
        if (vector.IsRefused || vector.Status == "quirk")
        {
            // What the original cannot read, or passes over without a word, is told here.
            read.Problems.ShouldNotBeEmpty(vector.Id);
            if (vector.IsRefused)
                return;
        }

        var expected = vector.Text("section") is { } section
            ? new Dictionary<string, JsonElement> { [section] = vector["result"] }
            : vector["result"].EnumerateObject().ToDictionary(s => s.Name, s => s.Value);
        var found = read.Conditionals.Where(c => vector.Text("section") is not { } only || ConditionalKinds.OfSection(only) == c.Kind).ToArray();
        found.Length.ShouldBe(expected.Values.Sum(v => v.ValueKind == JsonValueKind.Array ? v.GetArrayLength() : 0), vector.Id);
        foreach (var (name, entries) in expected.Where(e => e.Value.ValueKind == JsonValueKind.Array))
        {
            var ofSection = found.Where(c => c.Kind == ConditionalKinds.OfSection(name)).ToArray();
            foreach (var (entry, index) in entries.EnumerateArray().Select((e, i) => (e, i)))
                ShouldHave(ofSection[index], entry, vector.Id);
        }
    }

    private static void ShouldHave(Conditional conditional, JsonElement expected, string id)
    {
        foreach (var field in expected.EnumerateObject())
        {
            object? actual = field.Name switch
            {
                "class" => null,
                "teststr" => conditional.Test,
                "attr" => ConditionParser.Read(conditional.Test).Expression!.Values().First().Name,
                "start_count" => conditional.Start,
                "frequency" => conditional.Frequency,
                "ntrips" => conditional.Trips,
                "window" => conditional.Window,
                "mapper" => conditional.Mapper,
                "analysis_types" => conditional.AnalysisTypes,
                "level" => (int)conditional.Level,
                "abbreviated_count_ratio" => conditional.AbbreviatedCountRatio,
                "action" => conditional.Action.Length == 0 ? null : conditional.Action,
                "resume" => conditional.Resume,
                "nskip" => conditional.Skip,
                "use_truncation" => conditional.UseTruncation,
                "use_termination" => conditional.UseTermination,
                "extraction_str" => conditional.ExtractionSteps,
                var other => throw new InvalidOperationException($"{id}: field '{other}' is not known"),
            };
            if (field.Name != "class")
                VectorResults.Same(field.Value, JsonSerializer.SerializeToElement(actual)).ShouldBeTrue($"{id}: {field.Name} is {actual}, expected {field.Value}");
        }
    }

    // The original looks at signs and points only and would fail on 1.5.5 when it comes to add it.
    private static void ReadsSteps(Vector vector)
    {
        var text = vector.Text("text")!;
        var areNumbers = text.Length == 0 || text.Split(',').All(p => PythonText.TryFloat(p.TrimEnd('%'), out _));
        var steps = ExtractionSteps.Read(text);
        (steps is not null).ShouldBe(vector["accepted"].GetBoolean() && areNumbers, vector.Id);
        if (steps is not null && vector.Has("is_percent"))
            steps.IsPercent.ShouldBe(vector["is_percent"].GetBoolean(), vector.Id);
    }

    private static void ReadsInline(Vector vector)
    {
        var text = vector.Text("text")!;
        var (conditional, problem) = InlineConditional.Read(text);
        if (!vector.Has("result"))
        {
            // The original cuts at every comma; a test with commas of its own is read here.
            if (text.Count(c => c == ',') <= 1)
                conditional.ShouldBeNull(vector.Id);
            (conditional is null).ShouldBe(problem.Length > 0);
            return;
        }

        var expected = vector["result"];
        conditional.ShouldNotBeNull(vector.Id).Kind.ShouldBe(ConditionalKind.Truncation);
        conditional.Test.ShouldBe(expected.GetProperty("teststr").GetString());
        conditional.Start.ShouldBe(expected.GetProperty("start_count").GetInt32());
        conditional.Frequency.ShouldBe(expected.GetProperty("frequency").GetInt32());
        conditional.AbbreviatedCountRatio.ShouldBe(expected.GetProperty("abbreviated_count_ratio").GetDouble());
        ConditionParser.Read(conditional.Test).Expression!.Values().First().Text.ShouldBe(expected.GetProperty("attr").GetString());
    }

    private static void KeepsTheOrder(Vector vector)
    {
        ConditionalText Text(ConditionalLevel level) => ConditionalText.Of(
            level, level switch { ConditionalLevel.Run => "rows", ConditionalLevel.Queue => "night", _ => "" }, $"{level}.yaml", $"terminations:\n- teststr: age>{(int)level}\n  start: 0\n");
        var queue = new QueueConditionals([Text(ConditionalLevel.System), Text(ConditionalLevel.Queue), Text(ConditionalLevel.Run)]);
        var installed = queue.Of(new RunSpec { Conditionals = "rows", QueueConditionalsName = "night" });
        switch (vector.Text("when"))
        {
            case "levels":
                installed.Select(c => (int)c.Level).Order().ShouldBe([10, 20, 30]);
                break;
            case "check time":
                installed.ShouldAllBe(c => c.IsDue(1) && !c.IsDue(0));
                break;
            default:
                installed.Select(c => c.Level).ShouldBe([ConditionalLevel.Run, ConditionalLevel.Queue, ConditionalLevel.System]);
                break;
        }
    }
}
