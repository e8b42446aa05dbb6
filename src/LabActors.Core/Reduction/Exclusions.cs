using System.Collections.Immutable;
using System.Globalization;

namespace LabActors.Core.Reduction;

/// <summary>Which points of a series a person has left out, whatever the filter does.</summary>
/// <param name="Points">0-based indices into the series.</param>
/// <param name="Truncate">
/// <c>x&lt;20</c> (s) or <c>n&lt;5</c> (0-based index) leaves out the points that satisfy it; a whole number those with a greater index;
/// empty none.
/// </param>
public sealed record Exclusions(ImmutableHashSet<int> Points, string Truncate = "")
{
    /// <summary>Nothing is left out.</summary>
    public static Exclusions None { get; } = new([]);

    /// <summary>Tells of each point whether it is left out.</summary>
    /// <exception cref="FormatException">The truncation cannot be understood.</exception>
    public Func<int, double, bool> Test()
    {
        var text = Truncate.Replace(" ", "", StringComparison.Ordinal);
        if (text.Length == 0) return Points.IsEmpty ? (_, _) => false : (i, _) => Points.Contains(i);
        if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var last)) return (i, _) => i > last || Points.Contains(i);

        var length = text.Length > 2 && text[2] == '=' ? 2 : 1;
        if (text.Length > 1 + length
            && text[0] is 'x' or 'n'
            && Comparison(text[1..(1 + length)]) is { } holds
            && double.TryParse(text[(1 + length)..], NumberStyles.Float, CultureInfo.InvariantCulture, out var limit))
        {
            return text[0] == 'x'
                ? (i, t) => holds(t, limit) || Points.Contains(i)
                : (i, _) => holds(i, limit) || Points.Contains(i);
        }

        throw new FormatException($"found the truncation '{Truncate}', expected x<20, n<5 or a whole number");
    }

    private static Func<double, double, bool>? Comparison(string sign) => sign switch
    {
        "<" => (a, b) => a < b,
        "<=" => (a, b) => a <= b,
        ">" => (a, b) => a > b,
        ">=" => (a, b) => a >= b,
        _ => null,
    };
}
