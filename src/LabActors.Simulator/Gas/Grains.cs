using System.Collections.Concurrent;
using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;
using LabActors.Simulator.State;
using LabActors.Simulator.Truth;

namespace LabActors.Simulator.Gas;

/// <summary>The samples that lie in the extraction devices, and what heat frees of them.</summary>
internal sealed class Grains(LabDefinition lab, SimulationDefinition simulation, KeyedNoise noise, Plumbing plumbing, Heat heat)
{
    private readonly ConcurrentDictionary<string, Grain?> _grains = [];

    /// <summary>The grain at that position; null when nothing lies there.</summary>
    public Grain? At(string device, string position) => _grains.GetOrAdd(Key(device, position), key =>
        SampleAt(device, position) is { } sample
            ? new Grain(sample, simulation, 1 + (sample.Spread * ((2 * noise.Uniform($"grain:{key}", 0)) - 1)))
            : null);

    /// <summary>Where the sample lies that a device can heat; null when it aims at nothing.</summary>
    public static string? Heatable(ExtractionDeviceDefinition device, DeviceState standing) => device.Kind == ExtractionDeviceKind.Furnace
        ? standing.Crucible
        : standing.Position.Length > 0 ? standing.Position : null;

    /// <summary>Everything that is being freed in this state.</summary>
    public ImmutableArray<Release> Releases(SimulationState state)
    {
        var all = ImmutableArray.CreateBuilder<Release>();
        foreach (var heated in Heated(state))
        {
            for (var s = 0; s < heated.Left.Length; s++)
            {
                if (heated.Rates[s] > 0 && heated.Left[s] > 0)
                {
                    all.AddRange(heated.Grain.Releases(
                        heated.Grain.Sites[s],
                        heated.Rates[s],
                        heated.Left[s],
                        state.Instant,
                        plumbing.Index[heated.Device.Volume],
                        plumbing.Fading));
                }
            }
        }

        return all.ToImmutable();
    }

    /// <summary>What the hot parts of extraction devices give off in this state, mol/s.</summary>
    public ImmutableArray<(int Volume, GasAmounts Rate)> HotBlanks(SimulationState state) =>
    [
        .. from device in lab.ExtractionDevices
           let blank = simulation.Heating.FirstOrDefault(h => h.Device == device.Name)?.Blank
           where blank is not null
           let kelvin = heat.Even(device.Name, state.Devices[device.Name], state.Instant)
           where kelvin > simulation.TemperatureKelvin
           let exponent = blank.ActivationKilojoulePerMol * 1000 / Physics.GasConstant * ((1 / blank.AtKelvin) - (1 / kelvin))
           select (plumbing.Index[device.Volume], blank.Rate * Math.Exp(exponent)),
    ];

    /// <summary>The grains after a time in this state.</summary>
    public ImmutableSortedDictionary<string, ImmutableArray<double>> After(SimulationState state, double time)
    {
        var grains = state.Grains;
        foreach (var heated in Heated(state))
        {
            grains = grains.SetItem(
                heated.Key,
                [.. heated.Left.Select((left, s) => left * Math.Exp(-heated.Rates[s] * time))]);
        }

        return grains;
    }

    /// <summary>All samples, with what is left in the grains that have been heated or are aimed at.</summary>
    public ImmutableArray<TrueSample> Samples(SimulationState state)
    {
        var positions =
            from device in lab.ExtractionDevices
            let heated = state.Grains.Keys.Where(k => k.StartsWith(Key(device.Name, ""), StringComparison.Ordinal)).Select(k => k[Key(device.Name, "").Length..])
            from position in heated.Concat(Heatable(device, state.Devices[device.Name]) is { } aimed ? [aimed] : []).Distinct()
            let grain = At(device.Name, position)
            where grain is not null
            let left = LeftBySite(state, device.Name, position, grain)
            select (grain.Sample, position, Left: grain.Sites.Select((site, s) => grain.At(site, state.Instant) * left[s]).Aggregate((sum, gas) => sum + gas));
        var bySample = positions.ToLookup(p => p.Sample);
        return
        [
            .. simulation.Samples.Select(s => new TrueSample(
                s.Name, s.Device, s.AgeMa, s.J, s.KCa, s.KCl, bySample[s].ToImmutableSortedDictionary(p => p.position, p => p.Left, StringComparer.Ordinal))),
        ];
    }

    private static string Key(string device, string position) => $"{device}/{position}";

    private IEnumerable<(ExtractionDeviceDefinition Device, string Key, Grain Grain, ImmutableArray<double> Rates, ImmutableArray<double> Left)> Heated(
        SimulationState state)
    {
        foreach (var device in lab.ExtractionDevices)
        {
            var standing = state.Devices[device.Name];
            var kelvin = heat.Even(device.Name, standing, state.Instant);
            if (kelvin <= simulation.TemperatureKelvin || Heatable(device, standing) is not { } position || At(device.Name, position) is not { } grain)
            {
                continue;
            }

            var rates = grain.Sites.Select(s => s.Rate(kelvin)).ToImmutableArray();
            if (rates.Any(r => r > 0))
            {
                yield return (device, Key(device.Name, position), grain, rates, LeftBySite(state, device.Name, position, grain));
            }
        }
    }

    /// <summary>A grain that was never heated is whole; so is one whose domains have been written anew.</summary>
    private static ImmutableArray<double> LeftBySite(SimulationState state, string device, string position, Grain grain) =>
        state.Grains.TryGetValue(Key(device, position), out var left) && left.Length == grain.Sites.Length ? left : [.. grain.Sites.Select(_ => 1.0)];

    private SampleDefinition? SampleAt(string device, string position) =>
        simulation.Samples.FirstOrDefault(s => s.Device == device && s.Positions.Any(p => LabNames.Same(p, position)))
        ?? simulation.Samples.FirstOrDefault(s => s.Device == device && s.Positions.IsEmpty);
}
