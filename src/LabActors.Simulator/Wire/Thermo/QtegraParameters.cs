using System.Collections.Immutable;
using LabActors.Core.Labs;

namespace LabActors.Simulator.Wire.Thermo;

/// <summary>The hardware parameters of a Thermo spectrometer by their names in its database: field, deflections, source, supplies, valves, gauges.</summary>
internal sealed class QtegraParameters(
    InstrumentDefinition instrument, SimulatedSpectrometer spectrometer, WireValves valves, Func<string, double?> gauge, ImmutableDictionary<string, string> names, WireFaults faults)
{
    public const string Field = "Field Set";

    // In kV, where the laboratory has volts.
    private const string Voltage = "Acceleration Reference Set";
    private const double ProtectedDeflection = 2000;
    private const double LargestDeflection = 3250;

    /// <summary>A parameter's value; null when there is none of that name.</summary>
    public double? Get(string name, DateTimeOffset now)
    {
        if (faults.Use(WireFaultKind.OutOfRange, name) is { Value: { } value })
            return value;
        if (name == Field)
            return spectrometer.ReadMagnet();
        if (DeflectionOf(name) is { } detector)
            return Deflection(detector);
        if (valves.Find(name) is not null)
            return valves.Shown(name, now) ? 1 : 0;
        if (gauge(name) is { } pressure)
            return pressure;
        return Source(name) is { } source ? spectrometer.ReadParameter(source.Name) * (name == Voltage ? 0.001 : 1) : null;
    }

    /// <summary>Sets a parameter; false when it cannot be.</summary>
    public bool Set(string name, double value, DateTimeOffset now)
    {
        if (DeflectionOf(name) is { } detector)
            return SetDeflection(detector, value);
        if (valves.Find(name) is not null)
        {
            valves.Switch(name, value != 0, now);
            return true;
        }

        if (Source(name) is not { } source)
            return false;
        value = name == Voltage ? value * 1000 : value;
        if (!(value >= source.Min && value <= source.Max))
            return false;
        spectrometer.SetParameter(source.Name, value);
        return true;
    }

    /// <summary>What a detector's deflection reads; a protected one is deflected all the way.</summary>
    public double Deflection(DetectorDefinition detector) =>
        spectrometer.IsProtected(detector.Name) ? ProtectedDeflection : spectrometer.ReadDeflection(detector.Name);

    public bool SetDeflection(DetectorDefinition detector, double value)
    {
        if (value is not (>= 0 and <= LargestDeflection))
            return false;
        spectrometer.SetDeflection(detector.Name, value);
        return true;
    }

    public SourceParameterDefinition? Source(string name)
    {
        if (name == Voltage)
            return instrument.FindSourceParameter("HighVoltage");
        if (names.FirstOrDefault(n => n.Value == name).Key is { } ours && instrument.FindSourceParameter(ours) is { } renamed)
            return renamed;
        var bare = name.Replace("-", "", StringComparison.Ordinal);
        foreach (var end in (string[])[" Set", " Readback"])
            bare = bare.EndsWith(end, StringComparison.Ordinal) ? bare[..^end.Length] : bare;
        return instrument.FindSourceParameter(bare);
    }

    public IEnumerable<(string Key, string Value)> Truth(DateTimeOffset now) =>
        valves.Truth(now).Where(t => t.Key.StartsWith("valve", StringComparison.Ordinal));

    private DetectorDefinition? DeflectionOf(string name) =>
        name.StartsWith("Deflection ", StringComparison.Ordinal) && name.EndsWith(" Set", StringComparison.Ordinal) && name.Length > 15
            ? instrument.Detectors.FirstOrDefault(d => names.GetValueOrDefault(d.Name, d.Name) == name[11..^4])
            : null;
}
