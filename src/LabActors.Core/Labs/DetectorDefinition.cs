using LabActors.Core.Reduction;

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
    double? ProtectionThresholdFa)
{
    /// <summary>Intercalibration factor: the signal is multiplied with it after baseline and blank.</summary>
    public Quantity IcFactor { get; init; } = new(1);

    /// <summary>Factor for mass discrimination, applied before the IC factor.</summary>
    public Quantity Discrimination { get; init; } = new(1);

    /// <summary>Of a counter after each ion, ns; 0 when the vendor's electronics correct for it.</summary>
    public double DeadTimeNs { get; init; }

    /// <summary>The beam, fA, of what the spectrometer reports, fA; NaN of a counter that was saturated.</summary>
    public double Beam(double reported) => IonCounting.TrueIntensity(reported * Gain, DeadTimeNs);
}
