using LabActors.Core.Reduction;

namespace LabActors.Core.Ages;

/// <summary>
/// Constants of the argon method. The defaults are Pychron's (Steiger and Jäger 1977 for the decay of 40K; Renne and Norman 2001 for 37Ar;
/// Stoenner et al. 1965 for 39Ar; Nier 1950 for air); <c>reduction:</c> of lab.yaml changes them.
/// </summary>
public sealed record ArgonConstants
{
    /// <summary>Pychron's.</summary>
    public static ArgonConstants Default { get; } = new();

    /// <summary>Decay constant of 40K to 40Ca, 1/a.</summary>
    public Quantity LambdaBeta { get; init; } = new(4.962e-10, 9.3e-13);

    /// <summary>Decay constant of 40K to 40Ar, 1/a.</summary>
    public Quantity LambdaEpsilon { get; init; } = new(5.81e-11, 1.6e-13);

    /// <summary>Decay constant of 37Ar, 1/d.</summary>
    public double LambdaAr37 { get; init; } = 0.01975;

    /// <summary>Decay constant of 39Ar, 1/d.</summary>
    public double LambdaAr39 { get; init; } = 7.068e-6;

    /// <summary>Decay constant of 36Cl, 1/d.</summary>
    public double LambdaCl36 { get; init; } = 6.308e-9;

    /// <summary>40Ar/36Ar of trapped argon.</summary>
    public Quantity Trapped4036 { get; init; } = new(295.5, 0.5);

    /// <summary>40Ar/38Ar of trapped argon; its error does not enter, as in Pychron.</summary>
    public double Trapped4038 { get; init; } = 1575;

    /// <summary>37Ar/39Ar to be assumed where 37Ar has decayed or was not measured; null to use what was measured.</summary>
    public Quantity? Fixed3739 { get; init; }

    /// <summary>Part of a peak that falls on the neighbouring mass.</summary>
    public double AbundanceSensitivity { get; init; }

    /// <summary>False: 37Ar from calcium below 0 counts as 0 where 36Ar and 38Ar from calcium follow from it.</summary>
    public bool AllowNegativeCalcium { get; init; } = true;

    /// <summary>True: the errors of the decay constants enter the age's.</summary>
    public bool IncludeDecayError { get; init; }

    /// <summary>True: the errors of baselines enter the corrected intensities'.</summary>
    public bool IncludeBaselineError { get; init; }

    /// <summary>True: decay is counted from the end of each part of the irradiation instead of its start.</summary>
    public bool DecayFromSegmentEnd { get; init; }

    /// <summary>Age of the flux monitor, Ma.</summary>
    public double MonitorAgeMa { get; init; } = 28.201;

    /// <summary>Total decay constant of 40K, 1/a, as the sum of two variables.</summary>
    public Uncertain LambdaK() => Uncertain.Of("lambda beta", LambdaBeta) + Uncertain.Of("lambda epsilon", LambdaEpsilon);
}
