namespace LabActors.Core.Labs;

/// <summary>A heater of the line with a controller: bake-out, getter, cold finger's warm side.</summary>
/// <param name="Device">Its controller.</param>
/// <param name="Channel">Its channel there; empty for the only one.</param>
/// <param name="MaxCelsius">The highest set point, °C.</param>
public sealed record HeaterDefinition(string Name, string Device, string Channel, double MaxCelsius);
