using System.Globalization;

namespace LabActors.Core.Identifiers;

/// <summary>Names of repositories: word characters (letters and digits of any script, <c>_</c>) and <c>-</c>.</summary>
public static class RepositoryIdentifiers
{
    /// <summary>Repository of references that have no other.</summary>
    public const string Laboratory = "laboratory";

    /// <summary>The name without the characters that it may not have.</summary>
    public static string Normalize(string? name) => string.Concat((name ?? "").Where(IsAllowed));

    /// <summary>True for a name that is not empty and has allowed characters only.</summary>
    public static bool IsValid(string? name) => !string.IsNullOrEmpty(name) && name.All(IsAllowed);

    /// <summary>The repository that a reference belongs to by default: <c>Jan_air261</c>, <c>Felix_blank261</c>, else <c>laboratory</c>.</summary>
    public static string OfReference(string analysisType, string massSpectrometer, string tag) => analysisType switch
    {
        "air" or "blank_air" => $"{massSpectrometer}_air{tag}",
        "cocktail" or "blank_cocktail" => $"{massSpectrometer}_cocktail{tag}",
        "blank_unknown" or "blank_extractionline" => $"{massSpectrometer}_blank{tag}",
        _ => Laboratory,
    };

    /// <summary>The half-year that references are gathered by: two digits of the year, 0 until June, 1 from July.</summary>
    public static string HalfYearTag(DateOnly date) =>
        string.Create(CultureInfo.InvariantCulture, $"{date.Year % 100:00}{(date.Month > 6 ? 1 : 0)}");

    private static bool IsAllowed(char character) =>
        char.IsLetter(character) || char.IsNumber(character) || character is '_' or '-';
}
