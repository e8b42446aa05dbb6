namespace LabActors.Core.Labs;

/// <summary>Defaults of a peak center.</summary>
/// <param name="WindowDac">Full width of the sweep, DAC.</param>
/// <param name="StepDac">Step of the sweep, DAC.</param>
/// <param name="Percent">The flanks are taken where the signal has fallen by this percentage of the maximum.</param>
/// <param name="MinPeakHeightFa">A lower maximum is no peak, fA.</param>
public sealed record PeakCenterDefinition(
    string Detector,
    string Isotope,
    double WindowDac,
    double StepDac,
    double Percent,
    double MinPeakHeightFa,
    PeakCenterDirection Direction);
