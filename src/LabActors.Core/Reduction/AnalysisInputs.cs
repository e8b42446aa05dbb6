using System.Collections.Immutable;
using LabActors.Core.Ages;
using LabActors.Core.Irradiations;

namespace LabActors.Core.Reduction;

/// <summary>
/// All that a run's reduction needs besides its own readings; journaled when the run starts, so that it may not change under it. The irradiation
/// has an event of its own, since it is read from files.
/// </summary>
public sealed record AnalysisInputs
{
    /// <summary>No corrections, Pychron's constants.</summary>
    public static AnalysisInputs None { get; } = new();

    /// <summary>Constants of the argon method.</summary>
    public ArgonConstants Constants { get; init; } = ArgonConstants.Default;

    /// <summary>By detector; one that is not here has none.</summary>
    public ImmutableDictionary<string, DetectorCorrection> Detectors { get; init; } = ImmutableDictionary<string, DetectorCorrection>.Empty;

    /// <summary>Blank and baselines of earlier runs.</summary>
    public CarriedOver Earlier { get; init; } = CarriedOver.Nothing;

    /// <summary>What is known of the sample's irradiation; null when nothing is.</summary>
    public IrradiationPosition? Irradiation { get; init; }
}
