using System.Collections.Immutable;

namespace LabActors.Core.Importing.Pychron;

/// <summary>A section of a <see cref="CfgFile"/>.</summary>
internal sealed record CfgSection(string Name, int Line, ImmutableDictionary<string, CfgValue> Values)
{
    /// <summary>The value of a key; null when there is none, or nothing behind it.</summary>
    public CfgValue? Value(string key) => Values.TryGetValue(key, out var value) && value.Text.Length > 0 ? value : null;

    /// <summary>The text of a key; empty when there is none.</summary>
    public string Text(string key) => Value(key)?.Text ?? "";
}
