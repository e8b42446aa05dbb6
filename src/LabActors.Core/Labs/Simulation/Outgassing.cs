namespace LabActors.Core.Labs.Simulation;

/// <summary>Constant source of gas from the walls of a volume.</summary>
/// <param name="Rate">mol/s.</param>
public sealed record Outgassing(string Volume, GasAmounts Rate);
