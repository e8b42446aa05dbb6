using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;
using LabActors.Simulator;

namespace LabActors.Node.Simulation;

/// <summary>The ports of a simulated laboratory.</summary>
public static class SimulatedPorts
{
    /// <summary>Ports of every device that the laboratory defines.</summary>
    public static LabPorts Of(SimulatedLaboratory laboratory, TimeProvider time)
    {
        var lab = laboratory.Definition;
        return new LabPorts(
            ImmutableDictionary<string, Func<IValveSwitch>>.Empty.Add(LabPorts.ValveBox, () => new SimulatedValveSwitch(laboratory.Line, time)),
            lab.Gauges.Select(g => g.Controller).Distinct().ToImmutableDictionary(
                c => c, c => (Func<IGaugePort>)(() => new SimulatedGaugePort(laboratory.Line, c, time))),
            laboratory.Spectrometers.ToImmutableDictionary(
                s => s.Key, s => (Func<ISpectrometerPort>)(() => new SimulatedSpectrometerPort(s.Value, time))),
            laboratory.ExtractionDevices.ToImmutableDictionary(
                d => d.Key, d => (Func<IExtractionDevicePort>)(() => new SimulatedExtractionDevicePort(d.Value, time))),
            lab.ExtractionDevices.Where(d => d.Kind == ExtractionDeviceKind.Pipette).ToImmutableDictionary(
                d => d.Name, d => (Func<IPipettePort>)(() => new SimulatedPipettePort(laboratory.ExtractionDevices[d.Name], time))),
            Simulated:
            [
                LabPorts.ValveBox,
                .. lab.Gauges.Select(g => g.Controller),
                .. laboratory.Spectrometers.Keys,
                .. laboratory.ExtractionDevices.Keys,
                .. laboratory.Cryostats.Keys,
                .. lab.Environment.Select(s => s.Device),
            ])
        {
            Followed = () => new SimulatedValveSwitch(laboratory.Line, time),
            Cryostats = laboratory.Cryostats.ToImmutableDictionary(
                c => c.Key, c => (Func<ICryostatPort>)(() => new SimulatedCryostatPort(c.Value, time))),
            Environment = lab.Environment.Select(s => s.Device).Distinct().ToImmutableDictionary(
                d => d, _ => (Func<IEnvironmentPort>)(() => new SimulatedEnvironmentPort(laboratory.Environment, time))),
        };
    }
}
