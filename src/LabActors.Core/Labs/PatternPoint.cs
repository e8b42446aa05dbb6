namespace LabActors.Core.Labs;

/// <summary>A point of a pattern.</summary>
/// <param name="X">From where the pattern is begun, mm.</param>
/// <param name="Y">From where the pattern is begun, mm.</param>
/// <param name="Dwell">How long the stage rests there.</param>
public sealed record PatternPoint(double X, double Y, TimeSpan Dwell);
