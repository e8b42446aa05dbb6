namespace LabActors.Actors.Results.Rows;

/// <summary>A detector's baseline, fA; the error is 1 sigma and null where the points say nothing of it.</summary>
public sealed class BaselineRow
{
    public required string Uuid { get; init; }

    public required string Detector { get; init; }

    public required double Value { get; init; }

    public required double? Error { get; init; }

    public required string Fit { get; init; }

    public required string ErrorType { get; init; }

    /// <summary>Points that were fitted.</summary>
    public required int Used { get; init; }

    /// <summary>Points that were measured.</summary>
    public required int Total { get; init; }

    /// <summary>Of 1, t, t² ..., t in s since time zero; JSON array.</summary>
    public required string Coefficients { get; init; }

    /// <summary>Iterations of the filter of outliers; null when none was used.</summary>
    public required int? FilterIterations { get; init; }

    /// <summary>Its limit in standard deviations.</summary>
    public required double? FilterStdDevs { get; init; }

    /// <summary>0-based indices of the points that it left out; JSON array.</summary>
    public required string Outliers { get; init; }

    /// <summary>What was done otherwise than asked, one note a line.</summary>
    public required string Notes { get; init; }
}
