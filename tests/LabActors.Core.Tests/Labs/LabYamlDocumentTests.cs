using System.Text.RegularExpressions;
using LabActors.Core.Labs;
using YamlDotNet.RepresentationModel;

namespace LabActors.Core.Tests.Labs;

/// <summary>docs/lab-yaml.md names the keys that the reader asks for, all of them and no others.</summary>
public sealed partial class LabYamlDocumentTests
{
    private const string Wired = """
        version: 1
        name: Wired
        ports:
          - {name: box, kind: serial, path: COM3}
          - {name: server, kind: tcp, host: 10.0.0.2, port: 1061}
        devices: [{name: box, driver: pychron-valves, port: server, settings: {}}]
        sections: [{name: line}]
        volumes: [{name: a, cm3: 1, section: line}, {name: b, cm3: 1, section: line}]
        valves:
          - {name: A, description: a, kind: double, joins: [a, b], section: line, device: box, address: 'A,B'}
          - {name: B, description: b, joins: [a, b], section: line, device: box}
        heaters: [{name: h, volume: a}]
        extraction_devices: [{name: l, kind: laser, volume: a, section: line, units: [{name: watts, max: 1}], trays: [{name: t, file: t.txt}], patterns: [{name: p, file: p.txt}], calibration: {}}]
        pychron_server: [{port: 1061}, {port: 1067, protocol: laser, device: l}]
        sample_changer: {isolate: {open: [], close: []}}
        trips: [{name: vacuum, close: [A], when: {gauge: x}}]
        """;

    [Fact]
    public void Every_key_that_is_read_is_documented_and_every_documented_key_is_read()
    {
        var read = new[] { DemoLab.Text, File.ReadAllText(Path.Combine(SourceTree.Root, "examples", "three-nodes", "lab.yaml")), Wired }.SelectMany(Asked)
            .GroupBy(k => k.Section).ToDictionary(g => g.Key, g => g.Select(k => k.Key).Distinct().Order(StringComparer.Ordinal).ToArray());
        var documented = Documented().GroupBy(k => k.Section).ToDictionary(g => g.Key, g => g.Select(k => k.Key).Order(StringComparer.Ordinal).ToArray());
        read.Keys.Except(documented.Keys).ShouldBeEmpty("sections that docs/lab-yaml.md has no heading for");
        documented.Keys.Except(read.Keys).ShouldBeEmpty("headings of docs/lab-yaml.md that are no section");
        foreach (var (section, keys) in read)
            documented[section].ShouldBe(keys, $"the table under `{section}` in docs/lab-yaml.md");
    }

    /// <summary>The keys that each mapping was asked for: a key that nobody knows is answered with all that are known.</summary>
    private static IEnumerable<(string Section, string Key)> Asked(string text)
    {
        var stream = new YamlStream();
        stream.Load(new StringReader(text));
        foreach (var map in stream.Documents[0].AllNodes.OfType<YamlMappingNode>().ToArray())
            map.Add("zzz", "zzz");
        var writer = new StringWriter();
        stream.Save(writer, assignAnchors: false);
        foreach (var problem in LabFile.Read(writer.ToString(), Path.Combine(SourceTree.DemoLab, "lab.yaml")).Problems)
        {
            if (!problem.Message.StartsWith("unknown key 'zzz'", StringComparison.Ordinal))
                continue;
            var section = Index.Replace(problem.Field[..^"zzz".Length].TrimEnd('.'), "");

            // Settings are the drivers' own (docs/devices.md); what only the simulator knows stands in docs/simulation.md.
            if (section is "devices.settings" || section.Split('.')[0] == "simulation")
                continue;

            // sample_changer has a mapping for each step, whatever its name.
            section = section.StartsWith("sample_changer.", StringComparison.Ordinal) ? "sample_changer" : section;
            foreach (var key in problem.Message["unknown key 'zzz', expected ".Length..].Split(", "))
                yield return (section.Length == 0 ? "lab.yaml" : section, key);
        }
    }

    private static IEnumerable<(string Section, string Key)> Documented()
    {
        var section = "";
        foreach (var line in File.ReadLines(Path.Combine(SourceTree.Root, "docs", "lab-yaml.md")))
        {
            if (Heading.Match(line) is { Success: true } heading)
                section = heading.Groups[1].Value;
            else if (line.StartsWith('#'))
                section = "";
            else if (section.Length > 0 && Row.Match(line) is { Success: true } row)
                yield return (section, row.Groups[1].Value);
        }
    }

    [GeneratedRegex(@"\[\d+\]")]
    private static partial Regex Index { get; }

    [GeneratedRegex(@"^#+ `([a-z_.]+)`")]
    private static partial Regex Heading { get; }

    [GeneratedRegex(@"^\| `([a-z0-9_]+)` \|")]
    private static partial Regex Row { get; }
}
