namespace LabActors.Actors.Results.Rows;

/// <summary>A blank that was taken off an isotope of the run, baseline-corrected, fA; the error is 1 sigma.</summary>
public sealed class BlankRow
{
    public required string Uuid { get; init; }

    public required string Isotope { get; init; }

    public required double Value { get; init; }

    public required double? Error { get; init; }
}
