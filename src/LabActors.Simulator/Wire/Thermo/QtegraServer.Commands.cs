using LabActors.Core.Labs;

namespace LabActors.Simulator.Wire.Thermo;

/// <summary>What its commands do.</summary>
public sealed partial class QtegraServer
{
    private string? Data(DateTimeOffset now)
    {
        if (Active.Find(WireFaultKind.NoData) is not null)
            return null;
        if (_frozen is not null && Active.Find(WireFaultKind.Frozen) is not null)
            return _frozen;
        _scans.Look(now);
        if (_scans.Completed is not { } scan)
            return null;
        var said = _instrument.Detectors.Where(d => !_inactive.Contains(d.Name)).OrderByDescending(d => d.RelativeMass).Select(d =>
        {
            var value = Said(Active.Use(WireFaultKind.OutOfRange, d.Name) is { Value: { } odd } ? odd : InUnits(d, scan[d.Name]));
            return _script.Format switch
            {
                QtegraScanFormat.Triples => $"{Theirs(d.Name)},{Said(Math.Round(_field.Mass(_spectrometer.ReadMagnet()) + d.RelativeMass, 4))},{value}",
                QtegraScanFormat.Tagged => $"{Theirs(d.Name)},{value}",
                _ => value,
            };
        });
        return _frozen = string.Join(',', said);
    }

    private string Integrate(double seconds, DateTimeOffset now)
    {
        _integration = _spectrometer.SetIntegrationTime(seconds);
        Begin(now);
        return Done;
    }

    private string Blank(bool on, DateTimeOffset now)
    {
        if (_blanked == on)
            return Done;
        _scans.Count(now);
        var symmetry = _parameters.Source("Y-Symmetry Set");
        if (on)
            _unblanked = symmetry is null ? null : _spectrometer.ReadParameter(symmetry.Name);
        if (symmetry is not null && (on ? BlankingYSymmetry : _unblanked) is { } value && value >= symmetry.Min && value <= symmetry.Max)
            _spectrometer.SetParameter(symmetry.Name, value);
        _blanked = on;
        _spectrometer.Blank(on);
        return Done;
    }

    private string? Counter(string name, bool on, DateTimeOffset now)
    {
        if (Detector(name) is not { } detector)
            return null;
        _scans.Count(now);
        if (on)
            _inactive.Remove(detector.Name);
        else
            _inactive.Add(detector.Name);
        return Done;
    }

    private string Move(string name, bool open, DateTimeOffset now)
    {
        _scans.Count(now);
        return !_parameters.Set(name, open ? 1 : 0, now) ? $"Error: could not set {name} to {(open ? 1 : 0)}" : open ? _script.Commands.Opened : _script.Commands.Closed;
    }

    private string Place(double dac, DateTimeOffset now)
    {
        if (!(dac >= _instrument.Magnet.MinDac && dac <= _instrument.Magnet.MaxDac))
            return $"Error: could not set {QtegraParameters.Field} to {Said(dac)}";
        _magnet.Move(_spectrometer.ReadMagnet(), dac, now);
        return Done;
    }

    private string PlaceMass(double mass, DateTimeOffset now)
    {
        var said = Place(_field.Dac(mass), now);
        if (said == Done)
            _inactive.UnionWith(_instrument.Detectors.Where(d => d.Kind == DetectorKind.Cdd).Select(d => d.Name));
        return said;
    }

    private string Protect(DetectorDefinition detector, bool on, DateTimeOffset now)
    {
        _scans.Count(now);
        _spectrometer.Protect(detector.Name, on);
        return Done;
    }

    private string SetGain(DetectorDefinition detector, double gain)
    {
        _gains[detector.Name] = gain;
        return Done;
    }

    private string Get(string name, double factor, DateTimeOffset now) => _parameters.Get(name, now) is { } value ? Said(value / factor) : Invalid;

    private string Set(string name, double value, DateTimeOffset now)
    {
        if (name == QtegraParameters.Field)
            return Place(value, now);
        _scans.Count(now);
        return _parameters.Set(name, value, now) ? Done : $"Error: could not set {name} to {Said(value)}";
    }

    private DetectorDefinition? Detector(string name) => _instrument.Detectors.FirstOrDefault(d => Theirs(d.Name) == name);

    private string Theirs(string name) => _script.Names.GetValueOrDefault(name, name);

    private double InUnits(DetectorDefinition detector, double fa) => (detector.Kind == DetectorKind.Cdd ? _script.CounterUnits : _script.FaradayUnits) switch
    {
        "A" => fa * AmperePerFa,
        "V" => fa * AmperePerFa * detector.ResistorOhm,
        "cps" => fa * Physics.IonsPerSecondAndFa,
        _ => fa,
    };

    private string Said(double value) => Active.Find(WireFaultKind.DecimalComma) is null ? Number(value) : Number(value).Replace('.', ',');
}
