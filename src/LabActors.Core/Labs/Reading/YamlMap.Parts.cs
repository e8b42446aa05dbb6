using System.Collections.Immutable;
using YamlDotNet.RepresentationModel;

namespace LabActors.Core.Labs.Reading;

/// <content>Mappings and lists in a mapping.</content>
internal sealed partial class YamlMap
{
    public YamlMap? Map(string key, bool required = true)
    {
        var found = Find(key);
        if (found is YamlMappingNode map)
        {
            return new YamlMap(map, Path(key), problems);
        }

        if (found is not null)
        {
            Report(found, key, $"found {Describe(found)}, expected a mapping");
        }
        else if (required)
        {
            Missing(key, "a mapping");
        }

        return null;
    }

    /// <summary>A list of texts and mappings, each as the one or the other; none when the key is absent.</summary>
    public ImmutableArray<(string Text, YamlMap? Map)> TextsOrMaps(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlSequenceNode list:
                foreach (var wrong in list.Where(n => n is YamlSequenceNode))
                    Report(wrong, key, $"found {Describe(wrong)}, expected a text or a mapping");
                return
                [
                    .. list.Select((n, i) => n switch
                    {
                        YamlScalarNode text => (text.Value ?? "", (YamlMap?)null),
                        YamlMappingNode map => ("", new YamlMap(map, $"{Path(key)}[{i}]", problems)),
                        _ => ("", null),
                    }).Where(entry => entry.Item1.Length > 0 || entry.Item2 is not null),
                ];
            case { } other:
                Report(other, key, $"found {Describe(other)}, expected a list");
                return [];
        }
    }

    /// <summary>Where it is drawn; null when the key is absent.</summary>
    public DrawnAt? Drawn(string key)
    {
        if (!Has(key))
            return null;
        if (Numbers(key, -1e6, 1e6) is [var x, var y])
            return new DrawnAt(x, y);
        Report(key, "expected two numbers, [x, y]");
        return null;
    }

    /// <summary>A list of mappings; none when the key is absent.</summary>
    public ImmutableArray<YamlMap> Maps(string key)
    {
        switch (Find(key))
        {
            case null:
                return [];
            case YamlSequenceNode list:
                foreach (var wrong in list.Where(n => n is not YamlMappingNode))
                {
                    Report(wrong, key, $"found {Describe(wrong)}, expected a mapping");
                }

                return [.. list.OfType<YamlMappingNode>().Select((n, i) => new YamlMap(n, $"{Path(key)}[{i}]", problems))];
            case { } other:
                Report(other, key, $"found {Describe(other)}, expected a list of mappings");
                return [];
        }
    }

    /// <summary>Each key of this mapping with the mapping under it.</summary>
    public IEnumerable<(string Key, YamlMap Map)> MapEntries()
    {
        foreach (var key in Keys())
        {
            if (Map(key) is { } map)
            {
                yield return (key, map);
            }
        }
    }

    /// <summary>Each key of this mapping with the number under it.</summary>
    public IEnumerable<(string Key, double Value)> NumberEntries(double min, double max) =>
        Keys().Select(k => (k, Number(k, min, max)));
}
