namespace LabActors.Core.Labs;

/// <summary>A motor of an extraction device (beam diameter, zoom).</summary>
public sealed record MotorDefinition(string Name, double Min, double Max);
