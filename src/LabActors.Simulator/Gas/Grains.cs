using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;
using LabActors.Simulator.State;

namespace LabActors.Simulator.Gas;

/// <summary>The samples that lie in the extraction devices, and what heat frees of them.</summary>
internal sealed class Grains(LabDefinition lab, SimulationDefinition simulation, KeyedNoise noise, Plumbing plumbing)
{
    // Slower than this nothing leaves a domain in a thousand years.
    private const double SlowestRate = 1e-13;

    /// <summary>What is in a fresh grain at that position, by domain; null when nothing lies there.</summary>
    public ImmutableArray<GasAmounts>? Fresh(string device, string position)
    {
        if (SampleAt(device, position) is not { } sample)
        {
            return null;
        }

        var size = 1 + (sample.Spread * ((2 * noise.Uniform($"grain:{device}/{position}", 0)) - 1));
        var whole = SampleGas.Irradiated(sample, simulation) * size;
        return
        [
            .. sample.Domains.Select(d => (whole * d.Fraction) + (sample.Trapped * (size * d.TrappedFraction))
                + new GasAmounts(Reactive: sample.ReactiveMol * size * d.Fraction)),
        ];
    }

    /// <summary>Temperature of what a device heats, K.</summary>
    public double Temperature(string device, DeviceState state)
    {
        if (!state.Enabled || state.Output <= 0)
        {
            return simulation.TemperatureKelvin;
        }

        if (LabNames.Same(state.Units, SimulatedHeating.Celsius))
        {
            return Math.Max(simulation.TemperatureKelvin, state.Output + Physics.ZeroCelsius);
        }

        var heating = simulation.Heating.Single(h => h.Device == device);
        return simulation.TemperatureKelvin + (state.Output * heating.KelvinPerUnit[state.Units]);
    }

    /// <summary>Everything that is being freed in this state.</summary>
    public ImmutableArray<Release> Releases(SimulationState state)
    {
        var all = ImmutableArray.CreateBuilder<Release>();
        foreach (var (device, heated) in Heated(state))
        {
            var fresh = Fresh(device.Name, heated.Position)!.Value;
            for (var d = 0; d < fresh.Length; d++)
            {
                if (heated.Rates[d] > 0 && heated.Left[d] > 0)
                {
                    all.Add(new Release(plumbing.Index[device.Volume], heated.Rates[d], fresh[d] * heated.Left[d]));
                }
            }
        }

        return all.ToImmutable();
    }

    /// <summary>The grains after a time in this state.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<double>> After(SimulationState state, double time)
    {
        var grains = state.Grains;
        foreach (var (device, heated) in Heated(state))
        {
            grains = grains.SetItem(
                Key(device.Name, heated.Position),
                [.. heated.Left.Select((left, d) => left * Math.Exp(-heated.Rates[d] * time))]);
        }

        return grains;
    }

    private static string Key(string device, string position) => $"{device}/{position}";

    private IEnumerable<(ExtractionDeviceDefinition Device, (string Position, ImmutableArray<double> Rates, ImmutableArray<double> Left) Grain)> Heated(
        SimulationState state)
    {
        foreach (var device in lab.ExtractionDevices)
        {
            var standing = state.Devices[device.Name];
            var position = device.Kind == ExtractionDeviceKind.Furnace ? standing.Crucible : standing.Position;
            var nowhere = position.Length == 0 && device.Kind != ExtractionDeviceKind.Furnace;
            var kelvin = Temperature(device.Name, standing);
            if (nowhere || kelvin <= simulation.TemperatureKelvin || SampleAt(device.Name, position) is not { } sample)
            {
                continue;
            }

            var rates = sample.Domains.Select(d => Rate(d, kelvin)).ToImmutableArray();
            if (rates.Any(r => r > 0))
            {
                var left = state.Grains.GetValueOrDefault(Key(device.Name, position));
                yield return (device, (position, rates, left.IsDefault ? [.. rates.Select(_ => 1.0)] : left));
            }
        }
    }

    private static double Rate(DiffusionDomain domain, double kelvin)
    {
        var rate = Math.Pow(10, domain.Log10Frequency)
            * Math.Exp(-domain.ActivationKilojoulePerMol * 1000 / (Physics.GasConstant * kelvin));
        return rate < SlowestRate ? 0 : rate;
    }

    private SampleDefinition? SampleAt(string device, string position) =>
        simulation.Samples.FirstOrDefault(s => s.Device == device && s.Positions.Any(p => LabNames.Same(p, position)))
        ?? simulation.Samples.FirstOrDefault(s => s.Device == device && s.Positions.IsEmpty);
}
