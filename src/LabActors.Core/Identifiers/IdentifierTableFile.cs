using System.Collections.Immutable;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using YamlDotNet.RepresentationModel;

namespace LabActors.Core.Identifiers;

/// <summary>
/// Reads <c>identifiers.yaml</c> in either of its forms: a list of <c>name, shortname, special, extractable</c>, which
/// replaces the default table, or a mapping <c>tag: 'order:Name'</c>, which adds references to it.
/// </summary>
public static class IdentifierTableFile
{
    /// <summary>The table, without the entries that could not be read, and every problem.</summary>
    public static (IdentifierTable Table, ImmutableArray<Problem> Problems) Read(string text, string path)
    {
        var (documents, malformed) = YamlText.Load(text, path, "the file");
        if (malformed is not null)
            return (IdentifierTable.Default, [malformed]);

        var problems = new List<Problem>();
        var table = documents.Count == 0 ? IdentifierTable.Default : documents[0].RootNode switch
        {
            YamlSequenceNode list => new IdentifierTable([.. list.Children.Select(node => ReadEntry(node, path, problems)).OfType<IdentifierEntry>()]),
            YamlMappingNode map => IdentifierTable.Default with { Entries = Merge(map, path, problems) },
            _ => Refuse(path, problems),
        };
        foreach (var doubled in table.Entries.GroupBy(entry => entry.Tag).Where(group => group.Count() > 1))
            problems.Add(new Problem(path, 0, 0, $"found the tag \"{doubled.Key}\" {doubled.Count()} times; expected every tag once"));
        return (table, [.. problems]);
    }

    private static IdentifierTable Refuse(string path, List<Problem> problems)
    {
        problems.Add(new Problem(path, 1, 0, "expected a list of identifiers or a mapping of tags to names"));
        return IdentifierTable.Default;
    }

    private static IdentifierEntry? ReadEntry(YamlNode node, string path, List<Problem> problems)
    {
        if (node is not YamlMappingNode entry)
        {
            problems.Add(At(node, path, "expected name, shortname, special and extractable"));
            return null;
        }

        var tag = Text(entry, "shortname");
        var name = Text(entry, "name");
        foreach (var missing in new[] { (Key: "shortname", Value: tag), (Key: "name", Value: name) }.Where(pair => pair.Value.Length == 0))
            problems.Add(At(node, path, $"has no {missing.Key}"));
        return tag.Length == 0 || name.Length == 0
            ? null
            : new IdentifierEntry(tag, name, PythonText.ToBool(Text(entry, "special")), PythonText.ToBool(Text(entry, "extractable")));
    }

    // The order number sorts the added kinds among themselves; the name may have underscores for spaces.
    private static ImmutableArray<IdentifierEntry> Merge(YamlMappingNode map, string path, List<Problem> problems)
    {
        var added = new List<(int Order, IdentifierEntry Entry)>();
        foreach (var (key, node) in map.Children)
        {
            var value = (node as YamlScalarNode)?.Value ?? "";
            var parts = value.Split(':', 2);
            var order = added.Count;
            var hasOrder = parts.Length == 2 && PythonText.TryInt(parts[0], out var number) && (order = (int)number) >= 0;
            var name = (hasOrder ? parts[1] : value).Trim().Replace('_', ' ');
            if (name.Length == 0 || (parts.Length == 2 && !hasOrder))
                problems.Add(At(node, path, $"found \"{value}\"; expected \"order:Name\"", key.ToString()));
            else
                added.Add((order, new IdentifierEntry(key.ToString(), name, IsSpecial: true, IsExtractable: false)));
        }

        var tags = added.Select(pair => pair.Entry.Tag).ToHashSet();
        return [.. IdentifierTable.Default.Entries.Where(entry => !tags.Contains(entry.Tag)), .. added.OrderBy(pair => pair.Order).Select(pair => pair.Entry)];
    }

    private static string Text(YamlMappingNode entry, string key) =>
        entry.Children.TryGetValue(new YamlScalarNode(key), out var node) && node is YamlScalarNode { Value: { } value } ? value : "";

    private static Problem At(YamlNode node, string path, string message, string field = "") =>
        new(path, (int)node.Start.Line, (int)node.Start.Column, message, Field: field);
}
