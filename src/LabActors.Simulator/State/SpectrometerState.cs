using System.Collections.Immutable;

namespace LabActors.Simulator.State;

/// <summary>Settings of a mass spectrometer as they stand.</summary>
/// <param name="IntegrationTime">s.</param>
/// <param name="Dac">Magnet, V.</param>
/// <param name="Blanked">The whole beam is turned away.</param>
/// <param name="Deflections">By detector.</param>
/// <param name="Protected">Detectors from which the beam is turned away.</param>
/// <param name="Parameters">Source parameters.</param>
public sealed record SpectrometerState(
    double IntegrationTime,
    double Dac,
    bool Blanked,
    ImmutableSortedDictionary<string, double> Deflections,
    ImmutableSortedSet<string> Protected,
    ImmutableSortedDictionary<string, double> Parameters);
