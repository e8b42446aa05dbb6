using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Simulator.Ions;
using LabActors.Simulator.State;

namespace LabActors.Simulator;

/// <summary>A simulated mass spectrometer: its settings, and the ion beams of the gas that is in its source.</summary>
public sealed class SimulatedSpectrometer
{
    private readonly SimulatedLaboratory _lab;
    private readonly InstrumentDefinition _instrument;
    private readonly IonBeams _beams;

    internal SimulatedSpectrometer(SimulatedLaboratory lab, InstrumentDefinition instrument)
    {
        _lab = lab;
        _instrument = instrument;
        _beams = new IonBeams(instrument, lab.Simulation.Instruments.Single(s => s.Instrument == instrument.Name));
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
        var intensities = _instrument.Detectors.ToImmutableDictionary(d => d.Name, d => DetectorNoise.Read(
            d,
            _beams.Detectors[d.Name],
            _beams.Beam(d.Name, source, settings),
            settings.IntegrationTime,
            _lab.Simulation.TemperatureKelvin,
            _lab.Noise,
            $"detector:{_instrument.Name}/{d.Name}",
            now.UtcTicks));
        return (now, settings.IntegrationTime, intensities);
    }

    /// <summary>Sets the magnet's DAC, V.</summary>
    /// <exception cref="SimulationRefusalException">Out of range.</exception>
    public void PositionMagnet(double dac)
    {
        InRange("magnet DAC", dac, _instrument.Magnet.MinDac, _instrument.Magnet.MaxDac);
        Set(s => s with { Dac = dac });
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

    private void Set(Func<SpectrometerState, SpectrometerState> change) => _lab.ChangeSetting((state, _) => state with
    {
        Spectrometers = state.Spectrometers.SetItem(_instrument.Name, change(Settings(state))),
    });

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
