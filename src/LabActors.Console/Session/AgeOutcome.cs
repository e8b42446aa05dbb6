namespace LabActors.Console.Session;

/// <summary>What a run's argon comes to, with standard errors; null where it cannot be told.</summary>
/// <param name="AgeMa">Age, Ma.</param>
/// <param name="Error">Of the age, without the error of J, Ma.</param>
/// <param name="ErrorWithJ">Of the age, with the error of J, Ma.</param>
/// <param name="YieldPercent">Radiogenic part of 40Ar, %.</param>
public sealed record AgeOutcome(
    double? AgeMa,
    double? Error,
    double? ErrorWithJ,
    double? YieldPercent,
    double? YieldError,
    double? KCa,
    double? KCaError,
    double? KCl,
    double? KClError);
