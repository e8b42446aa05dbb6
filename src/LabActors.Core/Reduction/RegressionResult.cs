using System.Collections.Immutable;

namespace LabActors.Core.Reduction;

/// <summary>What a regression found.</summary>
/// <param name="Choice">The fit that was used; a simpler one than was asked for where the points were too few.</param>
/// <param name="Intercept">Value at t = 0; null when there was no point to fit.</param>
/// <param name="Error">Error of the intercept, 1 sigma; null where the points say nothing of it (as many coefficients as points).</param>
/// <param name="Coefficients">Of 1, t, t² ..., t in s; of an exponential a, b, c of a·e^(−b·t) + c; empty when there was no point.</param>
/// <param name="StandardError">Standard error of the fit, √(Σr²/(n−q)); null without a degree of freedom.</param>
/// <param name="Used">Points that were fitted.</param>
/// <param name="Total">Points that there were.</param>
/// <param name="Notes">What was done otherwise than asked, in words.</param>
public sealed record RegressionResult(
    FitChoice Choice,
    double? Intercept,
    double? Error,
    ImmutableArray<double> Coefficients,
    double? StandardError,
    int Used,
    int Total,
    ImmutableArray<string> Notes)
{
    /// <summary>Points that the filter left out, by their 0-based index in the series that was given.</summary>
    public ImmutableArray<int> Outliers { get; init; } = [];

    /// <summary>The fitted curve at t seconds; NaN when nothing was fitted.</summary>
    public double At(double t) => Curve.At(Choice.Fit, Coefficients, t);
}
