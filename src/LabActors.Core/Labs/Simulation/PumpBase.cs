namespace LabActors.Core.Labs.Simulation;

/// <summary>Towards what a pump works.</summary>
/// <param name="Recipe">Proportions of the residual gas.</param>
/// <param name="BaseMillibar">Total pressure, mbar.</param>
public sealed record PumpBase(string Pump, GasAmounts Recipe, double BaseMillibar);
