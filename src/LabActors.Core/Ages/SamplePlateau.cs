namespace LabActors.Core.Ages;

/// <summary>The plateau of a sample's steps.</summary>
/// <param name="First">Run id of its first step.</param>
/// <param name="Last">Run id of its last step.</param>
/// <param name="GasPercent">Its part of the 39ArK of all steps.</param>
/// <param name="Mean">Of the ages of its steps, Ma.</param>
public sealed record SamplePlateau(string First, string Last, double GasPercent, WeightedMean Mean, AgeMa Age);
