using System.Collections.Immutable;

namespace LabActors.Core.Labs.Drivers;

/// <summary>What a device calls things that the laboratory calls otherwise: <c>CDD = IC0; L2 = L2CDD</c>. What is not in it has one name for both.</summary>
public sealed class NameMap
{
    private readonly ImmutableArray<(string Ours, string Theirs)> _pairs;

    private NameMap(ImmutableArray<(string Ours, string Theirs)> pairs) => _pairs = pairs;

    /// <summary>Reads it; empty for an empty text.</summary>
    /// <exception cref="FormatException">A pair is none, or a name stands twice on one side.</exception>
    public static NameMap Parse(string text) =>
        TryParse(text, out var map) ? map : throw new FormatException($"found '{text}', expected pairs of names such as 'CDD = IC0; L2 = L2CDD'");

    /// <summary>Reads it; false where it is no map.</summary>
    public static bool TryParse(string text, out NameMap map)
    {
        var pairs = text.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).Select(p => p.Split('=', StringSplitOptions.TrimEntries)).ToArray();
        var isMap = pairs.All(p => p is [{ Length: > 0 }, { Length: > 0 }])
            && pairs.DistinctBy(p => LabNames.Key(p[0])).Count() == pairs.Length
            && pairs.DistinctBy(p => p[1], StringComparer.Ordinal).Count() == pairs.Length;
        map = new NameMap(isMap ? [.. pairs.Select(p => (p[0], p[1]))] : []);
        return isMap;
    }

    /// <summary>The device's name.</summary>
    public string Theirs(string ours) => _pairs.FirstOrDefault(p => LabNames.Same(p.Ours, ours)).Theirs ?? ours;

    /// <summary>The laboratory's name.</summary>
    public string Ours(string theirs) => _pairs.FirstOrDefault(p => p.Theirs == theirs).Ours ?? theirs;
}
