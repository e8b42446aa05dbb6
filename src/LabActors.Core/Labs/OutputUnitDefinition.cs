namespace LabActors.Core.Labs;

/// <summary>A unit in which the output of an extraction device may be given, and the highest value in it.</summary>
public sealed record OutputUnitDefinition(string Name, double Max);
