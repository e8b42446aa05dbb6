using System.Collections.Immutable;

namespace LabActors.Core.Templates;

/// <summary>The defaults of one tag.</summary>
/// <param name="Values">By key; an empty text where the file says <c>null</c>.</param>
/// <param name="ByDevice">Sections by name of the extraction device without spaces.</param>
public sealed record TagDefaults(
    ImmutableDictionary<string, string> Values,
    ImmutableDictionary<string, ImmutableDictionary<string, string>> ByDevice)
{
    /// <summary>The value of a key: the device's, else the tag's own, else null.</summary>
    public string? Value(string device, string key) => OfDevice(device, key) ?? Values.GetValueOrDefault(key);

    /// <summary>The value in the device's section only.</summary>
    public string? OfDevice(string device, string key) => ByDevice.GetValueOrDefault(device)?.GetValueOrDefault(key);

    /// <summary>True when the tag itself says anything about the key, be it <c>null</c>.</summary>
    public bool Has(string key) => Values.ContainsKey(key);
}
