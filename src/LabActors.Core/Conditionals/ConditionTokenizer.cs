using System.Collections.Immutable;
using System.Globalization;

namespace LabActors.Core.Conditionals;

/// <summary>Cuts a condition's text into words. White space parts words and has no other meaning.</summary>
internal static class ConditionTokenizer
{
    private static readonly string[] Symbols = ["**", "<=", ">=", "==", "!=", "<", ">", "+", "-", "*", "/", "(", ")", ",", "."];

    /// <exception cref="ConditionSyntaxException">A character that means nothing here.</exception>
    public static ImmutableArray<ConditionToken> Read(string text)
    {
        var tokens = ImmutableArray.CreateBuilder<ConditionToken>();
        var at = 0;
        while (true)
        {
            while (at < text.Length && char.IsWhiteSpace(text[at]))
                at++;
            if (at == text.Length)
                break;
            var token = Next(text, at);
            tokens.Add(token);
            at += token.Text.Length + (token.Kind == ConditionTokenKind.Variable ? 1 : 0);
        }

        tokens.Add(new ConditionToken(ConditionTokenKind.End, "", text.Length + 1));
        return tokens.ToImmutable();
    }

    private static ConditionToken Next(string text, int at)
    {
        var c = text[at];
        if (IsNameStart(c))
        {
            var name = Name(text, at);
            var isWord = name is "and" or "or" or "not";
            return new ConditionToken(isWord ? ConditionTokenKind.Word : ConditionTokenKind.Name, name, at + 1);
        }

        if (c == '$')
        {
            return at + 1 < text.Length && IsNameStart(text[at + 1])
                ? new ConditionToken(ConditionTokenKind.Variable, Name(text, at + 1), at + 1)
                : throw new ConditionSyntaxException(at + 1, "found '$' alone, expected a variable such as $MIN_INTENSITY");
        }

        if (char.IsAsciiDigit(c) || (c == '.' && at + 1 < text.Length && char.IsAsciiDigit(text[at + 1]) && !FollowsName(text, at)))
            return Number(text, at);
        var symbol = Array.Find(Symbols, s => string.CompareOrdinal(text, at, s, 0, s.Length) == 0);
        return symbol is not null
            ? new ConditionToken(ConditionTokenKind.Symbol, symbol, at + 1)
            : throw new ConditionSyntaxException(at + 1, Unknown(text, at));
    }

    private static string Unknown(string text, int at) => text[at] switch
    {
        '=' => "found '=', expected '==' (equal)",
        '&' => "found '&', expected 'and'",
        '|' => "found '|', expected 'or'",
        '!' => "found '!', expected 'not' or '!='",
        '[' or '{' => $"found '{text[at]}', expected '('",
        ']' or '}' => $"found '{text[at]}', expected ')'",
        _ => $"found '{text[at]}', which means nothing in a condition",
    };

    private static ConditionToken Number(string text, int start)
    {
        var at = Digits(text, start);
        if (at < text.Length && text[at] == '.')
            at = Digits(text, at + 1);
        if (at < text.Length && text[at] is 'e' or 'E')
        {
            var exponent = at + 1 < text.Length && text[at + 1] is '+' or '-' ? at + 2 : at + 1;
            if (exponent < text.Length && char.IsAsciiDigit(text[exponent]))
                at = Digits(text, exponent);
        }

        if (at < text.Length && IsNameStart(text[at]))
        {
            var found = text[start..at] + Name(text, at);
            throw new ConditionSyntaxException(start + 1, $"found '{found}', expected a number or a name (isotopes are written Ar40)");
        }

        var digits = text[start..at];
        var value = double.Parse(digits, NumberStyles.Float, CultureInfo.InvariantCulture);
        return double.IsFinite(value)
            ? new ConditionToken(ConditionTokenKind.Number, digits, start + 1, value)
            : throw new ConditionSyntaxException(start + 1, $"found '{digits}', which is too large a number");
    }

    private static int Digits(string text, int at)
    {
        while (at < text.Length && char.IsAsciiDigit(text[at]))
            at++;
        return at;
    }

    private static string Name(string text, int start)
    {
        var end = start;
        while (end < text.Length && (IsNameStart(text[end]) || char.IsAsciiDigit(text[end])))
            end++;
        return text[start..end];
    }

    private static bool FollowsName(string text, int at) => at > 0 && (IsNameStart(text[at - 1]) || text[at - 1] == ')');

    private static bool IsNameStart(char c) => char.IsAsciiLetter(c) || c == '_';
}
