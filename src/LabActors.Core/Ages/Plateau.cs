using LabActors.Core.Reduction;

namespace LabActors.Core.Ages;

/// <summary>
/// A plateau (Fleck et al. 1977): the longest run of adjoining steps of which any two overlap, that has enough steps and enough of the gas; the
/// first of equals. Its age is the weighted mean of its steps that were not left out, without the error of J.
/// </summary>
/// <param name="First">0-based.</param>
/// <param name="Last">0-based, inclusive.</param>
public sealed record Plateau(int First, int Last, WeightedMean Age)
{
    /// <summary>The plateau; null when there is none.</summary>
    public static Plateau? Find(IReadOnlyList<PlateauStep> steps, PlateauOptions options)
    {
        var gas = steps.Where(s => !s.Omitted).Sum(s => s.K39);
        Plateau? found = null;
        for (var first = 0; first < steps.Count; first++)
        {
            for (var last = steps.Count - 1; last > first && last - first > (found is null ? 0 : found.Last - found.First); last--)
            {
                var inside = Inside(steps, first, last);
                if (inside.Length < options.MinSteps
                    || inside.Sum(s => s.K39) < options.GasFraction / 100 * gas
                    || !AllOverlap(inside, options.OverlapSigma)
                    || Fixed(steps, first, last) is not { } plateau)
                {
                    continue;
                }

                found = plateau;
                break;
            }
        }

        return found;
    }

    /// <summary>The plateau that a person says; null when its steps have no errors.</summary>
    public static Plateau? Fixed(IReadOnlyList<PlateauStep> steps, int first, int last) =>
        WeightedMean.Of(Inside(steps, first, last).Select(s => s.Age)) is { } mean ? new(first, last, mean) : null;

    private static PlateauStep[] Inside(IReadOnlyList<PlateauStep> steps, int first, int last) =>
        [.. steps.Skip(first).Take(last - first + 1).Where(s => !s.Omitted)];

    private static bool AllOverlap(PlateauStep[] steps, double sigma)
    {
        for (var i = 0; i < steps.Length; i++)
        {
            for (var k = i + 1; k < steps.Length; k++)
            {
                var reach = sigma * ((steps[i].Age.Error ?? double.NaN) + (steps[k].Age.Error ?? double.NaN));
                if (!(Math.Abs(steps[i].Age.Value - steps[k].Age.Value) < reach)) return false;
            }
        }

        return true;
    }
}
