using System.Collections.Immutable;
using System.Globalization;
using MathNet.Numerics.Distributions;

namespace LabActors.Core.Reduction;

/// <summary>
/// Least squares of intensity against time, and the intercept at t = 0 with its error: s = √(Σr²/(n−q)), C = (XᵀX)⁻¹; SEM = s·√C₀₀,
/// SD = s·√(1+C₀₀) (Draper and Smith, Applied Regression Analysis, chapters 1 and 5). Never throws on data: too few points get
/// the next simpler curve, and a note says so.
/// </summary>
public static class Regression
{
    // Below this part of the signal a scatter is the rounding of the sums, and nothing is an outlier of it.
    private const double Rounding = 1e-13;

    /// <summary>Fits the points with one curve and no filter.</summary>
    /// <inheritdoc cref="Fit(IReadOnlyList{double}, IReadOnlyList{double}, FitPlan, Exclusions?, double)"/>
    public static RegressionResult Fit(IReadOnlyList<double> times, IReadOnlyList<double> intensities, FitChoice choice) =>
        Fit(times, intensities, FitPlan.Of(choice));

    /// <summary>Fits the points; those that are not finite are left out and said so.</summary>
    /// <param name="times">Seconds since time zero.</param>
    /// <param name="intensities">fA; as many as <paramref name="times"/>.</param>
    /// <param name="plan">Curve, error and filter.</param>
    /// <param name="exclusions">Points that a person has left out.</param>
    /// <param name="timeZeroOffset">s; taken off each time before the fit, so that the intercept is the value at this time.</param>
    public static RegressionResult Fit(
        IReadOnlyList<double> times, IReadOnlyList<double> intensities, FitPlan plan, Exclusions? exclusions = null, double timeZeroOffset = 0)
    {
        if (times.Count != intensities.Count)
            throw new ArgumentException($"{times.Count} times and {intensities.Count} intensities; there must be as many of each.");

        var notes = ImmutableArray.CreateBuilder<string>();
        var used = Selected(times, intensities, exclusions, timeZeroOffset, notes);
        var choice = plan.At(used.Count);
        if (used.Count == 0) return new(choice, null, null, [], null, 0, times.Count, [.. notes, "there is no point to fit"]);
        if (choice.Error == ErrorKind.Msem)
        {
            choice = choice with { Error = ErrorKind.Sem };
            notes.Add("the points have no errors of their own, so that there is no MSWD: SEM is used");
        }

        var curve = Filtered(ref used, choice, plan.Outliers, notes, out var outliers);
        if (!double.IsFinite(curve.Intercept) || !double.IsFinite(curve.SumOfSquares))
            return new(choice, null, null, [], null, 0, times.Count, [.. notes, "the points are too far apart in size to be fitted"]);

        choice = choice with { Fit = curve.Fit };
        var error = InterceptError(choice.Error, used.X, curve);
        if (error is null) notes.Add($"{Points(used.Count)} leave the error of a {choice.FitName} fit unknown");
        return new(choice, curve.Intercept, error, curve.Coefficients, curve.StandardError, used.Count, times.Count, notes.ToImmutable())
        {
            Outliers = outliers,
        };
    }

    private static PointSet Selected(
        IReadOnlyList<double> times, IReadOnlyList<double> intensities, Exclusions? exclusions, double offset, ImmutableArray<string>.Builder notes)
    {
        var excluded = exclusions?.Test();
        var set = new PointSet(times.Count);
        var bad = 0;
        for (var i = 0; i < times.Count; i++)
        {
            var (t, y) = (times[i], intensities[i]);
            if (!double.IsFinite(t) || !double.IsFinite(y)) bad++;
            else if (excluded?.Invoke(i, t) != true) set.Add(i, t - offset, y);
        }

        if (bad > 0) notes.Add($"{bad} of {times.Count} points are not numbers and are left out");
        return set.Trimmed();
    }

    private static CurveFit Filtered(ref PointSet used, FitChoice choice, OutlierFilter? filter, ImmutableArray<string>.Builder notes, out ImmutableArray<int> outliers)
    {
        var removed = ImmutableArray.CreateBuilder<int>();
        var curve = Draw(used, choice.Fit);
        for (var round = 0; round < filter?.Iterations; round++)
        {
            var s = filter.BySampleDeviation ? SampleDeviation(used.Y) : curve.StandardError;
            if (s is not > 0 || s <= Rounding * used.Largest) break;
            var (inside, outside) = (new PointSet(used.Count), new List<int>());
            for (var i = 0; i < used.Count; i++)
            {
                if (Math.Abs(curve.Residuals[i]) >= filter.StdDevs * s) outside.Add(used.Index[i]);
                else inside.Add(used.Index[i], used.X[i], used.Y[i]);
            }

            if (outside.Count == 0) break;
            if (inside.Count <= curve.Parameters)
            {
                notes.Add(string.Create(CultureInfo.InvariantCulture, $"the filter of {filter.StdDevs} standard deviations would leave {Points(inside.Count)}: it is not used further"));
                break;
            }

            removed.AddRange(outside);
            used = inside.Trimmed();
            curve = Draw(used, choice.Fit);
        }

        outliers = [.. removed.Order()];
        if (Instead(used, choice.Fit, curve) is { } note) notes.Add(note);
        return curve;
    }

    /// <summary>The curve that the points can bear: the one wanted if they can.</summary>
    private static CurveFit Draw(PointSet points, FitKind wanted)
    {
        if (wanted == FitKind.AutoLinearParabolic) return Better(points);
        if (wanted == FitKind.Exponential)
        {
            if (ExponentialFit.Fit(points.X, points.Y) is { } exponential) return exponential;
            wanted = FitKind.Linear;
        }

        var feasible = (FitKind)Math.Min((int)wanted, points.DistinctTimes((int)wanted + 1) - 1);
        return OrthogonalPolynomials.Fit(points.X, points.Y, feasible);
    }

    /// <summary>The greater adjusted R², 1 − (Σr²/(n−q))/(Σ(y−ȳ)²/(n−1)), is the smaller Σr²/(n−q).</summary>
    private static CurveFit Better(PointSet points)
    {
        var line = Draw(points, FitKind.Linear);
        if (points.DistinctTimes(3) < 3) return line;
        var parabola = OrthogonalPolynomials.Fit(points.X, points.Y, FitKind.Parabolic);
        return parabola.StandardError is not { } s || s <= line.StandardError ? parabola : line;
    }

    private static string? Instead(PointSet points, FitKind wanted, CurveFit drawn) => wanted switch
    {
        FitKind.AutoLinearParabolic => null,
        FitKind.Exponential when drawn.Fit != wanted => $"{Points(points.Count)} do not determine an exponential: {Name(drawn.Fit)} is used",
        _ when drawn.Fit != wanted => $"{Points(points.DistinctTimes(int.MaxValue))} cannot bear a {Name(wanted)} fit: {Name(drawn.Fit)} is used",
        _ => null,
    };

    private static string Name(FitKind fit) => new FitChoice(fit, ErrorKind.Sem).FitName;

    private static string Points(int count) => count == 1 ? "1 point" : $"{count} points";

    private static double? SampleDeviation(double[] y)
    {
        if (y.Length < 2) return null;
        var mean = y.Average();
        return Math.Sqrt(y.Sum(v => (v - mean) * (v - mean)) / (y.Length - 1));
    }

    private static double? InterceptError(ErrorKind kind, double[] x, CurveFit curve)
    {
        if (curve.StandardError is not { } s) return null;
        var error = kind switch
        {
            ErrorKind.Sd or ErrorKind.Ci when curve.Fit == FitKind.Average => s,
            ErrorKind.Sd => s * Math.Sqrt(1 + curve.Leverage),
            ErrorKind.Ci => ConfidenceInterval(x, curve),
            ErrorKind.MonteCarlo => MonteCarloError.Of(curve),
            _ => s * Math.Sqrt(curve.Leverage),
        };
        return double.IsFinite(error) ? error : null;
    }

    /// <summary>t(0.975, n−1)·√(Σr²/(n−2))·√(1/n + x̄²/Σ(x−x̄)²)/2: the straight line's formula for every degree, n−1 and halved, as Pychron's saved values have it.</summary>
    private static double ConfidenceInterval(double[] x, CurveFit curve)
    {
        var mean = x.Average();
        var spread = x.Sum(v => (v - mean) * (v - mean));
        var syx = Math.Sqrt(curve.SumOfSquares / (x.Length - 2));
        return StudentT.InvCDF(0, 1, x.Length - 1, 0.975) * syx * Math.Sqrt((1.0 / x.Length) + (mean * mean / spread)) / 2;
    }

    /// <summary>Points that are to be fitted, with their places in the series.</summary>
    private sealed class PointSet(int capacity)
    {
        public int Count { get; private set; }

        public int[] Index { get; private set; } = new int[capacity];

        public double[] X { get; private set; } = new double[capacity];

        public double[] Y { get; private set; } = new double[capacity];

        public double Largest => Y.Max(Math.Abs);

        public void Add(int index, double x, double y)
        {
            (Index[Count], X[Count], Y[Count]) = (index, x, y);
            Count++;
        }

        public PointSet Trimmed()
        {
            if (Count < X.Length) (Index, X, Y) = (Index[..Count], X[..Count], Y[..Count]);
            return this;
        }

        public int DistinctTimes(int enough)
        {
            for (var i = 1; i < X.Length; i++)
                if (X[i] <= X[i - 1]) return X.Distinct().Take(enough).Count();
            return Math.Min(X.Length, enough);
        }
    }
}
