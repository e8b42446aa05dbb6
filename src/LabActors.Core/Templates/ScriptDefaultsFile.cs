using System.Collections.Immutable;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LabActors.Core.Templates;

/// <summary>Reads <c>scripts/defaults.yaml</c>: tag, key, value, and sections by extraction device within a tag.</summary>
public static class ScriptDefaultsFile
{
    private static readonly ImmutableHashSet<string> NumberKeys =
    [
        "modifier", "extract_value", "duration", "cleanup", "pre_cleanup", "post_cleanup", "cryo_temperature",
        "ramp_duration", "light_value", "beam_diameter",
    ];

    private static readonly ImmutableHashSet<string> TextKeys =
        ["extraction", "measurement", "post_equilibration", "post_measurement", "options", "extract_units", "pattern"];

    /// <summary>Reads the defaults that are readable, and every problem.</summary>
    public static (ScriptDefaults Defaults, ImmutableArray<Problem> Problems) Read(string text, string path)
    {
        var (documents, malformed) = YamlText.Load(text, path, "the file");
        if (malformed is not null)
            return (ScriptDefaults.None, [malformed]);

        if (documents.Count == 0)
            return (ScriptDefaults.None, []);
        if (documents[0].RootNode is not YamlMappingNode root)
            return (ScriptDefaults.None, [new Problem(path, 1, 0, "expected tags (u, bu, a ...), each with its defaults")]);

        var problems = new List<Problem>();
        var tags = ImmutableDictionary.CreateBuilder<string, TagDefaults>();
        foreach (var (key, node) in root.Children)
        {
            if (node is YamlMappingNode section)
                tags[key.ToString().ToLowerInvariant()] = ReadTag(section, path, problems);
            else
                Add(problems, path, node, key.ToString(), "expected a mapping of defaults");
        }

        return (new ScriptDefaults(tags.ToImmutable()), [.. problems]);
    }

    private static TagDefaults ReadTag(YamlMappingNode section, string path, List<Problem> problems)
    {
        var values = ImmutableDictionary.CreateBuilder<string, string>();
        var devices = ImmutableDictionary.CreateBuilder<string, ImmutableDictionary<string, string>>();
        foreach (var (key, node) in section.Children)
        {
            if (node is not YamlMappingNode device)
            {
                ReadValue(key.ToString(), node, path, values, problems);
                continue;
            }

            var ofDevice = ImmutableDictionary.CreateBuilder<string, string>();
            foreach (var (deviceKey, value) in device.Children)
                ReadValue(deviceKey.ToString(), value, path, ofDevice, problems);
            devices[key.ToString()] = ofDevice.ToImmutable();
        }

        return new TagDefaults(values.ToImmutable(), devices.ToImmutable());
    }

    private static void ReadValue(
        string key, YamlNode node, string path, ImmutableDictionary<string, string>.Builder values, List<Problem> problems)
    {
        var text = (node as YamlScalarNode)?.Value ?? "";
        if (node is not YamlScalarNode scalar)
            Add(problems, path, node, key, "expected one value");
        else if (!NumberKeys.Contains(key) && !TextKeys.Contains(key))
            Add(problems, path, node, key, "is not a default of a run; it is ignored", ProblemSeverity.Warning);
        else if (text.Length == 0 || (scalar.Style == ScalarStyle.Plain && text is ("~" or "null" or "Null" or "NULL")))
            values[key] = "";
        else if (NumberKeys.Contains(key) && !PythonText.TryFloat(text, out _))
            Add(problems, path, node, key, $"found \"{text}\"; expected a number");
        else
            values[key] = text;
    }

    private static void Add(
        List<Problem> problems, string path, YamlNode node, string key, string message, ProblemSeverity severity = ProblemSeverity.Error) =>
        problems.Add(new Problem(path, (int)node.Start.Line, (int)node.Start.Column, message, severity, key));
}
