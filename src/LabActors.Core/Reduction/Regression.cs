using System.Collections.Immutable;
using MathNet.Numerics.Distributions;
using MathNet.Numerics.LinearAlgebra;
using MathNet.Numerics.LinearAlgebra.Factorization;

namespace LabActors.Core.Reduction;

/// <summary>
/// Ordinary least squares of intensity against time, and the intercept at t = 0 with its error: β from the QR factors of
/// X = [1, t, t² ...], s = √(Σr²/(n−q)), C = (XᵀX)⁻¹; SEM = s·√C₀₀, SD = s·√(1+C₀₀) (Draper and Smith, Applied Regression
/// Analysis, chapters 1 and 5). Never throws on data: too few points get the next simpler curve, and a note says so.
/// </summary>
public static class Regression
{
    /// <summary>Fits the points; those that are not finite are left out and said so.</summary>
    /// <param name="times">Seconds since time zero.</param>
    /// <param name="intensities">fA; as many as <paramref name="times"/>.</param>
    public static RegressionResult Fit(IReadOnlyList<double> times, IReadOnlyList<double> intensities, FitChoice choice)
    {
        if (times.Count != intensities.Count)
            throw new ArgumentException($"{times.Count} times and {intensities.Count} intensities; there must be as many of each.");

        var notes = ImmutableArray.CreateBuilder<string>();
        var (x, y) = Finite(times, intensities);
        if (x.Length < times.Count) notes.Add($"{times.Count - x.Length} of {times.Count} points are not numbers and are left out");
        if (x.Length == 0) return new(choice, null, null, [], null, 0, times.Count, [.. notes, "there is no point to fit"]);

        var used = choice with { Fit = Feasible(choice.Fit, x) };
        if (used.Fit != choice.Fit) notes.Add($"{Points(x.Distinct().Count())} cannot bear a {choice.FitName} fit: {used.FitName} is used");
        if (used.Error == ErrorKind.Msem)
        {
            used = used with { Error = ErrorKind.Sem };
            notes.Add("the points have no errors of their own, so that there is no MSWD: SEM is used");
        }

        var result = used.Fit == FitKind.Average ? FitAverage(y, used) : FitPolynomial(x, y, used);
        if (!double.IsFinite(result.Intercept ?? double.NaN))
            return new(used, null, null, [], null, 0, times.Count, [.. notes, "the points are too far apart in size to be fitted"]);
        if (result.Error is { } e && !double.IsFinite(e)) result = result with { Error = null };
        if (result.Error is null) notes.Add($"{Points(x.Length)} leave the error of a {used.FitName} fit unknown");
        return result with { Total = times.Count, Notes = notes.ToImmutable() };
    }

    private static string Points(int count) => count == 1 ? "1 point" : $"{count} points";

    private static (double[] X, double[] Y) Finite(IReadOnlyList<double> times, IReadOnlyList<double> intensities)
    {
        var good = Enumerable.Range(0, times.Count).Where(i => double.IsFinite(times[i]) && double.IsFinite(intensities[i])).ToArray();
        return ([.. good.Select(i => times[i])], [.. good.Select(i => intensities[i])]);
    }

    /// <summary>The highest degree up to the wanted one that the distinct times determine.</summary>
    private static FitKind Feasible(FitKind wanted, double[] x) => (FitKind)Math.Min((int)wanted, x.Distinct().Take((int)wanted + 1).Count() - 1);

    private static RegressionResult FitAverage(double[] y, FitChoice choice)
    {
        // around the first value, so that a constant series gives that constant and no error, to the last digit
        var mean = y[0] + (y.Sum(v => v - y[0]) / y.Length);
        double? sd = y.Length > 1 ? Math.Sqrt(y.Sum(v => (v - mean) * (v - mean)) / (y.Length - 1)) : null;
        var error = choice.Error == ErrorKind.Sem ? sd / Math.Sqrt(y.Length) : sd;
        return new(choice, mean, error, [mean], sd, y.Length, y.Length, []);
    }

    private static RegressionResult FitPolynomial(double[] x, double[] y, FitChoice choice)
    {
        var q = (int)choice.Fit + 1;

        // t in units of the longest time: the powers stay near 1, and column 0, so also C₀₀, is what it was
        var scale = x.Max(Math.Abs);
        var offset = y[0];
        var design = Matrix<double>.Build.Dense(x.Length, q, (row, column) => Math.Pow(x[row] / scale, column));
        var qr = design.QR(QRMethod.Thin);
        var observed = Vector<double>.Build.Dense(y.Length, i => y[i] - offset);
        var scaled = qr.R.Solve(qr.Q.TransposeThisAndMultiply(observed));
        var residuals = observed - (design * scaled);

        var coefficients = scaled.Select((c, power) => c / Math.Pow(scale, power)).ToArray();
        coefficients[0] += offset;
        var freedom = x.Length - q;
        double? s = freedom > 0 ? Math.Sqrt(residuals.DotProduct(residuals) / freedom) : null;
        return new(choice, coefficients[0], InterceptError(choice.Error, x, residuals, qr, s), [.. coefficients], s, x.Length, x.Length, []);
    }

    private static double? InterceptError(ErrorKind kind, double[] x, Vector<double> residuals, QR<double> qr, double? s)
    {
        if (s is null) return null;
        if (kind == ErrorKind.Ci) return ConfidenceInterval(x, residuals);

        // C = (RᵀR)⁻¹, so C₀₀ is the squared length of R⁻ᵀ·e₀
        var unit = Vector<double>.Build.Dense(qr.R.ColumnCount, i => i == 0 ? 1 : 0);
        var half = qr.R.Transpose().Solve(unit);
        var c00 = half.DotProduct(half);
        return kind == ErrorKind.Sd ? s * Math.Sqrt(1 + c00) : s * Math.Sqrt(c00);
    }

    /// <summary>t(0.975, n−1)·√(Σr²/(n−2))·√(1/n + x̄²/Σ(x−x̄)²)/2: the straight line's formula for every degree, n−1 and halved, as Pychron's saved values have it.</summary>
    private static double ConfidenceInterval(double[] x, Vector<double> residuals)
    {
        var mean = x.Average();
        var spread = x.Sum(v => (v - mean) * (v - mean));
        var syx = Math.Sqrt(residuals.DotProduct(residuals) / (x.Length - 2));
        return StudentT.InvCDF(0, 1, x.Length - 1, 0.975) * syx * Math.Sqrt((1.0 / x.Length) + (mean * mean / spread)) / 2;
    }
}
