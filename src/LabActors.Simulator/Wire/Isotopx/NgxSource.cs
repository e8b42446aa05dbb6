using System.Collections.Immutable;
using LabActors.Core.Labs;

namespace LabActors.Simulator.Wire.Isotopx;

/// <summary>The source of an NGX by its two-letter keys: those of the laboratory's source parameters that are meant, others only kept.</summary>
internal sealed class NgxSource(InstrumentDefinition instrument, SimulatedSpectrometer spectrometer, ImmutableDictionary<string, string> keys)
{
    private static readonly ImmutableDictionary<string, string> Names = new Dictionary<string, string>
    {
        ["IE"] = "HighVoltage",
        ["YF"] = "YFocus",
        ["YB"] = "YSymmetry",
        ["ZF"] = "ZFocus",
        ["ZB"] = "ZSymmetry",
        ["EE"] = "ElectronEnergy",
        ["IR"] = "IonRepeller",
        ["TV"] = "TrapVoltage",
        ["FC"] = "FilamentCurrent",
        ["FV"] = "FilamentVoltage",
        ["TC"] = "TrapCurrent",
        ["EC"] = "EmissionCurrent",
        ["CV"] = "CageVoltage",
        ["ESA+"] = "EsaPlus",
        ["ESA-"] = "EsaMinus",
    }.ToImmutableDictionary(StringComparer.OrdinalIgnoreCase);

    private readonly Dictionary<string, double> _kept = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>The value of a key; null when there is none such.</summary>
    public double? Get(string key) => Parameter(key) is { } parameter ? spectrometer.ReadParameter(parameter.Name)
        : Names.ContainsKey(key) ? _kept.GetValueOrDefault(key)
        : null;

    /// <summary>Sets a key; the error of the NGX.</summary>
    public string Set(string key, double value)
    {
        if (Parameter(key) is { } parameter)
        {
            if (!(value >= parameter.Min && value <= parameter.Max))
                return NgxServer.Range;
            spectrometer.SetParameter(parameter.Name, value);
            return NgxServer.Done;
        }

        if (!Names.ContainsKey(key))
            return NgxServer.Mnemonic;
        _kept[key] = value;
        return NgxServer.Done;
    }

    public void Clear() => _kept.Clear();

    private SourceParameterDefinition? Parameter(string key) =>
        (keys.FirstOrDefault(k => string.Equals(k.Value, key, StringComparison.OrdinalIgnoreCase)).Key is { } ours ? instrument.FindSourceParameter(ours) : null)
        ?? instrument.FindSourceParameter(key)
        ?? (Names.TryGetValue(key, out var name) ? instrument.FindSourceParameter(name) : null);
}
