namespace LabActors.Core.Reduction;

/// <summary>A value with its error.</summary>
/// <param name="Error">1 sigma, in the unit of the value; null where it is not known, which is not the same as 0.</param>
public readonly record struct Quantity(double Value, double? Error = 0);
