namespace LabActors.Core.Ages;

/// <summary>Decay of 37Ar and 39Ar during and since the irradiation, whose power changes from segment to segment.</summary>
public static class IrradiationDecay
{
    /// <summary>Power, length and time since the start, both d.</summary>
    public readonly record struct Dose(double Power, double Days, double DaysSince);

    /// <summary>The doses of a chronology, seen from a moment.</summary>
    /// <param name="fromEnd">Time is counted from the end of each segment, else from its start as Pychron has it by default.</param>
    public static IEnumerable<Dose> Doses(IEnumerable<IrradiationSegment> segments, DateTimeOffset at, bool fromEnd) =>
        segments.Select(s => new Dose(s.Power, s.Days, (at - (fromEnd ? s.End : s.Start)).TotalDays));

    /// <summary>
    /// ΣP·t / ΣP·(1−e^(−λt))/(λ·e^(λd)): the factor from what is left to what was made (McDougall and Harrison 1999, eq. 3.25, with d
    /// from the start of each segment, as Pychron has it). 1 without segments.
    /// </summary>
    /// <param name="lambda">1/d.</param>
    public static double Factor(IEnumerable<Dose> doses, double lambda)
    {
        double made = 0, left = 0;
        foreach (var dose in doses)
        {
            made += dose.Power * dose.Days;
            left += dose.Power * (1 - Math.Exp(-lambda * dose.Days)) / (lambda * Math.Exp(lambda * dose.DaysSince));
        }

        return made > 0 && left > 0 ? made / left : 1;
    }

    /// <summary>Whole seconds since the start of the first segment, in d: what 36Cl has had to decay; 0 without segments.</summary>
    public static double DaysSinceStart(IReadOnlyList<IrradiationSegment> segments, DateTimeOffset at) =>
        segments.Count == 0 ? 0 : Math.Floor((at - segments[0].Start).TotalSeconds) / 86400;
}
