using System.Globalization;

namespace LabActors.Core.Measurement;

/// <summary>What a sweep of the magnet over a peak tells.</summary>
/// <param name="Center">Middle between the flanks, V; null when there is no peak, and then <paramref name="Reason"/> says why.</param>
/// <param name="MaximumDac">Where the signal was highest, V.</param>
/// <param name="Maximum">The highest signal, fA.</param>
/// <param name="Shape">Null when there is no centre.</param>
public sealed record PeakCenter(double? Center, double MaximumDac, double Maximum, string Reason, PeakShape? Shape = null)
{
    /// <summary>Points that a maximum must be away from either end of the sweep.</summary>
    private const int Margin = 3;

    /// <summary>
    /// Finds the centre of a peak: from the maximum to either side, to where the signal has fallen by <paramref name="percent"/>
    /// of it (interpolated between the two points about it), then the middle.
    /// </summary>
    /// <param name="dacs">V, in any order.</param>
    /// <param name="intensities">fA at each.</param>
    /// <param name="percent">Over 0, under 100.</param>
    /// <param name="minHeight">A lower maximum is no peak, fA.</param>
    public static PeakCenter Find(IReadOnlyList<double> dacs, IReadOnlyList<double> intensities, double percent, double minHeight)
    {
        var points = dacs.Zip(intensities).OrderBy(p => p.First).ToArray();
        if (points.Length < (2 * Margin) + 1)
        {
            return new PeakCenter(null, double.NaN, double.NaN, $"{points.Length} points are too few");
        }

        var top = Array.IndexOf(points, points.MaxBy(p => p.Second));
        var (topDac, maximum) = points[top];
        if (!(maximum >= minHeight))
        {
            return Fail(string.Create(CultureInfo.InvariantCulture, $"no peak of {minHeight} fA or more, the highest signal is {maximum:0.###} fA"));
        }

        if (top < Margin || top >= points.Length - Margin)
        {
            return Fail("the maximum is at the edge of the sweep");
        }

        var level = maximum * (1 - (percent / 100));
        return (Flank(points, top, -1, level), Flank(points, top, +1, level)) switch
        {
            ({ } low, { } high) when Cliff() is { Length: > 0 } cliff => Fail(cliff),
            ({ } low, { } high) => new PeakCenter((low + high) / 2, topDac, maximum, "", Shape(low, high)),
            (null, _) => Fail("the sweep does not reach the foot of the peak on the low side"),
            _ => Fail("the sweep does not reach the foot of the peak on the high side"),
        };

        PeakCenter Fail(string reason) => new(null, topDac, maximum, reason);

        // As many points on one flank as on the other, or one more or less: a beam that fell on the way has hardly any.
        string Cliff()
        {
            var (low, high) = (OnFlank(points, top, -1, maximum), OnFlank(points, top, +1, maximum));
            return Math.Abs(low - high) >= 2 && 3 * Math.Min(low, high) <= Math.Max(low, high)
                ? string.Create(CultureInfo.InvariantCulture, $"the beam has dropped or come back during the sweep: {low} points on the flank on the low side, {high} on the high side")
                : "";
        }

        PeakShape Shape(double low, double high)
        {
            var center = (low + high) / 2;
            return new PeakShape(
                low, center, high, level, maximum, level, center / (2 * (high - low)), ResolvingPower(-1, center), ResolvingPower(+1, center));
        }

        double? ResolvingPower(int step, double center) =>
            (Flank(points, top, step, 0.95 * maximum), Flank(points, top, step, 0.05 * maximum)) is ({ } near, { } far)
                ? center / (2 * Math.Abs(near - far))
                : null;
    }

    private static int OnFlank((double Dac, double Signal)[] points, int top, int step, double maximum)
    {
        var count = 0;
        for (var i = top + step; i >= 0 && i < points.Length && points[i].Signal > 0.1 * maximum; i += step)
            count += points[i].Signal < 0.9 * maximum ? 1 : 0;
        return count;
    }

    private static double? Flank((double Dac, double Signal)[] points, int top, int step, double level)
    {
        for (var i = top + step; i >= 0 && i < points.Length; i += step)
        {
            if (points[i].Signal < level)
            {
                var (outside, inside) = (points[i], points[i - step]);
                return outside.Dac + ((inside.Dac - outside.Dac) * (level - outside.Signal) / (inside.Signal - outside.Signal));
            }
        }

        return null;
    }
}
