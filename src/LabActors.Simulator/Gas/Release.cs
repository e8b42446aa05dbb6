using LabActors.Core.Labs.Simulation;

namespace LabActors.Simulator.Gas;

/// <summary>Gas that a heated domain or a warm trap is giving to a volume: <paramref name="Left"/> times k e^(-(k + fading) t) in mol/s.</summary>
/// <param name="Volume">Index of the volume.</param>
/// <param name="Rate">k, 1/s.</param>
/// <param name="Left">What is in the domain at the start, mol.</param>
/// <param name="Fading">By gas, how fast it becomes less of itself where it is held, 1/s.</param>
internal readonly record struct Release(int Volume, double Rate, GasAmounts Left, GasAmounts Fading);
