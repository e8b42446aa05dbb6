using System.Collections.Immutable;
using LabActors.Core.Conditionals;
using LabActors.Core.Labs;
using LabActors.Core.Scripts;

namespace LabActors.Node.Checks;

/// <summary>What a laboratory has, as scripts ask for it.</summary>
public static class ScriptEnvironments
{
    /// <summary>For the runs of an instrument with an extraction device, or without one.</summary>
    public static ScriptEnvironment Of(LabDefinition lab, InstrumentDefinition instrument, ExtractionDeviceDefinition? device) => new()
    {
        Capabilities = [.. Capabilities(lab, instrument, device)],
        Valves = lab.Valves.ToImmutableDictionary(v => v.Name, v => v.Description),
        Detectors = [.. instrument.Detectors.Select(d => d.Name)],
        Gauges = [.. lab.Gauges.SelectMany(g => g.Aliases.Append(g.Name).Select(n => $"{g.Controller}/{n}"))],
        Conditions = ConditionVocabulary.Of(lab, instrument),
        Resources = [.. lab.Resources.Select(r => r.Name)],
        Timings = Timings(lab, instrument),
        Uv = device?.Kind == ExtractionDeviceKind.Uv,
    };

    private static ScriptTimings Timings(LabDefinition lab, InstrumentDefinition instrument) => new()
    {
        Valves = lab.Valves.ToImmutableDictionary(v => v.Name, v => v.Settling.TotalSeconds),
        ValveOfDescription = lab.Valves.Where(v => v.Description.Length > 0).DistinctBy(v => v.Description).ToImmutableDictionary(v => v.Description, v => v.Name),
        MagnetSettling = instrument.Magnet.Settling.TotalSeconds,
        IntegrationTimes = [.. instrument.IntegrationTimes],
        PeakCenterPoints = (int)Math.Round(instrument.PeakCenter.WindowDac / instrument.PeakCenter.StepDac) + 1,
    };

    private static IEnumerable<ScriptCapability> Capabilities(LabDefinition lab, InstrumentDefinition instrument, ExtractionDeviceDefinition? device)
    {
        yield return ScriptCapability.Spectrometer;
        yield return ScriptCapability.DetectorDeflections;
        if (!lab.Valves.IsEmpty)
            yield return ScriptCapability.Valves;
        if (!lab.Gauges.IsEmpty)
            yield return ScriptCapability.Gauges;
        if (lab.Gauges.Any(g => g.Manometer is not null))
            yield return ScriptCapability.Manometer;
        if (!lab.Cryostats.IsEmpty)
            yield return ScriptCapability.Cryostat;
        if (!lab.Resources.IsEmpty)
            yield return ScriptCapability.Resources;
        if (!instrument.Source.IsEmpty)
            yield return ScriptCapability.SourceParameters;
        if (device is null)
            yield break;
        foreach (var capability in Capabilities(device))
            yield return capability;
    }

    private static IEnumerable<ScriptCapability> Capabilities(ExtractionDeviceDefinition device)
    {
        yield return ScriptCapability.ExtractionDevice;
        switch (device.Kind)
        {
            case ExtractionDeviceKind.Laser:
                yield return ScriptCapability.Laser;
                break;
            case ExtractionDeviceKind.Furnace:
                yield return ScriptCapability.Furnace;
                break;
            case ExtractionDeviceKind.Pipette:
                yield return ScriptCapability.Pipette;
                break;
            case ExtractionDeviceKind.Uv:
                yield return ScriptCapability.Uv;
                break;
        }

        if (!device.Motors.IsEmpty)
            yield return ScriptCapability.StageMotors;
        if (!device.Patterns.IsEmpty)
            yield return ScriptCapability.Patterns;
        if (device.HasCamera || device.HasLight)
            yield return ScriptCapability.Camera;
    }
}
