using System.Collections.Frozen;
using LabActors.Core.Queues;

namespace LabActors.Core.Identifiers;

/// <summary>Identifiers of references, <c>tag-modifier-spectrometer</c>: the modifier is an extraction device's code or a pipette's number.</summary>
public static class SpecialIdentifiers
{
    // Numbers of the kinds in the oldest databases; later kinds never had one.
    private static readonly FrozenDictionary<string, long> LegacyNumbers = new Dictionary<string, long>
    {
        ["ba"] = 1,
        ["bc"] = 2,
        ["bu"] = 3,
        ["bg"] = 4,
        ["u"] = 5,
        ["c"] = 6,
        ["ic"] = 7,
    }.ToFrozenDictionary();

    /// <summary><c>bu-FC-J</c>, or with an aliquot <c>bu-FC-J-03</c>. Numbers are given as two digits by <see cref="Part"/>.</summary>
    public static string Make(string tag, string modifier, string spectrometer, string aliquot = "") =>
        aliquot.Length > 0 ? $"{tag}-{modifier}-{spectrometer}-{aliquot}" : $"{tag}-{modifier}-{spectrometer}";

    /// <summary>The identifier itself where it is a whole number, else the special one of it as a tag.</summary>
    public static string MakeUnlessNumber(string identifier, string modifier, string spectrometer) =>
        PythonText.TryInt(identifier, out _) ? identifier : Make(identifier, modifier, spectrometer);

    /// <summary>A number as it stands in an identifier: two digits at least.</summary>
    public static string Part(int number) => RunIds.AliquotText(number);

    /// <summary>The identifier without the aliquot and step behind it, where it is a whole number; else as it is.</summary>
    public static string WithoutAliquot(string identifier)
    {
        var parts = identifier.Split('-');
        return parts.Length > 1 && PythonText.TryInt(parts[0], out var number)
            ? number.ToString(System.Globalization.CultureInfo.InvariantCulture)
            : identifier;
    }

    /// <summary>The identifier's number in the oldest databases.</summary>
    /// <exception cref="FormatException">A kind that never had a number.</exception>
    public static long LegacyNumber(string identifier) =>
        PythonText.TryInt(identifier, out var number) ? number
        : LegacyNumbers.TryGetValue(identifier, out var legacy) ? legacy
        : throw new FormatException($"\"{identifier}\" has no number; expected one of {string.Join(", ", LegacyNumbers.Keys.Order())} or digits");
}
