namespace LabActors.Core.Reduction;

/// <summary>One reading of one detector.</summary>
/// <param name="Seconds">Since time zero.</param>
/// <param name="Intensity">fA; NaN when the detector gave none.</param>
/// <param name="Count">1-based count within its series.</param>
/// <param name="Quality"><c>good</c>, or why the value is not to be used: <c>missing, stale, fault</c>.</param>
public readonly record struct SeriesPoint(double Seconds, double Intensity, int Count, string Quality = SeriesPoint.Good)
{
    /// <summary>The quality of a value that may be used.</summary>
    public const string Good = "good";

    /// <summary>True when the value may be fitted.</summary>
    public bool IsGood => Quality == Good && double.IsFinite(Intensity);
}
