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
    ImmutableSortedDictionary<string, double> Parameters)
{
    /// <summary>The magnet's last move, where the field does not follow at once; null before the first.</summary>
    public MagnetMove? Move { get; init; }

    /// <summary>What slow amplifiers still have of the beams before the last change; null where none is slow.</summary>
    public AmplifierLag? Lag { get; init; }

    /// <summary>The same with everything earlier.</summary>
    internal SpectrometerState Earlier(TimeSpan back) => this with
    {
        Move = Move is null ? null : Move with { At = Move.At - back },
        Lag = Lag is null ? null : Lag with { Since = Lag.Since - back },
    };
}
