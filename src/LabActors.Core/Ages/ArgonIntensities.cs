using LabActors.Core.Reduction;

namespace LabActors.Core.Ages;

/// <summary>The five isotopes of argon at one stage of the corrections, fA.</summary>
public sealed record ArgonIntensities(Uncertain Ar40, Uncertain Ar39, Uncertain Ar38, Uncertain Ar37, Uncertain Ar36)
{
    /// <summary>
    /// Without what the neighbours' tails add. Pychron's formulas: 40Ar and 36Ar, which have one neighbour each that is looked at, lose it twice.
    /// </summary>
    public ArgonIntensities WithoutTails(double sensitivity) => sensitivity == 0 ? this : new(
        Ar40 - (sensitivity * (2 * Ar39)),
        Ar39 - (sensitivity * (Ar40 + Ar38)),
        Ar38 - (sensitivity * (Ar39 + Ar37)),
        Ar37 - (sensitivity * (Ar38 + Ar36)),
        Ar36 - (sensitivity * (2 * Ar37)));
}
