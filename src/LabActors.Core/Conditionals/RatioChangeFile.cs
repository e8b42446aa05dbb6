using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Labs;
using LabActors.Core.Problems;
using LabActors.Core.Scripts;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LabActors.Core.Conditionals;

/// <summary>Reads <c>ratio_change_detection.yaml</c>: a list of ratios with their limits. Every problem is told with its place.</summary>
public static class RatioChangeFile
{
    /// <summary>The file's name without extension.</summary>
    public const string Name = "ratio_change_detection";

    private static readonly string[] Limits = ["threshold", "percent_threshold", "nsigma", "mswd_threshold"];
    private static readonly string[] Keys = ["ratio", "nanalyses", "nominal_ratio", "analysis_type", "failure_count", "consecutive_failure", "send_email_only", .. Limits];

    /// <summary>Reads the text of the file.</summary>
    /// <param name="isotopes">That the instrument measures.</param>
    public static (ImmutableArray<RatioChangeCheck> Checks, ImmutableArray<Problem> Problems) Read(string text, string path, ImmutableArray<string> isotopes)
    {
        var problems = new List<Problem>();
        var stream = new YamlStream();
        try
        {
            stream.Load(new StringReader(text));
        }
        catch (YamlException e)
        {
            return ([], [new Problem(path, (int)e.Start.Line, (int)e.Start.Column, $"not YAML: {e.Message}")]);
        }

        ImmutableArray<RatioChangeCheck> checks = stream.Documents switch
        {
            [] => [],
            [{ RootNode: YamlSequenceNode list }] => [.. list.Select(node => new Entry(node, path, isotopes, problems).Read()).OfType<RatioChangeCheck>()],
            [var other, ..] => Refused(other.RootNode),
        };
        return (checks, [.. problems]);

        ImmutableArray<RatioChangeCheck> Refused(YamlNode node)
        {
            problems.Add(new Problem(path, (int)node.Start.Line, (int)node.Start.Column, $"found {ConditionalEntry.Describe(node)}, expected a list of ratios, each beginning with '- ratio:'"));
            return [];
        }
    }

    private sealed class Entry(YamlNode node, string path, ImmutableArray<string> isotopes, List<Problem> problems)
    {
        private readonly int before = problems.Count;

        public RatioChangeCheck? Read()
        {
            if (node is not YamlMappingNode map)
            {
                Add(node, "", $"found {ConditionalEntry.Describe(node)}, expected a ratio with its limits");
                return null;
            }

            foreach (var key in map.Children.Keys.OfType<YamlScalarNode>().Where(k => !Keys.Contains(k.Value)))
                Add(key, key.Value!, $"is no key of a ratio{NearestName.Hint(key.Value!, Keys)}, expected {string.Join(", ", Keys)}");
            var ratio = Ratio();
            var limits = Limits.Select(key => Number(key, double.Epsilon)).ToArray();
            if (limits.All(l => l is null) && problems.Count == before)
                Add(node, "threshold", $"found no limit, expected one of {string.Join(", ", Limits)}");
            var check = new RatioChangeCheck(
                ratio.Numerator, ratio.Denominator, Text("analysis_type").ToLowerInvariant().Replace(' ', '_'), (int)(Number("nanalyses", 1) ?? 5), Number("nominal_ratio", double.Epsilon),
                limits[0], limits[1], limits[2], limits[3], (int)(Number("failure_count", 1) ?? 1), Flag("consecutive_failure"), Flag("send_email_only"));
            if (check.AnalysisType.Length == 0)
                Add(node, "analysis_type", "missing, expected such as air or cocktail");
            return problems.Count == before ? check : null;
        }

        private (string Numerator, string Denominator) Ratio()
        {
            var written = Text("ratio");
            var names = written.Split('/', StringSplitOptions.TrimEntries);
            var known = names.Select(n => isotopes.FirstOrDefault(i => LabNames.Same(i, n))).ToArray();
            if (known is [{ } numerator, { } denominator])
                return (numerator, denominator);
            Add(Find("ratio") ?? node, "ratio", $"found '{written}', expected two isotopes such as Ar40/Ar36, of {string.Join(", ", isotopes)}");
            return ("", "");
        }

        private YamlNode? Find(string key) => ((YamlMappingNode)node).Children.TryGetValue(new YamlScalarNode(key), out var found) ? found : null;

        private string Text(string key) => (Find(key) as YamlScalarNode)?.Value?.Trim() ?? "";

        private double? Number(string key, double least)
        {
            if (Find(key) is not { } found)
                return null;
            var isWhole = key is "nanalyses" or "failure_count";
            if (double.TryParse(Text(key), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && value >= least && double.IsFinite(value) && (!isWhole || value == Math.Floor(value)))
                return value;
            Add(found, key, $"found {ConditionalEntry.Describe(found)}, expected {(isWhole ? "a whole number of at least 1" : "a number above 0")}");
            return null;
        }

        private bool Flag(string key)
        {
            if (Find(key) is not { } found)
                return false;
            if (Yaml11.Scalar(Text(key)) is System.Text.Json.Nodes.JsonValue value && value.TryGetValue(out bool flag))
                return flag;
            Add(found, key, $"found {ConditionalEntry.Describe(found)}, expected True or False");
            return false;
        }

        private void Add(YamlNode at, string key, string message) => problems.Add(new Problem(path, (int)at.Start.Line, (int)at.Start.Column, message, Field: key));
    }
}
