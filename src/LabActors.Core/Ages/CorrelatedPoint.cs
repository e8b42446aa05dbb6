namespace LabActors.Core.Ages;

/// <summary>A point with errors in both directions, 1 sigma, and their correlation.</summary>
public readonly record struct CorrelatedPoint(double X, double XError, double Y, double YError, double Correlation = 0);
