using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace LabActors.Export.Dvc;

/// <summary>
/// JSON byte for byte as Python's <c>json.dump(obj, indent=4, sort_keys=True)</c> writes it, which is what Pychron's files are: keys in ordinal
/// order, numbers as Python's <c>repr</c>, everything beyond ASCII escaped, no line end after the last brace.
/// </summary>
public static class PythonJson
{
    private const string Indent = "    ";

    /// <summary>The bytes of a file.</summary>
    public static byte[] Bytes(JsonNode? node)
    {
        var text = new StringBuilder();
        Write(text, node, "\n");
        return Encoding.ASCII.GetBytes(text.ToString());
    }

    /// <summary>A number as Python's <c>repr</c> of a float: <c>0.1</c>, <c>1.0</c>, <c>5e-05</c>, <c>1e+16</c>.</summary>
    public static string Repr(double value)
    {
        if (double.IsNaN(value))
            return "NaN";
        if (double.IsInfinity(value))
            return value > 0 ? "Infinity" : "-Infinity";
        var sign = double.IsNegative(value) ? "-" : "";
        if (value == 0)
            return sign + "0.0";
        var (digits, exponent) = Digits(Math.Abs(value).ToString("R", CultureInfo.InvariantCulture));
        return sign + exponent switch
        {
            < -4 or >= 16 => Scientific(digits, exponent),
            < 0 => "0." + new string('0', -exponent - 1) + digits,
            _ when digits.Length <= exponent + 1 => digits.PadRight(exponent + 1, '0') + ".0",
            _ => digits[..(exponent + 1)] + "." + digits[(exponent + 1)..],
        };
    }

    /// <summary>A value as Python's <c>str</c> gives it: what Pychron hashes.</summary>
    public static string Str(JsonNode? node) => node switch
    {
        JsonObject o => "{" + string.Join(", ", o.Select(pair => $"{Quoted(pair.Key)}: {Inner(pair.Value)}")) + "}",
        JsonArray a => "[" + string.Join(", ", a.Select(Inner)) + "]",
        JsonValue v when v.GetValueKind() == JsonValueKind.String => v.GetValue<string>(),
        _ => Inner(node),
    };

    private static string Inner(JsonNode? node) => node switch
    {
        null => "None",
        JsonValue v => v.GetValueKind() switch
        {
            JsonValueKind.String => Quoted(v.GetValue<string>()),
            JsonValueKind.True => "True",
            JsonValueKind.False => "False",
            _ => Number(v),
        },
        _ => Str(node),
    };

    private static string Quoted(string text) =>
        text.Contains('\'') && !text.Contains('"') ? $"\"{text}\"" : $"'{text.Replace("\\", "\\\\").Replace("'", "\\'")}'";

    private static void Write(StringBuilder text, JsonNode? node, string line)
    {
        switch (node)
        {
            case null:
                text.Append("null");
                break;
            case JsonObject o:
                Items(text, '{', '}', o.OrderBy(pair => pair.Key, StringComparer.Ordinal).ToArray(), line, (pair, inner) =>
                {
                    String(text, pair.Key);
                    text.Append(": ");
                    Write(text, pair.Value, inner);
                });
                break;
            case JsonArray a:
                Items(text, '[', ']', a.ToArray(), line, (item, inner) => Write(text, item, inner));
                break;
            case JsonValue v:
                Value(text, v);
                break;
        }
    }

    private static void Items<T>(StringBuilder text, char open, char close, T[] items, string line, Action<T, string> write)
    {
        text.Append(open);
        var inner = line + Indent;
        for (var i = 0; i < items.Length; i++)
        {
            text.Append(i == 0 ? "" : ",").Append(inner);
            write(items[i], inner);
        }

        text.Append(items.Length == 0 ? "" : line).Append(close);
    }

    private static void Value(StringBuilder text, JsonValue value)
    {
        switch (value.GetValueKind())
        {
            case JsonValueKind.String:
                String(text, value.GetValue<string>());
                break;
            case JsonValueKind.True:
                text.Append("true");
                break;
            case JsonValueKind.False:
                text.Append("false");
                break;
            default:
                text.Append(Number(value));
                break;
        }
    }

    private static string Number(JsonValue value) =>
        value.TryGetValue<JsonElement>(out var read) ? read.GetRawText()
        : value.TryGetValue<double>(out var number) ? Repr(number)
        : value.ToString();

    private static void String(StringBuilder text, string value)
    {
        text.Append('"');
        foreach (var c in value)
        {
            text.Append(c switch
            {
                '"' => "\\\"",
                '\\' => "\\\\",
                '\n' => "\\n",
                '\r' => "\\r",
                '\t' => "\\t",
                '\b' => "\\b",
                '\f' => "\\f",
                >= ' ' and <= '~' => c.ToString(),
                _ => $"\\u{(int)c:x4}",
            });
        }

        text.Append('"');
    }

    /// <summary>Significant digits and the power of ten of the first.</summary>
    private static (string Digits, int Exponent) Digits(string round)
    {
        var e = round.IndexOf('E');
        var power = e < 0 ? 0 : int.Parse(round[(e + 1)..], CultureInfo.InvariantCulture);
        var mantissa = e < 0 ? round : round[..e];
        var point = mantissa.IndexOf('.');
        var whole = point < 0 ? mantissa : mantissa[..point];
        var all = whole + (point < 0 ? "" : mantissa[(point + 1)..]);
        var leading = all.Length - all.TrimStart('0').Length;
        var digits = all.Trim('0');
        return (digits, power + whole.Length - 1 - leading);
    }

    private static string Scientific(string digits, int exponent)
    {
        var mantissa = digits.Length == 1 ? digits : $"{digits[0]}.{digits[1..]}";
        return string.Create(CultureInfo.InvariantCulture, $"{mantissa}e{(exponent < 0 ? '-' : '+')}{Math.Abs(exponent):00}");
    }
}
