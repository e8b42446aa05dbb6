using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace LabActors.Core.Queues;

/// <summary>
/// Single values of a header. Texts are taken as they are written, whatever YAML 1.1 would make of <c>0012</c>,
/// <c>no</c> or <c>null</c>; numbers and flags follow it, but for octal: <c>010</c> seconds are ten.
/// </summary>
internal static partial class HeaderScalar
{
    /// <summary>A whole number. A fraction is cut off, as Pychron does; <c>1:30</c> is YAML 1.1's way to write 90.</summary>
    public static bool TryWhole(string text, bool isPlain, out int value)
    {
        value = 0;
        if (PythonText.TryInt(text, out var whole))
            return TryFit(whole, out value);
        if (!isPlain)
            return false;
        if (Fraction().IsMatch(text) && PythonText.TryFloat(text, out var fraction))
            return TryFit(Math.Truncate(fraction), out value);
        if (!Sexagesimal().IsMatch(text))
            return false;
        var sum = text.TrimStart('+', '-').Split(':').Aggregate(0.0, (sum, part) => (sum * 60) + PythonText.Int(part));
        return TryFit(text[0] == '-' ? -sum : sum, out value);
    }

    /// <summary>True or false by the words of YAML 1.1 and of Pychron's cells; other numbers than 0 are true.</summary>
    public static bool TryFlag(string text, out bool value)
    {
        if (text.ToLowerInvariant() is "on" or "off")
        {
            value = text.Equals("on", StringComparison.OrdinalIgnoreCase);
            return true;
        }

        if (PythonText.IsBoolWord(text))
        {
            value = PythonText.ToBool(text);
            return true;
        }

        value = PythonText.TryFloat(text, out var number) && number != 0;
        return PythonText.TryFloat(text, out _);
    }

    /// <summary>The text such that this reader and a YAML 1.1 reader both get it back: plain where that does, else in quotes.</summary>
    public static string Write(string text) => text.Length == 0 || (ReadsBackPlain(text) && !IsTypedDifferently(text)) ? text : Quote(text);

    /// <summary>As <see cref="Write"/>, but a time stamp stays plain as Pychron writes it.</summary>
    public static string WriteDate(string text) => TimeStamp().IsMatch(text) ? text : Write(text);

    private static bool TryFit(double number, out int value)
    {
        var fits = number is >= int.MinValue and <= int.MaxValue;
        value = fits ? (int)number : 0;
        return fits;
    }

    private static bool ReadsBackPlain(string text)
    {
        var (documents, _) = YamlText.Load($"key: {text}\n", "", "");
        return documents is [{ RootNode: YamlMappingNode { Children.Count: 1 } root }]
            && root.Children.Single().Value is YamlScalarNode { Style: ScalarStyle.Plain } scalar
            && scalar.Value == text;
    }

    // Words and numbers that come back from a YAML 1.1 reader as something else than their text.
    private static bool IsTypedDifferently(string text) =>
        !CanonicalInteger().IsMatch(text)
        && (NumberLike().IsMatch(text)
            || text.ToLowerInvariant() is "yes" or "no" or "true" or "false" or "on" or "off" or "null" or "~" or "y" or "n");

    private static string Quote(string text)
    {
        var quoted = new StringBuilder("\"");
        foreach (var character in text)
        {
            quoted.Append(character switch
            {
                '"' => "\\\"",
                '\\' => @"\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                _ when char.IsControl(character) || character is '\u2028' or '\u2029' or '\uFEFF' =>
                    "\\u" + ((int)character).ToString("X4", CultureInfo.InvariantCulture),
                _ => character.ToString(),
            });
        }

        return quoted.Append('"').ToString();
    }

    [GeneratedRegex(@"\A[-+]?[0-9][0-9_]*\.[0-9_]*([eE][-+][0-9]+)?\z")]
    private static partial Regex Fraction();

    [GeneratedRegex(@"\A[-+]?[0-9]+(:[0-5]?[0-9])+\z")]
    private static partial Regex Sexagesimal();

    [GeneratedRegex(@"\A(0|-?[1-9][0-9]*)\z")]
    private static partial Regex CanonicalInteger();

    [GeneratedRegex(@"\A[-+.]*[0-9][-+.0-9_:eExXbBa-fA-F TZtz]*\z|\A[-+]?\.(inf|nan)\z", RegexOptions.IgnoreCase)]
    private static partial Regex NumberLike();

    [GeneratedRegex(@"\A[0-9]{4}-[0-9]{2}-[0-9]{2}( [0-9]{2}:[0-9]{2}:[0-9]{2}(\.[0-9]+)?)?\z")]
    private static partial Regex TimeStamp();
}
