using System.Collections.Immutable;

namespace LabActors.Core.Scripts;

/// <summary>One position of a peak-hopping measurement.</summary>
/// <param name="Counts">Integrations at this position, each cycle.</param>
/// <param name="Settle">Wait after the magnet moved, s.</param>
/// <param name="Cups">Detectors and what they collect.</param>
/// <param name="PositionDetector">Detector on which the magnet positions; empty when <paramref name="Dac"/> is given.</param>
/// <param name="PositionIsotope">Isotope that it puts there.</param>
/// <param name="Dac">Magnet DAC instead, V; null when an isotope is given.</param>
public sealed record Hop(
    int Counts,
    double Settle,
    ImmutableArray<HopCup> Cups,
    string PositionDetector,
    string PositionIsotope,
    double? Dac);
