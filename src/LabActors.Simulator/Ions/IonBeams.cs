using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;
using LabActors.Simulator.State;

namespace LabActors.Simulator.Ions;

/// <summary>
/// Ion beams of one mass spectrometer: how much of each reaches which detector. In a magnetic sector the field for a
/// given radius goes as the root of mass times accelerating voltage, so a peak's DAC on a detector is K sqrt(m HV), with one K per
/// detector; a peak is flat-topped with straight flanks.
/// </summary>
internal sealed class IonBeams
{
    private readonly SimulatedInstrument _truth;
    private readonly ImmutableArray<(int Gas, double Mass, double Sensitivity)> _isotopes;
    private readonly ImmutableDictionary<string, double> _dacPerRootMass;
    private readonly ImmutableDictionary<string, double> _standingDeflection;

    public IonBeams(InstrumentDefinition instrument, SimulatedInstrument truth)
    {
        _truth = truth;
        _isotopes =
        [
            .. instrument.Isotopes
                .Select(i => (Gas: GasAmounts.Names.ToList().IndexOf(i.Name), i.Mass))
                .Where(i => i.Gas is >= 0 and not GasAmounts.ReactiveIndex)
                .Select(i => (i.Gas, i.Mass, truth.SensitivityFaPerMol * Math.Pow(Physics.Masses[0] / i.Mass, truth.MassBias))),
        ];

        var axial = instrument.FindIsotope(instrument.AxialIsotope)!.Mass;
        double Customary(DetectorDefinition d) => instrument.FindIsotope(d.Isotope)?.Mass ?? axial + d.RelativeMass;
        var reference = instrument.FindDetector(truth.ReferenceDetector)!;
        var common = truth.ReferenceDac * Math.Sqrt(Customary(reference) / instrument.FindIsotope(truth.ReferenceIsotope)!.Mass);
        _dacPerRootMass = instrument.Detectors.ToImmutableDictionary(d => d.Name, d => common / Math.Sqrt(Customary(d)));
        _standingDeflection = instrument.Detectors.ToImmutableDictionary(d => d.Name, d => d.Deflection);
        Detectors = instrument.Detectors.ToImmutableDictionary(
            d => d.Name,
            d => truth.Detectors.FirstOrDefault(s => s.Name == d.Name) ?? new SimulatedDetector(d.Name, 1, 0, 0, 0));
    }

    /// <summary>What each detector really does.</summary>
    public ImmutableDictionary<string, SimulatedDetector> Detectors { get; }

    /// <summary>Where a mass is centred on a detector, DAC.</summary>
    public double Center(string detector, double mass, SpectrometerState settings)
    {
        var voltage = settings.Parameters.GetValueOrDefault("HighVoltage", _truth.NominalHighVoltage);
        var deflection = settings.Deflections.GetValueOrDefault(detector, _standingDeflection[detector]) - _standingDeflection[detector];
        return (_dacPerRootMass[detector] * Math.Sqrt(mass * voltage / _truth.NominalHighVoltage))
            + Detectors[detector].MisalignmentDac
            + (deflection * _truth.DeflectionDacPerUnit);
    }

    /// <summary>Beam that enters a detector, fA, without noise and baseline.</summary>
    public double Beam(string detector, GasAmounts source, SpectrometerState settings)
    {
        if (settings.Blanked || settings.Protected.Contains(detector))
        {
            return 0;
        }

        var trap = settings.Parameters.GetValueOrDefault("TrapCurrent", _truth.NominalTrapCurrent) / _truth.NominalTrapCurrent;
        var sum = 0.0;
        foreach (var (gas, mass, sensitivity) in _isotopes)
        {
            sum += source[gas] * sensitivity * trap * Transmission(settings.Dac - Center(detector, mass, settings));
        }

        return sum;
    }

    /// <summary>Share of a beam that passes the slit at this distance from the centre: a trapezoid.</summary>
    private double Transmission(double distance) =>
        Math.Clamp((_truth.PeakHalfWidthDac + _truth.PeakEdgeDac - Math.Abs(distance)) / _truth.PeakEdgeDac, 0, 1);
}
