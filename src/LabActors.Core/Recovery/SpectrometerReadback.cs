using System.Collections.Immutable;

namespace LabActors.Core.Recovery;

/// <summary>What a spectrometer says of itself.</summary>
/// <param name="Dac">Where its magnet stands, V; null where that was not read.</param>
/// <param name="Deflections">By detector.</param>
/// <param name="Source">Source and supply parameters by name.</param>
public sealed record SpectrometerReadback(double? Dac, ImmutableDictionary<string, double> Deflections, ImmutableDictionary<string, double> Source, bool Simulated);
