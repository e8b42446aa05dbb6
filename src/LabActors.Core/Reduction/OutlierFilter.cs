namespace LabActors.Core.Reduction;

/// <summary>
/// Points that lie too far from the curve are left out, and the curve is drawn anew: as often as <paramref name="Iterations"/> says,
/// those with |y − fit| ≥ <paramref name="StdDevs"/>·s go and never come back.
/// </summary>
/// <param name="BySampleDeviation">s is the standard deviation of the values instead of the standard error of the fit; an average always has it so.</param>
public sealed record OutlierFilter(int Iterations, double StdDevs, bool BySampleDeviation = false);
