using System.Collections.Immutable;
using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using LabActors.Core.Identifiers;
using LabActors.Core.Problems;
using LabActors.Core.Scripts;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LabActors.Core.Conditionals;

/// <summary>One entry of a file of conditionals. What is wrong with it is told, and the entry left out.</summary>
internal sealed class ConditionalEntry(
    YamlMappingNode node, string section, ConditionalKind kind, string path, ConditionalLevel level, List<Problem> problems)
{
    private static readonly string[] TestKeys = ["teststr", "comp", "check"];

    // Keys that Pychron has written, some of them results of a run that its editor saved along.
    private static readonly ImmutableArray<string> Keys =
    [
        .. TestKeys, "attr", "start", "start_count", "frequency", "ntrips", "window", "mapper", "analysis_types", "abbreviated_count_ratio", "action",
        "resume", "nskip", "use_truncation", "use_termination", "extraction_str", "level", "location", "tripped", "message", "value", "active", "hash_id",
    ];

    private bool _refused;

    /// <summary>The conditional; null when it has no test or is refused.</summary>
    public Conditional? Read()
    {
        foreach (var key in node.Children.Keys.Where(k => !Keys.Contains(Text(k))))
            Warn(key, Text(key), $"is no key of a conditional{NearestName.Hint(Text(key), Keys)} and is passed over");

        var tests = TestKeys.Select(Find).OfType<YamlScalarNode>().ToArray();
        var test = Array.Find(tests, s => !IsNull(s) && s.Value!.Trim().Length > 0);
        if (test is not null && test != tests[0])
        {
            Refuse(tests[0], "teststr", $"found nothing beside another test, '{test.Value}'; Pychron then passes the entry over: expected one test");
            return null;
        }

        if (test is null)
        {
            if (Find("attr") is YamlScalarNode { Value.Length: > 0 } attribute && !IsNull(attribute))
                Warn(attribute, "attr", $"found '{attribute.Value}' without a test: the entry is passed over");
            return null;
        }

        var conditional = new Conditional
        {
            Kind = kind,
            Level = level,
            File = path,
            Line = (int)test.Start.Line,
            Column = FirstColumn(test),
            Test = test.Value!.Trim(),
            Start = Whole("start", Whole("start_count", Conditional.DefaultStart, 0), 0),
            Frequency = Whole("frequency", 1, 1),
            Trips = Math.Max(1, Whole("ntrips", 1, 0)),
            Window = Whole("window", 0, 0),
            Mapper = Line("mapper"),
            AnalysisTypes = Types(),
            AbbreviatedCountRatio = Ratio(),
            Action = Action(),
            Resume = Flag("resume"),
            Skip = Whole("nskip", 0, 0),
            UseTruncation = Flag("use_truncation"),
            UseTermination = Flag("use_termination"),
            ExtractionSteps = Steps(),
        };
        Modifies(conditional);
        foreach (var fault in ConditionalChecks.SyntaxFaults(conditional))
        {
            problems.Add(fault);
            _refused |= fault.IsError;
        }

        return _refused ? null : conditional;
    }

    /// <summary>A node in words, for messages.</summary>
    public static string Describe(YamlNode found) => found switch
    {
        YamlScalarNode { Value: null or "" } => "nothing",
        YamlScalarNode scalar => $"'{scalar.Value}'",
        YamlSequenceNode => "a list",
        _ => "a mapping",
    };

    // Places in a test can be told when it stands on one line; a quoted text begins behind its quote.
    private static int FirstColumn(YamlScalarNode test)
    {
        if (test.Start.Line != test.End.Line)
            return 0;
        var blanks = test.Value!.Length - test.Value.TrimStart().Length;
        return (int)test.Start.Column + blanks + (test.Style is ScalarStyle.SingleQuoted or ScalarStyle.DoubleQuoted ? 1 : 0);
    }

    private static bool IsNull(YamlScalarNode scalar) => scalar.Style == ScalarStyle.Plain && Yaml11.Scalar(scalar.Value ?? "") is null;

    private static string Text(YamlNode key) => (key as YamlScalarNode)?.Value ?? "";

    private YamlNode? Find(string key) => node.Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null;

    private JsonNode? Value(string key) => Find(key) is YamlScalarNode scalar
        ? scalar.Style == ScalarStyle.Plain ? Yaml11.Scalar(scalar.Value ?? "") : scalar.Value
        : null;

    private string Line(string key)
    {
        switch (Find(key))
        {
            case null:
                return "";
            case YamlScalarNode scalar:
                return IsNull(scalar) ? "" : scalar.Value!.Trim();
            case { } other:
                Refuse(other, key, $"found {Describe(other)}, expected a text");
                return "";
        }
    }

    private int Whole(string key, int fallback, int least)
    {
        if (Find(key) is not { } found)
            return fallback;
        if (found is YamlScalarNode
            && Value(key) is JsonValue value
            && value.GetValueKind() == JsonValueKind.Number
            && int.TryParse(value.ToJsonString(), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole)
            && whole >= least)
        {
            return whole;
        }

        Refuse(found, key, $"found {Describe(found)}, expected a whole number of at least {least}");
        return fallback;
    }

    private double Ratio()
    {
        const string Key = "abbreviated_count_ratio";
        if (Find(Key) is not { } found)
            return 1;
        if (Value(Key) is JsonValue value
            && value.GetValueKind() == JsonValueKind.Number
            && double.Parse(value.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture) is > 0 and <= 1000 and var ratio)
        {
            return ratio;
        }

        Refuse(found, Key, $"found {Describe(found)}, expected a number above 0, such as 0.5");
        return 1;
    }

    private bool Flag(string key)
    {
        if (Find(key) is not { } found)
            return false;
        switch (Value(key))
        {
            case JsonValue value when value.GetValueKind() is JsonValueKind.True or JsonValueKind.False:
                return value.GetValue<bool>();
            case null when found is YamlScalarNode:
                return false;
            default:
                Refuse(found, key, $"found {Describe(found)}, expected true or false");
                return false;
        }
    }

    private ImmutableArray<string> Types()
    {
        const string Key = "analysis_types";
        YamlNode[] nodes = Find(Key) switch
        {
            null => [],
            YamlSequenceNode list => [.. list],
            YamlScalarNode scalar when IsNull(scalar) => [],
            { } other => [other],
        };
        var types = ImmutableArray.CreateBuilder<string>();
        foreach (var item in nodes)
        {
            if (item is not YamlScalarNode { Value.Length: > 0 } scalar)
            {
                Refuse(item, Key, $"found {Describe(item)}, expected an analysis type such as unknown");
                continue;
            }

            var type = scalar.Value.ToLowerInvariant().Replace(' ', '_');
            string[] known = [.. IdentifierTable.Default.Entries.Select(e => e.AnalysisType).Append("ic").Distinct()];
            if (!known.Contains(type))
                Warn(scalar, Key, $"found '{scalar.Value}'{NearestName.Hint(type, known)}, which is none of the usual analysis types ({string.Join(", ", known)})");
            types.Add(type);
        }

        return types.ToImmutable();
    }

    private string Action()
    {
        const string Key = "action";
        var action = Line(Key);
        string[] expected = kind switch
        {
            ConditionalKind.Modification => [.. ModificationAction.Names],
            ConditionalKind.PostRunAction => ["cancel", "repeat"],
            _ => [],
        };
        if (expected.Length == 0)
            return action;
        if (Array.Find(expected, e => string.Equals(e, action, StringComparison.OrdinalIgnoreCase)) is { } known)
            return known;
        Refuse(Find(Key) ?? node, Key, $"found {(action.Length == 0 ? "nothing" : $"'{action}'")}{NearestName.Hint(action, expected)}, expected {string.Join(", ", expected)}");
        return action;
    }

    private string Steps()
    {
        const string Key = "extraction_str";
        var text = Line(Key);
        if (ExtractionSteps.Read(text) is null)
            Refuse(Find(Key)!, Key, $"found '{text}', expected steps such as 1,2,3 or 10%,20%");
        return text;
    }

    private void Modifies(Conditional conditional)
    {
        if (kind != ConditionalKind.Modification)
            return;
        if (conditional is { Action: ModificationAction.SkipRuns, Skip: 0 })
            Warn(Find("nskip") ?? node, "nskip", "found 0 runs to skip: the modification does nothing");
        if (conditional is { Action: ModificationAction.SetExtract, ExtractionSteps: "" })
            Warn(Find("extraction_str") ?? node, "extraction_str", "found no steps, expected such as 1,2,3 or 10%,20%: the modification does nothing");
    }

    private void Refuse(YamlNode at, string key, string message)
    {
        _refused = true;
        problems.Add(new Problem(path, (int)at.Start.Line, (int)at.Start.Column, message, Field: $"{section}.{key}"));
    }

    private void Warn(YamlNode at, string key, string message) =>
        problems.Add(new Problem(path, (int)at.Start.Line, (int)at.Start.Column, message, ProblemSeverity.Warning, $"{section}.{key}"));
}
