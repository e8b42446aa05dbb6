using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace LabActors.Core.Importing.Pychron;

/// <summary>A file of sections and keys: a .cfg, or the same as YAML. Keys are found whatever their case, as Pychron finds them.</summary>
internal sealed record CfgFile(string Path, ImmutableArray<CfgSection> Sections)
{
    /// <summary>Reads it; what is no section, key or comment is reported.</summary>
    public static CfgFile Read(SetupFile file, ImportFindings findings)
    {
        findings.Read(file.Path);
        return file.Name.EndsWith(".cfg", StringComparison.OrdinalIgnoreCase) ? OfCfg(file, findings) : OfYaml(file, findings);
    }

    public CfgSection? Find(string section) => Sections.FirstOrDefault(s => string.Equals(s.Name, section, StringComparison.OrdinalIgnoreCase));

    /// <summary>The value of a key; null when there is none, or nothing behind it.</summary>
    public CfgValue? Value(string section, string key) => Find(section)?.Value(key);

    /// <summary>The text of a key; empty when there is none.</summary>
    public string Text(string section, string key) => Value(section, key)?.Text ?? "";

    private static CfgFile OfCfg(SetupFile file, ImportFindings findings)
    {
        var sections = new List<(string Name, int Line, Dictionary<string, CfgValue> Values)>();
        var last = "";
        var lines = file.Lines;
        for (var i = 0; i < lines.Length; i++)
        {
            var line = lines[i].Trim();
            if (line.Length == 0 || line[0] is '#' or ';')
                continue;
            if (line is ['[', .. var name, ']'])
            {
                sections.Add((name.Trim(), i + 1, new Dictionary<string, CfgValue>(StringComparer.OrdinalIgnoreCase)));
                last = "";
                continue;
            }

            var split = line.IndexOfAny(['=', ':']);
            if (sections.Count == 0 || (split <= 0 && last.Length == 0))
                findings.LeftOut("line", file.Path, i + 1, $"found '{line}', expected [section], key=value or a comment");
            else if (char.IsWhiteSpace(lines[i][0]) && last.Length > 0)
                sections[^1].Values[last] = sections[^1].Values[last].With(line);
            else if (split <= 0)
                findings.LeftOut("line", file.Path, i + 1, $"found '{line}', expected [section], key=value or a comment");
            else
                Add(sections[^1].Values, last = line[..split].Trim(), new CfgValue(Unquoted(line[(split + 1)..].Trim()), i + 1));
        }

        return new CfgFile(file.Path, [.. sections.Select(s => new CfgSection(s.Name, s.Line, s.Values.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase)))]);

        void Add(Dictionary<string, CfgValue> values, string key, CfgValue value)
        {
            if (values.TryGetValue(key, out var first))
                findings.Changed($"key {key}", file.Path, value.Line, $"found '{value.Text}' and in line {first.Line} '{first.Text}': the last one counts");
            values[key] = value;
        }
    }

    private static CfgFile OfYaml(SetupFile file, ImportFindings findings)
    {
        if (SetupYaml.Root(file, findings) is not YamlMappingNode root)
            return new CfgFile(file.Path, []);
        return new CfgFile(file.Path,
        [
            .. root.Children.Where(c => c.Value is YamlMappingNode).Select(section => new CfgSection(
                section.Key.ToString(),
                (int)section.Key.Start.Line,
                ((YamlMappingNode)section.Value).Children.DistinctBy(c => c.Key.ToString().ToLowerInvariant()).ToImmutableDictionary(
                    c => c.Key.ToString(),
                    c => new CfgValue(SetupYaml.Scalars(c.Value), (int)c.Value.Start.Line),
                    StringComparer.OrdinalIgnoreCase))),
        ]);
    }

    private static string Unquoted(string text) => text is ['\'' or '"', .. var inside, _] && text[^1] == text[0] && text.Length > 1 ? inside : text;
}
