using System.Collections.Immutable;

namespace LabActors.Core.Reduction;

/// <summary>An isotope's intercept, and the same with its detector's baseline taken off.</summary>
/// <param name="Intercept">fA at time zero.</param>
/// <param name="Error">1 sigma, fA; null where the points say nothing of it.</param>
/// <param name="Fit">The fit that was used, by name.</param>
/// <param name="ErrorType">The kind of the error, by name.</param>
/// <param name="Used">Points that were fitted.</param>
/// <param name="Total">Points that were measured.</param>
/// <param name="Coefficients">Of 1, t, t² ..., t in s since time zero.</param>
/// <param name="Baseline">fA; null when the run measured no baseline of the detector.</param>
/// <param name="BaselineError">1 sigma, fA.</param>
/// <param name="Corrected">Intercept less baseline, fA; null without a baseline.</param>
/// <param name="CorrectedError">1 sigma, fA; see <see cref="AnalysisReduction"/> for whether it has the baseline's part.</param>
/// <param name="Notes">What was done otherwise than asked.</param>
public sealed record IsotopeResult(
    string Isotope,
    string Detector,
    double Intercept,
    double? Error,
    string Fit,
    string ErrorType,
    int Used,
    int Total,
    ImmutableArray<double> Coefficients,
    double? Baseline,
    double? BaselineError,
    double? Corrected,
    double? CorrectedError,
    ImmutableArray<string> Notes)
{
    /// <summary>Run id of the run whose baseline was taken because this run has none; empty when it is its own, or there is none.</summary>
    public string BaselineFrom { get; init; } = "";

    /// <summary>The blank that was taken off, fA; null when none was.</summary>
    public Quantity? Blank { get; init; }

    /// <summary>Less baseline and blank, fA: what there is of them.</summary>
    public Quantity BlankCorrected { get; init; }

    /// <summary>IC factor of the detector.</summary>
    public Quantity IcFactor { get; init; } = new(1);

    /// <summary>Discrimination of the detector.</summary>
    public Quantity Discrimination { get; init; } = new(1);

    /// <summary>Corrected for baseline, blank and detector, fA; not for decay: what ages are reckoned from.</summary>
    public Quantity Intensity { get; init; }

    /// <summary>The filter that was used; null when none was.</summary>
    public OutlierFilter? Filter { get; init; }

    /// <summary>0-based indices of the points of the series that the filter left out.</summary>
    public ImmutableArray<int> Outliers { get; init; } = [];
}
