using System.Collections.Immutable;
using System.Text.RegularExpressions;
using LabActors.Core.Queues;

namespace LabActors.Core.Positions;

/// <summary>
/// Where reference runs are inserted in each group of runs of one aliquot: before it (<c>s</c>), after its n-th runs
/// (digits), after it (<c>e</c>; <c>E</c> leaves out the doubled run between adjacent groups).
/// </summary>
/// <param name="Start">One before the group.</param>
/// <param name="End">One after the group.</param>
/// <param name="Exclusive">No second one where a group begins at the end of the last.</param>
/// <param name="After">Counts of runs after which one is inserted; empty for none.</param>
public sealed partial record FrequencyTemplate(bool Start, bool End, bool Exclusive, ImmutableArray<int> After)
{
    /// <summary>True for a template that an editor accepts: counts have one digit.</summary>
    public static bool IsValid(string text) => ValidForm().IsMatch(text);

    /// <summary>The template that a text writes. Counts of more digits than <see cref="IsValid"/> allows are understood.</summary>
    /// <exception cref="FormatException">The text is not a template.</exception>
    public static FrequencyTemplate Parse(string text)
    {
        if (!ReadableForm().IsMatch(text))
            throw new FormatException($"\"{text}\" is not a frequency template; expected [s,]n[,n...][,e|,E], s,e, s,E, s or e");
        var parts = text.Split(',');
        return new FrequencyTemplate(
            parts[0] == "s",
            parts[^1] is "e" or "E",
            parts[^1] == "E",
            [.. parts.Where(part => char.IsAsciiDigit(part[0])).Select(PythonText.Int)]);
    }

    /// <inheritdoc/>
    public bool Equals(FrequencyTemplate? other) =>
        other is not null && (Start, End, Exclusive) == (other.Start, other.End, other.Exclusive) && After.SequenceEqual(other.After);

    /// <inheritdoc/>
    public override int GetHashCode() => After.Aggregate(HashCode.Combine(Start, End, Exclusive), HashCode.Combine);

    [GeneratedRegex(@"\A(([0-9],)*[0-9](,[eE])?|s(,[0-9])+(,[eE])?|s|s,[eE]|e)\z")]
    private static partial Regex ValidForm();

    [GeneratedRegex(@"\A(s(,[0-9]+)*(,[eE])?|[0-9]+(,[0-9]+)*(,[eE])?|[eE])\z")]
    private static partial Regex ReadableForm();
}
