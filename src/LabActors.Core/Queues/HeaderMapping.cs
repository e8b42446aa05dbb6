using System.Collections.Immutable;
using LabActors.Core.Problems;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LabActors.Core.Queues;

/// <summary>The header's mapping, read key by key; what cannot be read is a problem and gets its default.</summary>
internal sealed class HeaderMapping(YamlMappingNode root, string path)
{
    private readonly List<Problem> problems = [];
    private readonly HashSet<string> asked = [];

    public string Text(string key, string absent = "") => Scalar(key) is { } scalar && !IsEmpty(scalar) ? scalar.Value! : absent;

    public int Whole(string key, int absent)
    {
        if (Scalar(key) is not { } scalar || IsNull(scalar))
            return absent;
        if (HeaderScalar.TryWhole(scalar.Value!, IsPlain(scalar), out var value))
            return value;
        Add(scalar, key, $"found \"{scalar.Value}\"; expected a whole number");
        return absent;
    }

    public DateTimeOffset? Instant(string key)
    {
        if (Scalar(key) is not { } scalar || IsNull(scalar))
            return null;
        if (LabInstant.TryParse(scalar.Value!, out var value))
            return value;
        Add(scalar, key, $"found \"{scalar.Value}\"; expected laboratory time as YYYY-MM-DD HH:MM");
        return null;
    }

    public bool Flag(string key)
    {
        if (Scalar(key) is not { } scalar || IsNull(scalar))
            return false;
        if (HeaderScalar.TryFlag(scalar.Value!, out var value))
            return value;
        Add(scalar, key, $"found \"{scalar.Value}\", taken as True; expected True or False", ProblemSeverity.Warning);
        return true;
    }

    public ImmutableArray<Problem> ProblemsWithUnknownKeys(ImmutableHashSet<string> ignored)
    {
        foreach (var key in root.Children.Keys)
        {
            var name = (key as YamlScalarNode)?.Value ?? key.ToString();
            if (!asked.Contains(name) && !ignored.Contains(name))
                Add(key, name, "is not a key of a queue's header; it is ignored and lost when the queue is saved", ProblemSeverity.Warning);
        }

        return [.. problems.OrderBy(problem => (problem.Line, problem.Column))];
    }

    private YamlScalarNode? Scalar(string key)
    {
        asked.Add(key);
        if (!root.Children.TryGetValue(new YamlScalarNode(key), out var node))
            return null;
        if (node is YamlScalarNode scalar)
            return scalar;
        Add(node, key, "holds a list or mapping; expected one value");
        return null;
    }

    private void Add(YamlNode node, string key, string message, ProblemSeverity severity = ProblemSeverity.Error) =>
        problems.Add(new Problem(path, (int)node.Start.Line, (int)node.Start.Column, message, severity, key));

    private static bool IsPlain(YamlScalarNode scalar) => scalar.Style is ScalarStyle.Plain or ScalarStyle.Any;

    private static bool IsEmpty(YamlScalarNode scalar) => string.IsNullOrEmpty(scalar.Value);

    private static bool IsNull(YamlScalarNode scalar) =>
        IsEmpty(scalar) || (IsPlain(scalar) && scalar.Value is ("~" or "null" or "Null" or "NULL"));
}
