namespace LabActors.Export;

/// <summary>The filter of outliers of a fit.</summary>
/// <param name="Sigmas">Points this many standard deviations off are left out.</param>
public sealed record OutlierFilter(int Iterations, double Sigmas);
