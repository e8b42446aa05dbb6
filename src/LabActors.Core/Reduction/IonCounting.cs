namespace LabActors.Core.Reduction;

/// <summary>
/// The one place where ions are counted: between counts a second and fA, and back to the rate that a counter would have shown had it not
/// been dead after each ion (non-extending dead time; Knoll, Radiation Detection and Measurement, chapter 4).
/// </summary>
public static class IonCounting
{
    /// <summary>Ions a second in a beam of 1 fA: 1e-15 A over the elementary charge, rounded as the field has it.</summary>
    public const double CountsPerSecondAndFa = 6242;

    /// <summary>True rate n/(1 − n·τ); NaN where the counter was saturated.</summary>
    /// <param name="countsPerSecond">As counted.</param>
    /// <param name="deadTimeNs">τ, ns.</param>
    public static double TrueRate(double countsPerSecond, double deadTimeNs)
    {
        var dead = countsPerSecond * deadTimeNs * 1e-9;
        return dead < 1 ? countsPerSecond / (1 - dead) : double.NaN;
    }

    /// <summary>Beam in fA of a reading in fA that a counter with this dead time (ns) gave; NaN where it was saturated.</summary>
    public static double TrueIntensity(double fa, double deadTimeNs) =>
        deadTimeNs <= 0 ? fa : TrueRate(fa * CountsPerSecondAndFa, deadTimeNs) / CountsPerSecondAndFa;
}
