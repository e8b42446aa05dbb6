using System.Collections.Immutable;

namespace LabActors.Core.Labs.Writing;

/// <summary>What is said to people in a laboratory's file that is written.</summary>
public sealed record LabRemarks
{
    /// <summary>At the top of the file, a line each.</summary>
    public ImmutableArray<string> Header { get; init; } = [];

    /// <summary>Behind an entry, by its list and name: <c>valves/A</c>, <c>gauges/controller/name</c>, <c>instruments/Argus/detectors/CDD</c>.</summary>
    public ImmutableDictionary<string, string> Of { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>At the end of a list, a line each, by the list's key: entries that are not in use.</summary>
    public ImmutableDictionary<string, ImmutableArray<string>> After { get; init; } = ImmutableDictionary<string, ImmutableArray<string>>.Empty;

    /// <summary>The remark behind an entry as it stands in the file; empty for none.</summary>
    internal string Behind(string entry) => Of.TryGetValue(entry, out var remark) ? $" {YamlText.Comment(remark)}" : "";
}
