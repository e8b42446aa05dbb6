namespace LabActors.Core.Labs;

/// <summary>A detector of a mass spectrometer.</summary>
/// <param name="RelativeMass">Mass that it sees less the mass on the axial detector, u.</param>
/// <param name="Isotope">What it sees when the axial isotope is on the axial detector; empty when that is no isotope we know.</param>
/// <param name="ResistorOhm">Feedback resistor of a Faraday cup, ohm; 0 for a counter.</param>
/// <param name="Gain">Factor on what the spectrometer reports (Pychron's software gain).</param>
/// <param name="Deflection">Deflection when nothing else was asked for.</param>
/// <param name="ProtectionThresholdFa">Beam in fA above which it must not be exposed; null when it bears all.</param>
public sealed record DetectorDefinition(
    string Name,
    DetectorKind Kind,
    double RelativeMass,
    string Isotope,
    double ResistorOhm,
    double Gain,
    double Deflection,
    double? ProtectionThresholdFa);
