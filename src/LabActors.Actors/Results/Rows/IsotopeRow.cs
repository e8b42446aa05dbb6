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

    /// <summary>What was done otherwise than asked, one note a line.</summary>
    public required string Notes { get; init; }
}
