namespace LabActors.Core.Recovery;

/// <summary>What a spectrometer says of itself.</summary>
/// <param name="Dac">Where its magnet stands, V.</param>
public sealed record SpectrometerReadback(double Dac, bool Simulated);
