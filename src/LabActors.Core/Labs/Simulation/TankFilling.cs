namespace LabActors.Core.Labs.Simulation;

/// <summary>What a tank holds before its first shot.</summary>
public sealed record TankFilling(string Volume, GasAmounts Amounts);
