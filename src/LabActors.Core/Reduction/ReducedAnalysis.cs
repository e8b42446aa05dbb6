using System.Collections.Immutable;

namespace LabActors.Core.Reduction;

/// <summary>What an analysis comes to.</summary>
/// <param name="Isotopes">In order of mass, heaviest first; an isotope without a usable point is not here but in the notes.</param>
/// <param name="Baselines">By detector, in order of their names.</param>
/// <param name="Notes">Of the analysis as a whole: series that gave nothing.</param>
public sealed record ReducedAnalysis(
    ImmutableArray<IsotopeResult> Isotopes,
    ImmutableArray<BaselineResult> Baselines,
    ImmutableArray<string> Notes);
