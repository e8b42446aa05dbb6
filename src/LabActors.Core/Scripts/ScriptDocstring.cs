using System.Globalization;
using System.Text;

namespace LabActors.Core.Scripts;

/// <summary>Finds the docstring of a Python module: the string literal that is its first statement.</summary>
/// <param name="Text">Its value, escapes resolved.</param>
/// <param name="Line">1-based line at which the literal's text begins.</param>
public sealed record ScriptDocstring(string Text, int Line)
{
    /// <summary>The docstring of that text; null when the first statement is something else.</summary>
    public static ScriptDocstring? Find(string text)
    {
        var at = 0;
        var line = 1;
        if (text.StartsWith('\uFEFF'))
            at++;
        for (; at < text.Length; at++)
        {
            if (text[at] == '\n')
                line++;
            else if (text[at] == '#')
                at = End(text, at) - 1;
            else if (!char.IsWhiteSpace(text[at]))
                break;
        }

        var raw = false;
        if (at + 1 < text.Length && text[at] is 'r' or 'R' or 'u' or 'U')
            raw = text[at++] is 'r' or 'R';
        if (at >= text.Length || text[at] is not ('"' or '\''))
            return null;
        var quote = text[at];
        var triple = new string(quote, 3);
        var delimiter = string.CompareOrdinal(text, at, triple, 0, 3) == 0 ? triple : quote.ToString();
        at += delimiter.Length;
        return Body(text, at, delimiter, raw) is { } body ? new ScriptDocstring(body, line) : null;
    }

    private static int End(string text, int at) => text.IndexOf('\n', at) is var end && end < 0 ? text.Length : end;

    private static string? Body(string text, int at, string delimiter, bool raw)
    {
        var body = new StringBuilder();
        while (at < text.Length)
        {
            if (string.CompareOrdinal(text, at, delimiter, 0, delimiter.Length) == 0)
                return body.ToString();
            var c = text[at++];
            if (c == '\r')
                continue;
            if (c == '\n' && delimiter.Length == 1)
                return null;
            if (c != '\\' || at >= text.Length)
                body.Append(c);
            else if (raw)
                body.Append(c).Append(text[at++]);
            else
                at = Escape(text, at, body);
        }

        return null;
    }

    private static int Escape(string text, int at, StringBuilder body)
    {
        var c = text[at++];
        switch (c)
        {
            case '\r':
                return at < text.Length && text[at] == '\n' ? at + 1 : at;
            case '\n':
                return at;
            case '\\' or '\'' or '"':
                body.Append(c);
                return at;
            case 'n':
                body.Append('\n');
                return at;
            case 't':
                body.Append('\t');
                return at;
            case 'r':
                body.Append('\r');
                return at;
            case 'x' when Hex(text, at, 2) is { } value:
                body.Append((char)value);
                return at + 2;
            case 'u' when Hex(text, at, 4) is { } value:
                body.Append((char)value);
                return at + 4;
            default:
                body.Append('\\').Append(c);
                return at;
        }
    }

    private static int? Hex(string text, int at, int digits) =>
        at + digits <= text.Length && int.TryParse(text.AsSpan(at, digits), NumberStyles.HexNumber, CultureInfo.InvariantCulture, out var value)
            ? value
            : null;
}
