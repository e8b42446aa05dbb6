using System.Collections.Immutable;
using System.Globalization;

namespace LabActors.Core.Conditionals;

/// <summary>What <c>Set Extract</c> changes, run by run: amounts to add, or percentages.</summary>
public sealed record ExtractionSteps(ImmutableArray<double> Steps, bool IsPercent)
{
    /// <summary>Reads <c>1,2,3</c> or <c>10%,20%</c>: no signs, no blanks, not mixed. Null when it is neither; empty text is no step.</summary>
    public static ExtractionSteps? Read(string text)
    {
        if (text.Length == 0)
            return new ExtractionSteps([], false);
        var parts = text.Split(',');
        var percents = parts.Count(p => p.EndsWith('%'));
        if (percents != 0 && percents != parts.Length)
            return null;
        var steps = ImmutableArray.CreateBuilder<double>();
        foreach (var part in parts)
        {
            if (!double.TryParse(percents > 0 ? part[..^1] : part, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var step))
                return null;
            steps.Add(step);
        }

        return new ExtractionSteps(steps.ToImmutable(), percents > 0);
    }

    /// <summary>The value of the run that is <paramref name="index"/> runs behind the current one (0: the next).</summary>
    public double Applied(double value, int index) => IsPercent ? value * (1 + (Steps[index] / 100)) : value + Steps[index];
}
