using LabActors.Core.Reduction;

namespace LabActors.Core.Ages;

/// <summary>
/// An inverse isochron, 36Ar/40Ar against 39Ar/40Ar: the trapped 40Ar/36Ar is the inverse of its intercept, F the inverse of where it
/// meets the axis.
/// </summary>
/// <param name="Trapped4036">40Ar/36Ar of the trapped argon.</param>
/// <param name="F">40Ar*/39ArK without trapped argon; its error from the regression with the axes exchanged.</param>
public sealed record Isochron(YorkRegression Line, Quantity Trapped4036, Quantity F)
{
    /// <summary>The isochron of analyses, by their interference-corrected argon; null for fewer than three.</summary>
    public static Isochron? Of(IReadOnlyCollection<ArgonIntensities> analyses) => Of([.. analyses.Select(Point)]);

    /// <summary>The isochron of points; null for fewer than three.</summary>
    public static Isochron? Of(IReadOnlyList<CorrelatedPoint> points)
    {
        if (points.Count < 3 || YorkRegression.Of(points) is not { } line) return null;
        var exchanged = YorkRegression.Of([.. points.Select(p => new CorrelatedPoint(p.Y, p.YError, p.X, p.XError, p.Correlation))]);
        return exchanged is null ? null : new(
            line,
            (1 / Uncertain.Of("intercept", line.Intercept, line.InterceptError)).Quantity,
            (1 / Uncertain.Of("intercept", exchanged.Intercept, exchanged.InterceptError)).Quantity);
    }

    /// <summary>x = 39/40, y = 36/40; the correlation is that of two ratios with one denominator, ((1+(f36/f40)²)(1+(f39/f40)²))^−½, f the relative errors.</summary>
    private static CorrelatedPoint Point(ArgonIntensities argon)
    {
        var (x, y) = (argon.Ar39 / argon.Ar40, argon.Ar36 / argon.Ar40);
        double Relative(Uncertain isotope) => (isotope.Error ?? double.NaN) / isotope.Value;
        var (f36, f39, f40) = (Relative(argon.Ar36), Relative(argon.Ar39), Relative(argon.Ar40));
        var correlation = 1 / Math.Sqrt((1 + Math.Pow(f36 / f40, 2)) * (1 + Math.Pow(f39 / f40, 2)));
        return new(x.Value, x.Error ?? double.NaN, y.Value, y.Error ?? double.NaN, correlation);
    }
}
