using System.Collections.Immutable;

namespace LabActors.Simulator.Truth;

/// <summary>A mass spectrometer as it is.</summary>
/// <param name="Dac">To what the magnet is set, V.</param>
/// <param name="Field">The field that the ions feel, in DAC, V.</param>
/// <param name="Blanked">The whole beam is turned away.</param>
/// <param name="IntegrationTime">s.</param>
/// <param name="Detectors">By name.</param>
public sealed record TrueSpectrometer(
    double Dac,
    double Field,
    bool Blanked,
    double IntegrationTime,
    ImmutableSortedDictionary<string, TrueDetector> Detectors);
