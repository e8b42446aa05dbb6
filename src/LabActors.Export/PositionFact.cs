namespace LabActors.Export;

/// <summary>A position of the sample holder; coordinates in mm where they are known.</summary>
public sealed record PositionFact(string Position, double? X, double? Y, double? Z, bool IsDegas);
