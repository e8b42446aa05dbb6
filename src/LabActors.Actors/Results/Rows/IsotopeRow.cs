namespace LabActors.Actors.Results.Rows;

/// <summary>An isotope's intercept, fA; errors are 1 sigma and null where the points say nothing of them.</summary>
public sealed class IsotopeRow
{
    public required string Uuid { get; init; }

    /// <summary>Place in the analysis, heaviest isotope first.</summary>
    public required int Ordinal { get; init; }

    public required string Isotope { get; init; }

    public required string Detector { get; init; }

    public required double Intercept { get; init; }

    public required double? Error { get; init; }

    public required string Fit { get; init; }

    public required string ErrorType { get; init; }

    /// <summary>Points that were fitted.</summary>
    public required int Used { get; init; }

    /// <summary>Points that were measured.</summary>
    public required int Total { get; init; }

    /// <summary>Of 1, t, t² ..., t in s since time zero; JSON array.</summary>
    public required string Coefficients { get; init; }

    /// <summary>Null when the run measured no baseline of the detector.</summary>
    public required double? Baseline { get; init; }

    public required double? BaselineError { get; init; }

    /// <summary>Intercept less baseline.</summary>
    public required double? Corrected { get; init; }

    /// <summary>Without the baseline's part.</summary>
    public required double? CorrectedError { get; init; }

    /// <summary>Run id of the run whose baseline was taken; empty when it is its own.</summary>
    public required string BaselineFrom { get; init; }

    /// <summary>Null when none was taken off.</summary>
    public required double? Blank { get; init; }

    public required double? BlankError { get; init; }

    /// <summary>Less baseline and blank: what there is of them.</summary>
    public required double BlankCorrected { get; init; }

    public required double? BlankCorrectedError { get; init; }

    public required double IcFactor { get; init; }

    public required double? IcFactorError { get; init; }

    public required double Discrimination { get; init; }

    public required double? DiscriminationError { get; init; }

    /// <summary>Corrected for baseline, blank and detector.</summary>
    public required double Intensity { get; init; }

    public required double? IntensityError { get; init; }

    /// <summary>Iterations of the filter of outliers; null when none was used.</summary>
    public required int? FilterIterations { get; init; }

    /// <summary>Its limit in standard deviations.</summary>
    public required double? FilterStdDevs { get; init; }

    /// <summary>0-based indices of the points that it left out; JSON array.</summary>
    public required string Outliers { get; init; }

    /// <summary>What was done otherwise than asked, one note a line.</summary>
    public required string Notes { get; init; }
}
