using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;

namespace LabActors.Core.Conditionals;

/// <summary>Conditionals that a measurement script adds (<c>add_truncation</c> and its kin) or gives to a whiff.</summary>
public static class ScriptConditional
{
    /// <summary>What <c>whiff</c> and the <c>add_</c> commands say when nothing else is said.</summary>
    private const int AddedStart = 0;
    private const int AddedFrequency = 10;

    /// <summary>The kind that a command adds; null when it adds none.</summary>
    public static ConditionalKind? KindOf(string command) => command switch
    {
        "add_termination" => ConditionalKind.Termination,
        "add_cancelation" => ConditionalKind.Cancelation,
        "add_truncation" => ConditionalKind.Truncation,
        "add_action" => ConditionalKind.Action,
        _ => null,
    };

    /// <summary>The kinds that a command clears; empty when it clears none. As in Pychron, <c>clear_conditionals</c> leaves modifications and equilibrations.</summary>
    public static ImmutableArray<ConditionalKind> KindsCleared(string command) => command switch
    {
        "clear_conditionals" => [ConditionalKind.Truncation, ConditionalKind.Termination, ConditionalKind.Action, ConditionalKind.Cancelation],
        "clear_terminations" => [ConditionalKind.Termination],
        "clear_truncations" => [ConditionalKind.Truncation],
        "clear_actions" => [ConditionalKind.Action],
        _ => [],
    };

    /// <summary>What an <c>add_</c> command adds; null with the reason when it is refused.</summary>
    /// <param name="file">The script.</param>
    /// <param name="line">Its line.</param>
    public static (Conditional? Conditional, string Problem) Added(
        string command, ImmutableDictionary<string, JsonElement> arguments, string file, int line)
    {
        var read = new Reader(arguments);
        var conditional = new Conditional
        {
            Kind = KindOf(command) ?? throw new ArgumentOutOfRangeException(nameof(command), command, "adds no conditional"),
            Level = ConditionalLevel.Script,
            File = file,
            Line = line,
            Test = read.Test(),
            Start = read.Whole("start_count", AddedStart, 0),
            Frequency = read.Whole("frequency", AddedFrequency, 1),
            Trips = Math.Max(1, read.Whole("ntrips", 1, 0)),
            Window = read.Whole("window", 0, 0),
            Mapper = read.Text("mapper"),
            AbbreviatedCountRatio = read.Number("abbreviated_count_ratio", 1),
            Action = read.Text("action"),
            Resume = read.Flag("resume"),
        };
        return Finished(conditional, read.Problem);
    }

    /// <summary>The conditionals of a whiff: <c>{action, attr, teststr}</c>; None is none. Null with the reason when they are refused.</summary>
    /// <param name="counts">The whiff's counts: where nothing is said a conditional is tested once, behind the last.</param>
    public static (ImmutableArray<Conditional>? Conditionals, string Problem) OfWhiff(JsonElement list, int counts, string file, int line)
    {
        if (list.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
            return ([], "");
        if (list.ValueKind != JsonValueKind.Array)
            return (null, $"a list of conditionals was expected, not {list.GetRawText()}");
        var conditionals = new List<Conditional>();
        foreach (var item in list.EnumerateArray())
        {
            if (item.ValueKind != JsonValueKind.Object)
                return (null, $"found {item.GetRawText()}, expected a conditional such as {{'action': 'run', 'teststr': 'Ar40>100'}}");
            var read = new Reader(item.EnumerateObject().ToImmutableDictionary(p => p.Name, p => p.Value));
            var (conditional, problem) = Finished(
                new Conditional
                {
                    Kind = ConditionalKind.Whiff,
                    Level = ConditionalLevel.Script,
                    File = file,
                    Line = line,
                    Test = read.Test(),
                    Start = read.Whole("start", read.Whole("start_count", counts, 0), 0),
                    Frequency = read.Whole("frequency", 1, 1),
                    Trips = Math.Max(1, read.Whole("ntrips", 1, 0)),
                    Window = read.Whole("window", 0, 0),
                    Mapper = read.Text("mapper"),
                    Action = read.Text("action"),
                },
                read.Problem);
            if (conditional is null)
                return (null, problem);
            conditionals.Add(conditional);
        }

        return (ConditionalFile.Identified(conditionals), "");
    }

    /// <summary>Why a command's conditionals cannot be used with these names; null when they can.</summary>
    public static string? Refuse(string command, ImmutableDictionary<string, JsonElement> arguments, ConditionVocabulary vocabulary)
    {
        if (KindOf(command) is null && command != "whiff")
            return null;
        ImmutableArray<Conditional> conditionals;
        string problem;
        if (command == "whiff")
        {
            (var whiff, problem) = OfWhiff(arguments.GetValueOrDefault("conditionals"), 1, "", 0);
            conditionals = whiff ?? [];
        }
        else
        {
            (var added, problem) = Added(command, arguments, "", 0);
            conditionals = added is null ? [] : [added];
        }

        return problem.Length > 0
            ? problem
            : conditionals.SelectMany(c => ConditionalChecks.NameFaults(c, vocabulary)).FirstOrDefault(p => p.IsError)?.Message;
    }

    private static (Conditional? Conditional, string Problem) Finished(Conditional conditional, string problem)
    {
        if (problem.Length == 0 && ConditionalChecks.SyntaxFaults(conditional) is [var fault, ..])
            problem = fault.Message;
        return problem.Length == 0 ? (conditional.WithId(), "") : (null, problem);
    }

    private sealed class Reader(ImmutableDictionary<string, JsonElement> arguments)
    {
        public string Problem { get; private set; } = "";

        /// <summary>The test; a script may write the name apart (<c>'Ar40', '&gt;100'</c>).</summary>
        public string Test()
        {
            var test = new[] { "teststr", "comp", "check" }.Select(Text).FirstOrDefault(t => t.Length > 0) ?? "";
            if (test.Length == 0)
                Problem = "found no test, expected one such as Ar40>100";
            return test.Length > 0 && "<>=!".Contains(test[0]) ? Text("attr") + test : test;
        }

        public string Text(string key) => arguments.GetValueOrDefault(key) switch
        {
            { ValueKind: JsonValueKind.String } text => text.GetString()!.Trim(),
            { ValueKind: JsonValueKind.Undefined or JsonValueKind.Null } => "",
            var other => other.GetRawText(),
        };

        public bool Flag(string key) => arguments.GetValueOrDefault(key).ValueKind == JsonValueKind.True;

        public int Whole(string key, int fallback, int least)
        {
            var value = Number(key, fallback);
            if (value >= least && value <= int.MaxValue && value == Math.Floor(value))
                return (int)value;
            Problem = string.Create(CultureInfo.InvariantCulture, $"{key}: found {value}, expected a whole number of at least {least}");
            return fallback;
        }

        public double Number(string key, double fallback)
        {
            var value = arguments.GetValueOrDefault(key);
            if (value.ValueKind is JsonValueKind.Undefined or JsonValueKind.Null)
                return fallback;
            if (value.ValueKind == JsonValueKind.Number)
                return value.GetDouble();
            Problem = $"{key}: found {value.GetRawText()}, expected a number";
            return fallback;
        }
    }
}
