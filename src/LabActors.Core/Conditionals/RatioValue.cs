namespace LabActors.Core.Conditionals;

/// <summary>What a run measured of a ratio that must not change.</summary>
/// <param name="Error">1 sigma; null where it is not known.</param>
public sealed record RatioValue(RatioChangeCheck Check, double Value, double? Error);
