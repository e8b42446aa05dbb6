using System.Globalization;

namespace LabActors.Core.Conditionals;

/// <summary>A truncation written into a row instead of a file's name: <c>Ar40&gt;100,20</c> is a test and the counts to wait.</summary>
public static class InlineConditional
{
    /// <summary>What Pychron gives such a truncation.</summary>
    public const double Ratio = 0.5;

    /// <summary>True for a text that can be no file's name.</summary>
    public static bool LooksLikeOne(string text) => text.AsSpan().IndexOfAny("<>=,(") >= 0;

    /// <summary>Reads the text: the part behind the last comma is the start. Null with the reason when it is no such truncation.</summary>
    public static (Conditional? Conditional, string Problem) Read(string text)
    {
        var comma = text.LastIndexOf(',');
        if (comma < 0)
            return (null, $"found '{text}', expected a test, a comma and the counts to wait, such as Ar40>100,20");
        var counts = text[(comma + 1)..].Trim();
        if (!int.TryParse(counts, NumberStyles.None, CultureInfo.InvariantCulture, out var start))
            return (null, $"found '{counts}' behind the last comma of '{text}', expected the counts to wait, a whole number, as in Ar40>100,20");
        var conditional = new Conditional
        {
            Kind = ConditionalKind.Truncation,
            Level = ConditionalLevel.Run,
            Test = text[..comma].Trim(),
            Start = start,
            AbbreviatedCountRatio = Ratio,
        };
        var faults = ConditionalChecks.SyntaxFaults(conditional);
        return faults.IsEmpty ? (conditional.WithId(), "") : (null, faults[0].Message);
    }
}
