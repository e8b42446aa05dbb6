using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace LabActors.Core.Importing.Pychron;

/// <summary>Reads the detectors of a spectrometer: <c>detectors.cfg</c>, a section each, or <c>detectors.yaml</c>, a list or a mapping.</summary>
internal static class DetectorFile
{
    public static ImmutableArray<DetectorEntry> Read(SetupFile file, ImportFindings findings)
    {
        ImmutableArray<DetectorEntry> all = file.Name.EndsWith(".cfg", StringComparison.OrdinalIgnoreCase)
            ? [.. CfgFile.Read(file, findings).Sections.Select(s => new DetectorEntry(s.Text("name") is { Length: > 0 } name ? name : s.Name, file.Path, s))]
            : [.. Entries(SetupYaml.Root(file, findings)).Select(e => Entry(file, e.Name, e.Map))];
        foreach (var twice in all.GroupBy(d => d.Name).Where(g => g.Count() > 1))
            findings.LeftOut($"detector {twice.Key}", file.Path, twice.Last().Keys.Line, "a second detector of this name: the first counts");
        return [.. all.DistinctBy(d => d.Name)];
    }

    private static IEnumerable<(string Name, YamlMappingNode Map)> Entries(YamlNode? root) => root switch
    {
        YamlSequenceNode list => list.OfType<YamlMappingNode>().Select(m => ("", m)),
        YamlMappingNode map => map.Children.Where(c => c.Value is YamlMappingNode).Select(c => (c.Key.ToString(), (YamlMappingNode)c.Value)),
        _ => [],
    };

    private static DetectorEntry Entry(SetupFile file, string name, YamlMappingNode map)
    {
        var values = map.Children.ToImmutableDictionary(c => c.Key.ToString(), c => new CfgValue(SetupYaml.Scalars(c.Value), (int)c.Value.Start.Line), StringComparer.OrdinalIgnoreCase);
        var named = values.TryGetValue("name", out var own) ? own.Text : name;
        return new DetectorEntry(named, file.Path, new CfgSection(named, (int)map.Start.Line, values));
    }
}
