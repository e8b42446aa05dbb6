using System.Globalization;

namespace LabActors.Core.Labs.Writing;

/// <summary>Scalars as they stand in a YAML file: bare where that is safe, in quotes elsewhere.</summary>
internal static class YamlText
{
    private const string Special = ",[]{}#&*!|>'\"%@`";

    /// <summary>A text; numbers and words such as true are put in quotes, so that every program reads a text.</summary>
    public static string Of(string text)
    {
        if (text.Any(char.IsControl))
            return $"\"{string.Concat(text.Select(Escaped))}\"";
        return IsPlain(text) ? text : $"'{text.Replace("'", "''", StringComparison.Ordinal)}'";
    }

    /// <summary>A number, which is read back as the very same; large ones as 1.0e+12, which every YAML takes for a number.</summary>
    public static string Of(double number)
    {
        var text = number.ToString("R", CultureInfo.InvariantCulture);
        if (Math.Abs(number) >= 1e7 && !text.Contains('E', StringComparison.Ordinal) && !text.Contains('.', StringComparison.Ordinal))
        {
            var digits = text.TrimStart('-');
            text = $"{(number < 0 ? "-" : "")}{digits[0]}.{digits[1..].TrimEnd('0').PadRight(1, '0')}E+{digits.Length - 1}";
        }

        var exponent = text.IndexOf('E', StringComparison.Ordinal);
        if (exponent < 0)
            return text;
        return $"{text[..exponent]}{(text[..exponent].Contains('.', StringComparison.Ordinal) ? "" : ".0")}{text[exponent..].ToLowerInvariant()}";
    }

    /// <summary>The text of a comment: one line.</summary>
    public static string Comment(string text) => $"# {string.Join(' ', text.Split(['\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))}";

    private static bool IsPlain(string text) =>
        text.Length > 0
        && text.Trim() == text
        && !text.Any(Special.Contains)
        && !"-?:=~.+".Contains(text[0])
        && !text.Contains(':', StringComparison.Ordinal)
        && !double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out _)
        && !IsLikeNumber(text)
        && text.ToLowerInvariant() is not ("true" or "false" or "null" or "yes" or "no" or "on" or "off" or "y" or "n");

    /// <summary>What some programs take for a number or a date: hexadecimal, with underscores, 2026-11-26.</summary>
    private static bool IsLikeNumber(string text) => char.IsAsciiDigit(text[0]) && text.All(c => char.IsAsciiHexDigit(c) || "xo_-".Contains(c, StringComparison.Ordinal));

    private static string Escaped(char c) => c switch
    {
        '"' or '\\' => $"\\{c}",
        '\n' => "\\n",
        '\r' => "\\r",
        '\t' => "\\t",
        _ when char.IsControl(c) => $"\\u{(int)c:x4}",
        _ => $"{c}",
    };
}
