namespace LabActors.Core.Reduction;

/// <summary>The blank of a moment, from blanks before and after it. Outside of all blanks the nearest one counts, with its own error.</summary>
public static class BlankInterpolation
{
    /// <summary>The last one before t.</summary>
    public static Quantity Preceding(IReadOnlyList<double> times, IReadOnlyList<Quantity> values, double t) =>
        values[Math.Max(0, LastUpTo(times, t))];

    /// <summary>The first one after t.</summary>
    public static Quantity Succeeding(IReadOnlyList<double> times, IReadOnlyList<Quantity> values, double t) =>
        values[Math.Min(values.Count - 1, LastUpTo(times, t) + 1)];

    /// <summary>The mean of the one before and the one after: (a+b)/2, √(σa²+σb²)/2.</summary>
    public static Quantity BracketingAverage(IReadOnlyList<double> times, IReadOnlyList<Quantity> values, double t) =>
        Between(times, values, t, _ => 0.5);

    /// <summary>The straight line from the one before to the one after.</summary>
    public static Quantity BracketingInterpolation(IReadOnlyList<double> times, IReadOnlyList<Quantity> values, double t) =>
        Between(times, values, t, before => (t - times[before]) / (times[before + 1] - times[before]));

    private static Quantity Between(IReadOnlyList<double> times, IReadOnlyList<Quantity> values, double t, Func<int, double> fraction)
    {
        var before = LastUpTo(times, t);
        if (before < 0) return values[0];
        if (before == values.Count - 1) return values[^1];
        var (a, b, f) = (values[before], values[before + 1], fraction(before));
        return (((1 - f) * Uncertain.Of("before", a)) + (f * Uncertain.Of("after", b))).Quantity;
    }

    private static int LastUpTo(IReadOnlyList<double> times, double t)
    {
        if (times.Count == 0) throw new ArgumentException("there is no blank to interpolate");
        var last = -1;
        while (last + 1 < times.Count && times[last + 1] <= t) last++;
        return last;
    }
}
