namespace LabActors.Core.Labs;

/// <summary>Where something stands in a drawing of the line; x to the right, y upwards, in units of the drawing.</summary>
public sealed record DrawnAt(double X, double Y);
