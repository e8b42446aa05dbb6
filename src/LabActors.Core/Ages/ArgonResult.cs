using LabActors.Core.Reduction;

namespace LabActors.Core.Ages;

/// <summary>What an analysis of argon comes to. A value is null where it cannot be told, never 0.</summary>
public sealed record ArgonResult
{
    /// <summary>Age in Ma; its error leaves out that of J.</summary>
    public Quantity? Age { get; init; }

    /// <summary>1 sigma of the age with the error of J, Ma.</summary>
    public double? AgeErrorWithJ { get; init; }

    /// <summary>1 sigma of the age with the spread of J inside of the position instead of the error of J, Ma.</summary>
    public double? AgeErrorWithPositionJ { get; init; }

    /// <summary>40Ar*/39ArK.</summary>
    public Quantity? F { get; init; }

    /// <summary>1 sigma of F without the errors of the production ratios.</summary>
    public double? FErrorWithoutProduction { get; init; }

    /// <summary>Radiogenic part of 40Ar, %.</summary>
    public Quantity? YieldPercent { get; init; }

    public Quantity? KCa { get; init; }

    public Quantity? KCl { get; init; }

    /// <summary>Radiogenic 40Ar, fA.</summary>
    public Quantity? Radiogenic40 { get; init; }

    /// <summary>39Ar from potassium, fA.</summary>
    public Quantity? K39 { get; init; }

    /// <summary>Factor that makes good the decay of 37Ar; 1 without a chronology.</summary>
    public double Ar37DecayFactor { get; init; } = 1;

    /// <summary>Factor that makes good the decay of 39Ar; 1 without a chronology.</summary>
    public double Ar39DecayFactor { get; init; } = 1;

    /// <summary>From the start of the irradiation, d.</summary>
    public double DaysSinceIrradiation { get; init; }
}
