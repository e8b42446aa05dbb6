namespace LabActors.Core.Labs.Simulation;

/// <summary>What a pipette system lets into the line when a shot is loaded.</summary>
public sealed record SimulatedShot(string Device, string Shot, GasAmounts Amounts);
