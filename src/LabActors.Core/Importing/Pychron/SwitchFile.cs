using System.Collections.Immutable;
using System.Xml.Linq;
using YamlDotNet.RepresentationModel;

namespace LabActors.Core.Importing.Pychron;

/// <summary>Reads the valves, switches and pipettes of a line: <c>valves.xml</c> or <c>valves.yaml</c>.</summary>
internal static class SwitchFile
{
    private static readonly string[] Kinds = ["valve", "switch", "manual_valve", "manual_switch", "double_actuation_valve", "pipette"];

    public static ImmutableArray<SwitchEntry> Read(SetupFile file, ImportFindings findings)
    {
        var entries = ImmutableArray.CreateBuilder<SwitchEntry>();
        if (file.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase))
            OfXml(SetupXml.Root(file, findings), "", file.Path, entries, findings);
        else
            OfYaml(file, entries, findings);
        foreach (var nameless in entries.Where(e => e.Name.Length == 0))
            findings.LeftOut(nameless.Kind, nameless.File, nameless.Line, "found no name before its first key, expected one");
        return [.. entries.Where(e => e.Name.Length > 0)];
    }

    private static void OfXml(XElement parent, string group, string file, ImmutableArray<SwitchEntry>.Builder entries, ImportFindings findings)
    {
        foreach (var element in parent.Elements())
        {
            var kind = element.Name.LocalName;
            if (kind == "group")
                OfXml(element, element.Leading(), file, entries, findings);
            else if (Kinds.Contains(kind))
                entries.Add(new SwitchEntry(kind, element.Leading(), group, file, element.Line(), [.. Values(element)]));
            else
                findings.LeftOut($"element {kind}", file, element.Line(), $"found '{kind}', expected one of group, {string.Join(", ", Kinds)}");
        }
    }

    private static IEnumerable<(string Key, CfgValue Value)> Values(XElement element)
    {
        foreach (var attribute in element.Attributes())
            yield return (attribute.Name.LocalName, new CfgValue(attribute.Value.Trim(), element.Line()));
        foreach (var child in element.Elements())
        {
            if (child.Leading() is { Length: > 0 } text)
                yield return (child.Name.LocalName, new CfgValue(text, child.Line()));
            foreach (var nested in child.Elements())
                yield return ($"{child.Name.LocalName}.{nested.Name.LocalName}", new CfgValue(nested.Leading(), nested.Line()));
        }
    }

    private static void OfYaml(SetupFile file, ImmutableArray<SwitchEntry>.Builder entries, ImportFindings findings)
    {
        var root = SetupYaml.Root(file, findings);
        if (root is not YamlSequenceNode list)
        {
            if (root is not null)
                findings.LeftOut("file", file.Path, (int)root.Start.Line, "found no list, expected a list of valves");
            return;
        }

        foreach (var node in list)
        {
            if (node is not YamlMappingNode map)
            {
                findings.LeftOut("entry", file.Path, (int)node.Start.Line, "found no mapping, expected a valve with its keys");
                continue;
            }

            ImmutableArray<(string Key, CfgValue Value)> values = [.. map.Children.SelectMany(c => Values(c.Key.ToString(), c.Value))];
            var kind = values.FirstOrDefault(v => v.Key == "kind").Value?.Text ?? "valve";
            if (!Kinds.Contains(kind))
            {
                findings.LeftOut($"kind {kind}", file.Path, (int)node.Start.Line, $"found '{kind}', expected one of {string.Join(", ", Kinds)}; it is read as a valve");
                kind = "valve";
            }

            entries.Add(new SwitchEntry(kind, values.FirstOrDefault(v => v.Key == "name").Value?.Text ?? "", "", file.Path, (int)node.Start.Line, [.. values.Where(v => v.Key is not ("kind" or "name"))]));
        }
    }

    /// <summary>A scalar under its key, each of a list under it, and what is in a mapping under <c>key.name</c>; the mapping's own name, if it has one, under the key.</summary>
    private static IEnumerable<(string Key, CfgValue Value)> Values(string key, YamlNode node) => node switch
    {
        YamlScalarNode { Value.Length: > 0 } scalar => [(key, new CfgValue(scalar.Value.Trim(), (int)scalar.Start.Line))],
        YamlSequenceNode list => list.SelectMany(n => Values(key, n)),
        YamlMappingNode map => map.Children.SelectMany(c => Values(c.Key.ToString() == "name" ? key : $"{key}.{c.Key}", c.Value)),
        _ => [],
    };
}
