using System.Collections.Frozen;
using LabActors.Core.Ages;

namespace LabActors.Core.Reduction;

/// <summary>The values of the age chain by the names that Pychron's conditionals and tables have for them.</summary>
internal static class ComputedValues
{
    private static readonly FrozenDictionary<string, Func<ArgonAnalysis, Uncertain?>> Values = new Dictionary<string, Func<ArgonAnalysis, Uncertain?>>
    {
        ["age"] = a => a.Age is { } years ? years / 1e6 : null,
        ["F"] = a => a.Split.F,
        ["radiogenic_yield"] = a => a.Split.YieldPercent,
        ["rad40_percent"] = a => a.Split.YieldPercent,
        ["kca"] = a => a.KCa,
        ["cak"] = a => 1 / a.KCa,
        ["kcl"] = a => a.KCl,
        ["clk"] = a => 1 / a.KCl,
        ["rad40"] = a => a.Split.Radiogenic40,
        ["atm40"] = a => a.Split.Trapped40,
        ["k40"] = a => a.Split.K40,
        ["k39"] = a => a.Split.K39,
        ["k38"] = a => a.Split.K38,
        ["k37"] = a => a.Split.K37,
        ["ca39"] = a => a.Split.Ca39,
        ["ca38"] = a => a.Split.Ca38,
        ["ca37"] = a => a.Split.Ca37,
        ["ca36"] = a => a.Split.Ca36,
        ["cl38"] = a => a.Split.Cl38,
        ["cl36"] = a => a.Split.Cl36,
        ["atm38"] = a => a.Split.Trapped38,
        ["atm36"] = a => a.Split.Trapped36,
    }.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static IReadOnlyCollection<string> Names => Values.Keys;

    public static bool TryGet(string name, out Func<ArgonAnalysis, Uncertain?> of) => Values.TryGetValue(name, out of!);
}
