using System.Collections.Immutable;
using LabActors.Core.Ages;

namespace LabActors.Core.Labs.Simulation;

/// <summary>An irradiated sample of a known age, as the simulator's laboratory has it loaded.</summary>
/// <param name="Device">Extraction device that it lies in.</param>
/// <param name="Positions">Positions that hold a grain each; empty means every position that no other sample claims.</param>
/// <param name="AgeMa">True age, Ma.</param>
/// <param name="J">Irradiation parameter.</param>
/// <param name="Ar39Mol">39Ar from potassium per grain, mol: as irradiation made it, or, without <see cref="Irradiation"/>, as it is measured.</param>
/// <param name="KCa">K/Ca by mass.</param>
/// <param name="Trapped">Trapped argon per grain, mol.</param>
/// <param name="ReactiveMol">Reactive gas per grain, mol.</param>
/// <param name="Spread">Grains differ in size by up to this fraction either way, by seed and position.</param>
/// <param name="Domains">Where the gas sits.</param>
public sealed record SampleDefinition(
    string Name,
    string Device,
    ImmutableArray<string> Positions,
    double AgeMa,
    double J,
    double Ar39Mol,
    double KCa,
    GasAmounts Trapped,
    double ReactiveMol,
    double Spread,
    ImmutableArray<DiffusionDomain> Domains)
{
    /// <summary>When it was in the reactor; empty where its 37Ar and 39Ar do not decay before they are measured.</summary>
    public ImmutableArray<IrradiationSegment> Irradiation { get; init; } = [];

    /// <summary>K/Cl by mass; null where it has no chlorine.</summary>
    public double? KCl { get; init; }

    /// <summary>How gas leaves the domains.</summary>
    public DomainGeometry Geometry { get; init; }
}
