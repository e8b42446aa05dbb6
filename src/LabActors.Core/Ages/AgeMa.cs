namespace LabActors.Core.Ages;

/// <summary>An age in Ma.</summary>
/// <param name="Error">1 sigma without the error of J; null where it is not known.</param>
/// <param name="ErrorWithJ">1 sigma with the error of J; null where it is not known.</param>
public sealed record AgeMa(double Value, double? Error, double? ErrorWithJ);
