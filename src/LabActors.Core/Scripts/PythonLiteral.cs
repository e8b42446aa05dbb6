using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace LabActors.Core.Scripts;

/// <summary>Reads a Python literal of strings, numbers, None, True, False, tuples and lists, as hops files hold them.</summary>
internal sealed class PythonLiteral(string text)
{
    private int at;

    /// <summary>Reads a whole line; throws <see cref="FormatException"/> when it is anything else.</summary>
    public static JsonNode? Read(string text)
    {
        var reader = new PythonLiteral(text);
        var value = reader.Value();
        if (reader.Peek() == ',')
            reader.at++;
        if (reader.Peek() is not ('\0' or '#'))
            throw new FormatException($"unexpected '{text[reader.at..]}' at column {reader.at + 1}");
        return value;
    }

    private char Peek()
    {
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        return at < text.Length ? text[at] : '\0';
    }

    private JsonNode? Value() => Peek() switch
    {
        '(' => Items(')'),
        '[' => Items(']'),
        '\'' or '"' => String(),
        '\0' => throw new FormatException("the line ends too early"),
        _ => Word(),
    };

    private JsonArray Items(char close)
    {
        at++;
        var items = new JsonArray();
        while (Peek() != close)
        {
            items.Add(Value());
            if (Peek() == ',')
                at++;
            else if (Peek() != close)
                throw new FormatException($"expected ',' or '{close}' at column {at + 1}");
        }

        at++;
        return items;
    }

    private string String()
    {
        var quote = text[at++];
        var body = new StringBuilder();
        while (at < text.Length && text[at] != quote)
        {
            if (text[at] == '\\' && at + 1 < text.Length)
                at++;
            body.Append(text[at++]);
        }

        if (at++ >= text.Length)
            throw new FormatException("a string is not closed");
        return Peek() is '\'' or '"' ? body + String() : body.ToString();
    }

    private JsonNode? Word()
    {
        var start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] is '.' or '_' or '-' or '+'))
            at++;
        var word = text[start..at];
        return word switch
        {
            "None" => null,
            "True" => true,
            "False" => false,
            _ when long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var integer) => integer,
            _ when double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) => Yaml11.Number(number),
            _ => throw new FormatException($"expected a string, a number or a tuple at column {start + 1}"),
        };
    }
}
