using System.Collections.Frozen;
using System.Collections.Immutable;

namespace LabActors.Core.Conditionals;

/// <summary>The values computed from isotopes that conditions may use, by Pychron's names.</summary>
public static class ComputedNames
{
    private static readonly ImmutableArray<(string Name, string Meaning)> All =
    [
        ("age", "the age, in the units of the laboratory (Ma)"),
        ("instant_age", "the age from the newest readings alone (Ma)"),
        ("kca", "K/Ca"),
        ("kcl", "K/Cl"),
        ("cak", "Ca/K"),
        ("clk", "Cl/K"),
        ("F", "the ratio 40Ar*/39ArK"),
        ("radiogenic_yield", "the radiogenic part of 40Ar, %"),
        ("rad40_percent", "the radiogenic part of 40Ar, %"),
        ("rad40", "radiogenic 40Ar (fA)"),
        ("atm40", "atmospheric 40Ar (fA)"),
        ("atm36", "atmospheric 36Ar (fA)"),
        ("k39", "39Ar of potassium (fA)"),
        ("ca37", "37Ar of calcium (fA)"),
        ("cl36", "36Ar of chlorine (fA)"),
    ];

    private static readonly FrozenDictionary<string, string> Meanings = All.ToFrozenDictionary(n => n.Name, n => n.Meaning, StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenDictionary<string, string> Canonical = All.ToFrozenDictionary(n => n.Name, n => n.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>All names.</summary>
    public static ImmutableArray<string> Names { get; } = [.. All.Select(n => n.Name)];

    /// <summary>The name as it is written here, null when there is none such.</summary>
    public static string? Find(string name) => Canonical.GetValueOrDefault(name);

    /// <summary>What a name means, for people.</summary>
    public static string Meaning(string name) => Meanings.GetValueOrDefault(name, name);
}
