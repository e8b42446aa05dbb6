using System.Collections.Immutable;

namespace LabActors.Simulator.Truth;

/// <summary>A detector as it is.</summary>
/// <param name="BeamFa">The beam that enters it, fA.</param>
/// <param name="ExpectedFa">What it would read without noise, fA.</param>
/// <param name="Protected">The beam is turned away from it.</param>
/// <param name="CentersDac">Where each isotope is centred on it, in DAC, V.</param>
public sealed record TrueDetector(double BeamFa, double ExpectedFa, bool Protected, ImmutableSortedDictionary<string, double> CentersDac);
