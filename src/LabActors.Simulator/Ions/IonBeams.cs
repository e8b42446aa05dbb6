using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;
using LabActors.Simulator.State;
using MathNet.Numerics;

namespace LabActors.Simulator.Ions;

/// <summary>
/// Ion beams of one mass spectrometer: how much of each reaches which detector. In a magnetic sector the field for a
/// given radius goes as the root of mass times accelerating voltage, so a peak's DAC on a detector is K sqrt(m HV), with one K per
/// detector; a peak is flat-topped, with flanks that are straight or rounded, and has tails where gas scatters it.
/// </summary>
internal sealed class IonBeams
{
    private readonly SimulatedInstrument _truth;
    private readonly ImmutableArray<(int Gas, double Mass, double Sensitivity)> _isotopes;
    private readonly ImmutableArray<(int Gas, double Mass, double Sensitivity, double Fa)> _others;
    private readonly ImmutableDictionary<string, double> _dacPerRootMass;
    private readonly ImmutableDictionary<string, double> _standingDeflection;

    public IonBeams(InstrumentDefinition instrument, SimulatedInstrument truth)
    {
        _truth = truth;
        _isotopes =
        [
            .. instrument.Isotopes
                .Select(i => (Gas: Gas(i.Name), i.Mass))
                .Where(i => i.Gas is >= 0 and not GasAmounts.ReactiveIndex)
                .Select(i => (i.Gas, i.Mass, Sensitivity(i.Mass))),
        ];
        _others =
        [
            .. truth.Interferences.Select(i => (
                Gas: Math.Max(0, Gas(i.Of)),
                i.Mass,
                Gas(i.Of) is >= 0 and var gas ? i.Ratio * Sensitivity(Physics.Masses[gas]) : 0,
                i.Fa)),
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

    /// <summary>The field that the ions feel, in DAC, V.</summary>
    public double Field(SpectrometerState settings, DateTimeOffset now)
    {
        if (settings.Move is not { } move)
        {
            return settings.Dac;
        }

        var settling = _truth.Field?.SettlingSeconds ?? 0;
        return settling > 0 ? move.To + ((move.From - move.To) * Math.Exp(-(now - move.At).TotalSeconds / settling)) : move.To;
    }

    /// <summary>The settings with the magnet told to go elsewhere.</summary>
    public SpectrometerState Moved(SpectrometerState settings, double dac, DateTimeOffset now)
    {
        if (_truth.Field is not { } field)
        {
            return settings with { Dac = dac, Move = null };
        }

        // Told again where it is, nothing moves.
        var from = Field(settings, now);
        return dac == settings.Dac
            ? settings
            : settings with { Dac = dac, Move = new MagnetMove(from, dac + (Math.Sign(settings.Dac - dac) * field.HysteresisDac / 2), now) };
    }

    /// <summary>Where a mass is centred on a detector, in DAC, V.</summary>
    public double Center(string detector, double mass, SpectrometerState settings, Hour hour)
    {
        var voltage = settings.Parameters.GetValueOrDefault("HighVoltage", _truth.NominalHighVoltage);
        var deflection = settings.Deflections.GetValueOrDefault(detector, _standingDeflection[detector]) - _standingDeflection[detector];
        return (_dacPerRootMass[detector] * Math.Sqrt(mass * voltage / _truth.NominalHighVoltage))
            + Detectors[detector].MisalignmentDac
            + (deflection * _truth.DeflectionDacPerUnit)
            + (_truth.Drift is { } drift ? (drift.DacPerHour * hour.SinceBegin) + (drift.DailyDac * SimulatedEnvironment.Swing(hour.Now)) : 0);
    }

    /// <summary>Beam that enters a detector, fA, without noise and baseline.</summary>
    public double Beam(string detector, GasAmounts source, SpectrometerState settings, Hour hour)
    {
        if (settings.Blanked || settings.Protected.Contains(detector))
        {
            return 0;
        }

        var field = Field(settings, hour.Now);
        var trap = settings.Parameters.GetValueOrDefault("TrapCurrent", _truth.NominalTrapCurrent) / _truth.NominalTrapCurrent;
        var sum = 0.0;
        foreach (var (gas, mass, sensitivity) in _isotopes)
        {
            sum += source[gas] * sensitivity * trap * Transmission(field - Center(detector, mass, settings, hour), mass, field);
        }

        foreach (var (gas, mass, sensitivity, fa) in _others)
        {
            sum += ((source[gas] * sensitivity) + fa) * trap * Transmission(field - Center(detector, mass, settings, hour), mass, field);
        }

        foreach (var focus in _truth.Focus)
        {
            var apart = (settings.Parameters.GetValueOrDefault(focus.Parameter, focus.Best) - focus.Best) / focus.Width;
            sum *= Math.Exp(-apart * apart / 2);
        }

        return _truth.Drift is { SensitivityPerHour: not 0 } drift ? sum * (1 + (drift.SensitivityPerHour * hour.SinceBegin)) : sum;
    }

    private static int Gas(string name) => GasAmounts.Names.ToList().IndexOf(name);

    /// <summary>fA per mol of a gas of this mass in the source.</summary>
    private double Sensitivity(double mass) => _truth.SensitivityFaPerMol * Math.Pow(Physics.Masses[0] / mass, _truth.MassBias);

    /// <summary>Share of a beam that passes the slit at this distance from the centre, DAC.</summary>
    private double Transmission(double distance, double mass, double field)
    {
        var peak = _truth.Shape == PeakShape.Rounded
            ? Rounded(distance)
            : Math.Clamp((_truth.PeakHalfWidthDac + _truth.PeakEdgeDac - Math.Abs(distance)) / _truth.PeakEdgeDac, 0, 1);
        return _truth.AbundanceSensitivity == 0 ? peak : Math.Max(peak, Tail(distance, mass, field));
    }

    /// <summary>A beam of Gaussian profile across a slit; its flanks have the width of straight ones between a tenth and nine tenths.</summary>
    private double Rounded(double distance)
    {
        // A normal distribution goes from 0.1 to 0.9 within 2.563 standard deviations, a straight flank within 0.8 of its width.
        var scale = Math.Sqrt(2) * _truth.PeakEdgeDac * 0.8 / 2.563;
        var half = _truth.PeakHalfWidthDac + (_truth.PeakEdgeDac / 2);
        return 0.5 * (SpecialFunctions.Erf((half + distance) / scale) + SpecialFunctions.Erf((half - distance) / scale));
    }

    /// <summary>The field goes with the root of mass.</summary>
    private double Tail(double distance, double mass, double field)
    {
        var ratio = field / (field - distance);
        var masses = mass * ((ratio * ratio) - 1);
        return Math.Min(1, _truth.AbundanceSensitivity * (masses > 0 ? 0.5 : 1) / (masses * masses));
    }
}
