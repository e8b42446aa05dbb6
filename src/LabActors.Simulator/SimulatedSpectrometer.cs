using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;
using LabActors.Simulator.Ions;
using LabActors.Simulator.State;
using LabActors.Simulator.Truth;

namespace LabActors.Simulator;

/// <summary>A simulated mass spectrometer: its settings, and the ion beams of the gas that is in its source.</summary>
public sealed class SimulatedSpectrometer
{
    private readonly SimulatedLaboratory _lab;
    private readonly InstrumentDefinition _instrument;
    private readonly IonBeams _beams;
    private readonly bool _amplifiersLag;

    internal SimulatedSpectrometer(SimulatedLaboratory lab, InstrumentDefinition instrument)
    {
        _lab = lab;
        _instrument = instrument;
        var truth = lab.Simulation.Instruments.Single(s => s.Instrument == instrument.Name);
        _beams = new IonBeams(instrument, truth);
        _amplifiersLag = truth.Detectors.Any(d => d.SettlingSeconds > 0);
    }

    /// <summary>Sets the nearest legal integration time and returns it, s.</summary>
    public double SetIntegrationTime(double seconds)
    {
        var legal = _instrument.LegalIntegrationTime(seconds);
        Set(s => s with { IntegrationTime = legal });
        return legal;
    }

    /// <summary>Integration that ends at the present instant: fA by detector, as the spectrometer reports it.</summary>
    public (DateTimeOffset Instant, double IntegrationTime, ImmutableDictionary<string, double> Detectors) ReadIntensities()
    {
        var (state, now) = _lab.Look();
        var settings = Settings(state);
        var source = _lab.Physics.Amounts(state, now, _instrument.Volume);
        var hour = new Hour(now, state.Began);
        var intensities = _instrument.Detectors.ToImmutableDictionary(d => d.Name, d => DetectorNoise.Read(
            d,
            _beams.Detectors[d.Name],
            Signal(d.Name, source, settings, hour) + Lag(d.Name, settings, now),
            settings.IntegrationTime,
            _lab.Simulation.TemperatureKelvin,
            hour.SinceBegin,
            _lab.Noise,
            $"detector:{_instrument.Name}/{d.Name}",
            now.UtcTicks));
        return (now, settings.IntegrationTime, intensities);
    }

    /// <summary>The integration time, s.</summary>
    public double IntegrationTime => Settings(_lab.Look().State).IntegrationTime;

    /// <summary>Sets the magnet's DAC, V.</summary>
    /// <exception cref="SimulationRefusalException">Out of range.</exception>
    public void PositionMagnet(double dac)
    {
        InRange("magnet DAC", dac, _instrument.Magnet.MinDac, _instrument.Magnet.MaxDac);
        Set((s, now) => _beams.Moved(s, dac, now));
    }

    /// <summary>The magnet's DAC, V.</summary>
    public double ReadMagnet() => Settings(_lab.Look().State).Dac;

    /// <summary>Sets a detector's deflection.</summary>
    public void SetDeflection(string detector, double value)
    {
        var name = Detector(detector);
        Set(s => s with { Deflections = s.Deflections.SetItem(name, value) });
    }

    /// <summary>A detector's deflection.</summary>
    public double ReadDeflection(string detector) => Settings(_lab.Look().State).Deflections[Detector(detector)];

    /// <summary>Turns the beam away from one detector, or exposes it again.</summary>
    public void Protect(string detector, bool on)
    {
        var name = Detector(detector);
        Set(s => s with { Protected = on ? s.Protected.Add(name) : s.Protected.Remove(name) });
    }

    /// <summary>Whether the beam is turned away from a detector.</summary>
    public bool IsProtected(string detector) => Settings(_lab.Look().State).Protected.Contains(Detector(detector));

    /// <summary>Whether the whole beam is turned away.</summary>
    public bool IsBlanked => Settings(_lab.Look().State).Blanked;

    /// <summary>Turns the whole beam away, or lets it in again.</summary>
    public void Blank(bool on) => Set(s => s with { Blanked = on });

    /// <summary>Sets a source parameter.</summary>
    /// <exception cref="SimulationRefusalException">Unknown, or out of range.</exception>
    public void SetParameter(string parameter, double value)
    {
        var definition = Parameter(parameter);
        InRange(definition.Name, value, definition.Min, definition.Max);
        Set(s => s with { Parameters = s.Parameters.SetItem(definition.Name, value) });
    }

    /// <summary>A source parameter.</summary>
    public double ReadParameter(string parameter) => Settings(_lab.Look().State).Parameters[Parameter(parameter).Name];

    /// <summary>All that is hidden about it.</summary>
    internal TrueSpectrometer Truth(SimulationState state, DateTimeOffset now)
    {
        var (settings, hour) = (Settings(state), new Hour(now, state.Began));
        var source = _lab.Physics.Amounts(state, now, _instrument.Volume);
        return new TrueSpectrometer(
            settings.Dac,
            _beams.Field(settings, now),
            settings.Blanked,
            settings.IntegrationTime,
            _instrument.Detectors.ToImmutableSortedDictionary(
                d => d.Name,
                d =>
                {
                    var signal = Signal(d.Name, source, settings, hour);
                    return new TrueDetector(
                        _beams.Beam(d.Name, source, settings, hour),
                        DetectorNoise.Expected(d, _beams.Detectors[d.Name], signal + Lag(d.Name, settings, now), hour.SinceBegin),
                        settings.Protected.Contains(d.Name),
                        _instrument.Isotopes.ToImmutableSortedDictionary(i => i.Name, i => _beams.Center(d.Name, i.Mass, settings, hour), StringComparer.Ordinal));
                },
                StringComparer.Ordinal));
    }

    /// <summary>What a detector makes of the beam that enters it, fA.</summary>
    private double Signal(string detector, GasAmounts source, SpectrometerState settings, Hour hour)
    {
        var truth = _beams.Detectors[detector];
        var signal = _beams.Beam(detector, source, settings, hour) * truth.Efficiency;
        return truth.EfficiencyDriftPerHour == 0 ? signal : signal * (1 + (truth.EfficiencyDriftPerHour * hour.SinceBegin));
    }

    /// <summary>What an amplifier still shows of the beam before the last change of settings, fA.</summary>
    private double Lag(string detector, SpectrometerState settings, DateTimeOffset now) =>
        settings.Lag is { } lag && lag.Fa.TryGetValue(detector, out var fa) && _beams.Detectors[detector].SettlingSeconds is > 0 and var settling
            ? fa * Math.Exp(-(now - lag.Since).TotalSeconds / settling)
            : 0;

    private void Set(Func<SpectrometerState, SpectrometerState> change) => Set((settings, _) => change(settings));

    private void Set(Func<SpectrometerState, DateTimeOffset, SpectrometerState> change) => _lab.ChangeSetting((state, now) =>
    {
        var before = Settings(state);
        var after = change(before, now);
        return state with { Spectrometers = state.Spectrometers.SetItem(_instrument.Name, _amplifiersLag ? Lagging(state, before, after, now) : after) };
    });

    /// <summary>A jump of a beam reaches the reading with the time constant of the amplifier; what comes of gas is slow against it.</summary>
    private SpectrometerState Lagging(SimulationState state, SpectrometerState before, SpectrometerState after, DateTimeOffset now)
    {
        var hour = new Hour(now, state.Began);
        var source = _lab.Physics.Amounts(state, now, _instrument.Volume);
        return after with
        {
            Lag = new AmplifierLag(now, _instrument.Detectors.Where(d => _beams.Detectors[d.Name].SettlingSeconds > 0).ToImmutableSortedDictionary(
                d => d.Name,
                d => Lag(d.Name, before, now) + Signal(d.Name, source, before, hour) - Signal(d.Name, source, after, hour),
                StringComparer.Ordinal)),
        };
    }

    private SpectrometerState Settings(SimulationState state) => state.Spectrometers[_instrument.Name];

    private string Detector(string name) => _instrument.FindDetector(name)?.Name
        ?? throw new SimulationRefusalException(_instrument.Name, $"has no detector '{name}'");

    private SourceParameterDefinition Parameter(string name) => _instrument.FindSourceParameter(name)
        ?? throw new SimulationRefusalException(_instrument.Name, $"has no source parameter '{name}'");

    private void InRange(string what, double value, double min, double max)
    {
        if (!(value >= min && value <= max))
        {
            throw new SimulationRefusalException(_instrument.Name, $"{what} {value:G} is not from {min:G} to {max:G}");
        }
    }
}
