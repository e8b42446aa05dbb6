using System.Collections.Immutable;
using LabActors.Core.Ages;
using LabActors.Core.Irradiations;

namespace LabActors.Core.Reduction;

/// <summary>What an analysis comes to.</summary>
/// <param name="Isotopes">In order of mass, heaviest first; an isotope without a usable point is not here but in the notes.</param>
/// <param name="Baselines">By detector, in order of their names; those that the run measured itself.</param>
/// <param name="Notes">Of the analysis as a whole: series that gave nothing, corrections that were not made.</param>
public sealed record ReducedAnalysis(
    ImmutableArray<IsotopeResult> Isotopes,
    ImmutableArray<BaselineResult> Baselines,
    ImmutableArray<string> Notes)
{
    /// <summary>The blank that was taken off; null when none was.</summary>
    public AnalysisBlank? Blank { get; init; }

    /// <summary>The irradiation that the age was reckoned with; null when none is known, and for runs that are no unknowns.</summary>
    public IrradiationPosition? Irradiation { get; init; }

    /// <summary>F, age and what belongs to it; null without irradiation or with isotopes missing.</summary>
    public ArgonResult? Argon { get; init; }
}
