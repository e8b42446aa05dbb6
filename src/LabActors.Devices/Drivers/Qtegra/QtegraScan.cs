using System.Collections.Immutable;
using System.Globalization;

namespace LabActors.Devices.Drivers.Qtegra;

/// <summary>What Qtegra's server says, in numbers: scans in their three forms, single values, and the mark of a computer that writes numbers with a comma.</summary>
public static class QtegraScan
{
    /// <summary>What is to be done about numbers with a comma.</summary>
    public const string CommaAdvice = "the server's computer writes numbers with a comma, so that lists of them cannot be read: set its regional format to English";

    /// <summary>A scan: intensities by detector, as the server reports them.</summary>
    /// <param name="format">tagged, values or triples.</param>
    /// <param name="detectors">The server's detectors from high to low mass, for values without names.</param>
    /// <exception cref="FormatException">It is no scan; the message says what was found.</exception>
    public static ImmutableDictionary<string, double> Read(string text, string format, ImmutableArray<string> detectors)
    {
        var fields = text.Trim().TrimEnd(',').Split(',', StringSplitOptions.TrimEntries);
        if (format == "values")
        {
            if (fields.Length == 2 * detectors.Length && fields.All(IsDigits))
                throw new FormatException(CommaAdvice);
            if (fields.Length != detectors.Length)
                throw new FormatException($"found {fields.Length} values, expected {detectors.Length}: {string.Join(", ", detectors)}");
            return detectors.Zip(fields, (name, field) => KeyValuePair.Create(name, Number(field))).ToImmutableDictionary(StringComparer.Ordinal);
        }

        var size = format == "triples" ? 3 : 2;
        if (fields.Where((f, i) => i % size == 0 ? IsDigits(f) : !IsNumber(f)).Any() || fields.Length % size != 0)
            throw new FormatException(IsCommaScan(fields, size) ? CommaAdvice : $"found '{text}', expected names{(size == 3 ? ", masses" : "")} and values");
        var named = fields.Chunk(size).ToArray();
        if (named.DistinctBy(n => n[0]).Count() != named.Length)
            throw new FormatException($"found '{text}', expected each detector once");
        return named.ToImmutableDictionary(n => n[0], n => Number(n[^1]), StringComparer.Ordinal);
    }

    /// <summary>A single number.</summary>
    /// <exception cref="FormatException">It is none.</exception>
    public static double Number(string text) =>
        double.TryParse(text.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) ? value
        : text.Split(',') is [var whole, var rest] && IsDigits(whole) && IsDigits(rest) ? throw new FormatException(CommaAdvice)
        : throw new FormatException($"found '{text}', expected a number");

    // Names, and between them numbers each of which the comma has cut in two.
    private static bool IsCommaScan(string[] fields, int size) =>
        fields.Length % ((2 * size) - 1) == 0 && fields.Where((f, i) => i % ((2 * size) - 1) == 0 ? IsDigits(f) : !IsDigits(f)).FirstOrDefault() is null;

    private static bool IsDigits(string text) => text.Length > 0 && (char.IsAsciiDigit(text[0]) || (text[0] is '-' or '+' && text.Length > 1 && char.IsAsciiDigit(text[1])));

    private static bool IsNumber(string text) => double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _);
}
