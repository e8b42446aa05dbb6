using System.Collections.Immutable;

namespace LabActors.Core.Importing.Pychron;

/// <summary>A valve, switch or pipette as its file has it, before anything is made of it.</summary>
/// <param name="Kind"><c>valve</c>, <c>switch</c>, <c>manual_valve</c>, <c>double_actuation_valve</c>, <c>pipette</c>.</param>
/// <param name="Group">The group that it stands in; empty for none.</param>
/// <param name="File">The file.</param>
/// <param name="Line">1-based line.</param>
/// <param name="Values">Its keys in their order; some stand several times.</param>
internal sealed record SwitchEntry(string Kind, string Name, string Group, string File, int Line, ImmutableArray<(string Key, CfgValue Value)> Values)
{
    public string What => $"{(Kind is "valve" or "switch" or "pipette" ? Kind : "valve")} {Name}";

    public CfgValue? Value(string key) => Values.FirstOrDefault(v => v.Key == key).Value;

    public string Text(string key) => Value(key)?.Text ?? "";

    public IEnumerable<CfgValue> All(string key) => Values.Where(v => v.Key == key).Select(v => v.Value);

    /// <summary>A flag of this name; the fallback where nothing says it.</summary>
    public bool Flag(string key, bool fallback) => Value(key)?.IsTrue ?? fallback;
}
