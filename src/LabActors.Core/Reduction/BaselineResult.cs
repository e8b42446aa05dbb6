using System.Collections.Immutable;

namespace LabActors.Core.Reduction;

/// <summary>A detector's baseline.</summary>
/// <param name="Value">fA at t = 0.</param>
/// <param name="Error">1 sigma, fA; null where the points say nothing of it.</param>
/// <param name="Fit">The fit that was used, by name.</param>
/// <param name="ErrorType">The kind of the error, by name.</param>
/// <param name="Used">Points that were fitted.</param>
/// <param name="Total">Points that were measured.</param>
/// <param name="Coefficients">Of 1, t, t² ..., t in s since time zero.</param>
/// <param name="Notes">What was done otherwise than asked.</param>
public sealed record BaselineResult(
    string Detector,
    double Value,
    double? Error,
    string Fit,
    string ErrorType,
    int Used,
    int Total,
    ImmutableArray<double> Coefficients,
    ImmutableArray<string> Notes)
{
    /// <summary>The filter that was used; null when none was.</summary>
    public OutlierFilter? Filter { get; init; }

    /// <summary>0-based indices of the points of the series that the filter left out.</summary>
    public ImmutableArray<int> Outliers { get; init; } = [];
}
