using LabActors.Core.Labs.Simulation;

namespace LabActors.Simulator.Gas;

/// <summary>Gas that a heated domain is giving to a volume: <paramref name="Left"/> times k e^(-k t) in mol/s.</summary>
/// <param name="Volume">Index of the volume.</param>
/// <param name="Rate">k, 1/s.</param>
/// <param name="Left">What is in the domain at the start, mol.</param>
internal readonly record struct Release(int Volume, double Rate, GasAmounts Left);
