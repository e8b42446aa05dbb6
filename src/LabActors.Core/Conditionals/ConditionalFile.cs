using System.Collections.Immutable;
using LabActors.Core.Problems;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LabActors.Core.Conditionals;

/// <summary>
/// Reads a file of conditionals as Pychron's editor writes it: sections of entries. Entries without a test are the editor's place holders and are
/// passed over. Every problem is told, with its place; what has none is read.
/// </summary>
public static class ConditionalFile
{
    /// <summary>Reads the text of a file.</summary>
    /// <param name="text">YAML.</param>
    /// <param name="path">For problems, and kept with each conditional.</param>
    /// <param name="level">Where the file applies.</param>
    public static ConditionalFileResult Read(string text, string path, ConditionalLevel level)
    {
        var problems = new List<Problem>();
        var found = Root(text, path, problems) switch
        {
            null => [],
            YamlMappingNode map => Sections(map, path, level, problems),
            YamlSequenceNode list => Old(list, path, level, problems),
            { } other => Refuse(other, path, problems),
        };
        return new ConditionalFileResult(Identified(found), [.. problems.OrderBy(p => p.Line).ThenBy(p => p.Column)]);
    }

    /// <summary>Gives each its id; what says the same as one before gets a number.</summary>
    public static ImmutableArray<Conditional> Identified(IEnumerable<Conditional> conditionals)
    {
        var seen = new Dictionary<string, int>();
        var named = ImmutableArray.CreateBuilder<Conditional>();
        foreach (var conditional in conditionals.Select(c => c.WithId()))
        {
            var times = seen[conditional.Id] = seen.GetValueOrDefault(conditional.Id) + 1;
            named.Add(times == 1 ? conditional : conditional with { Id = $"{conditional.Id}-{times}" });
        }

        return named.ToImmutable();
    }

    private static YamlNode? Root(string text, string path, List<Problem> problems)
    {
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            problems.Add(new Problem(path, (int)e.Start.Line, (int)e.Start.Column, $"not YAML: {e.InnerException?.Message ?? e.Message}"));
            return null;
        }
        catch (InvalidOperationException)
        {
            // the scanner's own way to give up on a text that breaks off inside brackets
            problems.Add(new Problem(path, 0, 0, "not YAML: it breaks off inside brackets"));
            return null;
        }

        return stream.Documents is [var first, ..] && first.RootNode is not YamlScalarNode { Value: null or "" } ? first.RootNode : null;
    }

    private static List<Conditional> Sections(YamlMappingNode map, string path, ConditionalLevel level, List<Problem> problems)
    {
        var found = new List<Conditional>();
        foreach (var (key, value) in map.Children)
        {
            var name = (key as YamlScalarNode)?.Value ?? "";
            if (ConditionalKinds.OfSection(name) is not { } kind)
            {
                problems.Add(At(path, key, $"found section '{name}'{NearestName.Hint(name, ConditionalKinds.SectionNames)}, expected {string.Join(", ", ConditionalKinds.SectionNames)}"));
                continue;
            }

            switch (value)
            {
                case YamlSequenceNode list:
                    found.AddRange(Entries(list, name, kind, path, level, problems));
                    break;
                case YamlScalarNode { Value: null or "" or "~" or "null" }:
                    break;
                default:
                    problems.Add(At(path, value, $"found {ConditionalEntry.Describe(value)} in section '{name}', expected a list: each conditional begins with '- '"));
                    break;
            }
        }

        return found;
    }

    private static List<Conditional> Old(YamlSequenceNode list, string path, ConditionalLevel level, List<Problem> problems)
    {
        if (level is ConditionalLevel.System or ConditionalLevel.Queue)
        {
            problems.Add(At(path, list, $"found a list without a section, expected a section such as 'truncations:' above it, one of {string.Join(", ", ConditionalKinds.SectionNames)}"));
            return [];
        }

        problems.Add(At(path, list, "a list without a section, as before 2015, is taken for truncations; today's Pychron does not read it") with { Severity = ProblemSeverity.Warning });
        return [.. Entries(list, "truncations", ConditionalKind.Truncation, path, level, problems)];
    }

    private static List<Conditional> Refuse(YamlNode node, string path, List<Problem> problems)
    {
        problems.Add(At(path, node, $"found {ConditionalEntry.Describe(node)}, expected sections: {string.Join(", ", ConditionalKinds.SectionNames)}"));
        return [];
    }

    private static IEnumerable<Conditional> Entries(
        YamlSequenceNode list, string section, ConditionalKind kind, string path, ConditionalLevel level, List<Problem> problems)
    {
        foreach (var node in list)
        {
            switch (node)
            {
                case YamlMappingNode map:
                    if (new ConditionalEntry(map, section, kind, path, level, problems).Read() is { } conditional)
                        yield return conditional;
                    break;
                case YamlScalarNode { Value: null or "" or "~" or "null" }:
                    problems.Add(At(path, node, $"an empty entry in '{section}' is passed over (Pychron refuses the file)") with { Severity = ProblemSeverity.Warning });
                    break;
                default:
                    problems.Add(At(path, node, $"found {ConditionalEntry.Describe(node)} in '{section}', expected a conditional such as 'teststr: Ar40>100'"));
                    break;
            }
        }
    }

    private static Problem At(string path, YamlNode node, string message) => new(path, (int)node.Start.Line, (int)node.Start.Column, message);
}
