using System.Collections.Immutable;
using LabActors.Core.Reduction;

namespace LabActors.Core.Conditionals;

/// <summary>The values computed from isotopes that conditions may use, by Pychron's names: those of <see cref="LiveAnalysis"/>, and one of the newest readings alone.</summary>
public static class ComputedNames
{
    /// <summary>The age from the newest readings, Ma.</summary>
    public const string InstantAge = "instant_age";

    /// <summary>All names.</summary>
    public static ImmutableArray<string> Names { get; } = [.. LiveAnalysis.ComputedNames.Append(InstantAge).Order(StringComparer.OrdinalIgnoreCase)];

    /// <summary>The name as it is written here, null when there is none such.</summary>
    public static string? Find(string name) => Names.FirstOrDefault(n => string.Equals(n, name, StringComparison.OrdinalIgnoreCase));

    /// <summary>What a name means, for people.</summary>
    public static string Meaning(string name) => name switch
    {
        "age" => "the age (Ma)",
        InstantAge => "the age from the newest readings alone (Ma)",
        "F" => "the ratio 40Ar*/39ArK",
        "radiogenic_yield" or "rad40_percent" => "the radiogenic part of 40Ar (%)",
        "kca" => "K/Ca",
        "cak" => "Ca/K",
        "kcl" => "K/Cl",
        "clk" => "Cl/K",
        _ => $"{Origin(name)} {name[^2..]}Ar (fA)",
    };

    private static string Origin(string name) => name[..^2] switch
    {
        "rad" => "radiogenic",
        "atm" => "atmospheric",
        "ca" => "calcium's",
        "cl" => "chlorine's",
        _ => "potassium's",
    };
}
