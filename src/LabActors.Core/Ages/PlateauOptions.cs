namespace LabActors.Core.Ages;

/// <summary>What makes a plateau; the defaults are Pychron's (Fleck et al. 1977).</summary>
/// <param name="MinSteps">Least number of steps.</param>
/// <param name="GasFraction">Least part of the 39ArK of all steps, %.</param>
/// <param name="OverlapSigma">Ages of two steps overlap within this many sigma of each.</param>
public sealed record PlateauOptions(int MinSteps = 3, double GasFraction = 50, double OverlapSigma = 2);
