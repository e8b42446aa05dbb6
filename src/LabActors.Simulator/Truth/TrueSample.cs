using System.Collections.Immutable;
using LabActors.Core.Labs.Simulation;

namespace LabActors.Simulator.Truth;

/// <summary>A sample as it is.</summary>
/// <param name="AgeMa">Ma.</param>
/// <param name="J">Irradiation parameter.</param>
/// <param name="KCa">By mass.</param>
/// <param name="KCl">By mass; null without chlorine.</param>
/// <param name="LeftMol">By position, what is left in the grains that have been heated or that the device aims at, mol.</param>
public sealed record TrueSample(
    string Name,
    string Device,
    double AgeMa,
    double J,
    double KCa,
    double? KCl,
    ImmutableSortedDictionary<string, GasAmounts> LeftMol);
