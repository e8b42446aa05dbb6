namespace LabActors.Console.Session;

/// <summary>One isotope of a run, intensities in fA with standard errors; null where there is nothing to tell.</summary>
/// <param name="Intercept">The signal at time zero, not corrected for the baseline.</param>
/// <param name="Fit">Name of the fit of the signal.</param>
/// <param name="N">Readings used by the fit.</param>
/// <param name="Value">Intercept less baseline.</param>
public sealed record IsotopeOutcome(
    string Isotope,
    string Detector,
    double? Intercept,
    double? Error,
    string Fit,
    int N,
    double? Baseline,
    double? BaselineError,
    double? Value,
    double? ValueError);
