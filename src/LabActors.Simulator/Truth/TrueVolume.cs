using LabActors.Core.Labs.Simulation;

namespace LabActors.Simulator.Truth;

/// <summary>Gas in a volume.</summary>
/// <param name="Mol">By gas.</param>
/// <param name="Millibar">Total pressure, mbar.</param>
public sealed record TrueVolume(GasAmounts Mol, double Millibar);
