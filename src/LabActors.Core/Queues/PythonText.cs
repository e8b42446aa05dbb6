using System.Collections.Frozen;
using System.Globalization;
using System.Text;

namespace LabActors.Core.Queues;

/// <summary>
/// Numbers and booleans as Python reads and writes them. Queue files, templates and positions were written by a Python
/// program and are exchanged with it, so <c>1_000</c>, <c>inf</c> and <c>1e-06</c> have to mean the same here.
/// </summary>
public static class PythonText
{
    private static readonly FrozenSet<string> TrueWords =
        new[] { "true", "t", "yes", "y", "1", "ok", "open" }.ToFrozenSet();

    private static readonly FrozenSet<string> FalseWords =
        new[] { "false", "f", "no", "n", "0", "closed", "close", "off", "none" }.ToFrozenSet();

    /// <summary>Python's <c>int(text)</c>: spaces around, a sign and single underscores between digits are allowed.</summary>
    public static bool TryInt(string text, out long value)
    {
        value = 0;
        return TryJoinDigits(text.Trim(), out var digits)
            && long.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>The integer that the text writes.</summary>
    /// <exception cref="FormatException">It writes none.</exception>
    public static int Int(string text) =>
        TryInt(text, out var value) && value is >= int.MinValue and <= int.MaxValue
            ? (int)value
            : throw new FormatException($"\"{text}\" is not a whole number");

    /// <summary>The whole numbers of a list with commas, <c>10, 60</c>.</summary>
    /// <exception cref="FormatException">A part is not a whole number.</exception>
    public static int[] Ints(string text) => [.. text.Split(',').Select(Int)];

    /// <summary>Python's <c>float(text)</c>: also <c>nan</c>, <c>inf</c>, <c>.5</c>, <c>1_000.0</c>; no thousands separators.</summary>
    public static bool TryFloat(string text, out double value)
    {
        var trimmed = text.Trim();
        switch (trimmed.TrimStart('+', '-').ToLowerInvariant())
        {
            case "nan" when HasOneSignAtMost(trimmed):
                value = double.NaN;
                return true;
            case "inf" or "infinity" when HasOneSignAtMost(trimmed):
                value = trimmed[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
                return true;
        }

        value = 0;
        const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;
        return trimmed.Any(char.IsAsciiDigit)
            && TryJoinDigits(trimmed, out var digits)
            && double.TryParse(digits, Style, CultureInfo.InvariantCulture, out value);
    }

    /// <summary>Python's <c>repr</c> of a float: shortest digits that read back the same, <c>40.0</c>, <c>1e-06</c>, <c>1e+16</c>.</summary>
    public static string Repr(double value)
    {
        if (double.IsNaN(value))
            return "nan";
        if (double.IsInfinity(value))
            return value > 0 ? "inf" : "-inf";

        var shortest = value.ToString("E16", CultureInfo.InvariantCulture);
        foreach (var precision in Enumerable.Range(0, 17))
        {
            shortest = value.ToString($"E{precision}", CultureInfo.InvariantCulture);
            if (BitConverter.DoubleToInt64Bits(double.Parse(shortest, CultureInfo.InvariantCulture)) == BitConverter.DoubleToInt64Bits(value))
                break;
        }

        var mark = shortest.IndexOf('E');
        var sign = shortest[0] == '-' ? "-" : "";
        var digits = shortest[sign.Length..mark].Replace(".", "");
        return sign + Place(digits, int.Parse(shortest[(mark + 1)..], CultureInfo.InvariantCulture));
    }

    /// <summary>Pychron's reading of a boolean cell: true for <c>true t yes y 1 ok open</c> in any case, false for all else.</summary>
    public static bool ToBool(string? text) => text is not null && TrueWords.Contains(text.Trim().ToLowerInvariant());

    /// <summary>True when the text is a word for true or false rather than one that merely falls through to false.</summary>
    public static bool IsBoolWord(string text)
    {
        var word = text.Trim().ToLowerInvariant();
        return TrueWords.Contains(word) || FalseWords.Contains(word);
    }

    private static bool HasOneSignAtMost(string text) => text.Length < 2 || text[1] is not ('+' or '-');

    // Python allows one underscore between two digits, nowhere else.
    private static bool TryJoinDigits(string text, out string joined)
    {
        var builder = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '_')
                builder.Append(text[i]);
            else if (i == 0 || i == text.Length - 1 || !char.IsAsciiDigit(text[i - 1]) || !char.IsAsciiDigit(text[i + 1]))
            {
                joined = "";
                return false;
            }
        }

        joined = builder.ToString();
        return true;
    }

    private static string Place(string digits, int exponent)
    {
        if (exponent is < -4 or >= 16)
        {
            var mantissa = digits.Length > 1 ? $"{digits[0]}.{digits[1..]}" : digits;
            return $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}";
        }

        if (exponent < 0)
            return "0." + new string('0', -exponent - 1) + digits;
        var whole = digits.PadRight(exponent + 1, '0');
        return whole.Length > exponent + 1 ? $"{whole[..(exponent + 1)]}.{whole[(exponent + 1)..]}" : whole + ".0";
    }
}
