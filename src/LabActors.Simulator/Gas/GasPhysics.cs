using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;
using LabActors.Simulator.State;

namespace LabActors.Simulator.Gas;

/// <summary>
/// Carries the gas of a laboratory from its last event to any later instant, exactly: between two events valves and heat
/// stand still, so that everything is linear with constant coefficients.
/// </summary>
internal sealed class GasPhysics
{
    private readonly Plumbing _plumbing;
    private readonly Grains _grains;

    public GasPhysics(LabDefinition lab, SimulationDefinition simulation, KeyedNoise noise)
    {
        _plumbing = new Plumbing(lab, simulation);
        _grains = new Grains(lab, simulation, noise, _plumbing);
    }

    /// <summary>The laboratory at a later instant, with nothing changed by anyone.</summary>
    public SimulationState Advance(SimulationState state, DateTimeOffset instant)
    {
        var time = (instant - state.Instant).TotalSeconds;
        if (time <= 0)
        {
            return state;
        }

        var volumes = state.Volumes.ToBuilder();
        var releases = _grains.Releases(state);
        foreach (var component in _plumbing.Components(state.OpenValves))
        {
            var pools = After(component, state, releases, time);
            for (var p = 0; p < pools.Length; p++)
            {
                foreach (var volume in component.Pools[p])
                {
                    volumes[_plumbing.Volumes[volume]] = Share(component, p, volume, pools[p]);
                }
            }
        }

        return state with
        {
            Instant = instant,
            Volumes = volumes.ToImmutable(),
            Grains = _grains.After(state, time),
        };
    }

    /// <summary>Gas in one volume at the state's instant or later, mol.</summary>
    public GasAmounts Amounts(SimulationState state, DateTimeOffset instant, string volume)
    {
        var index = _plumbing.Index[volume];
        var component = _plumbing.Components(state.OpenValves).Single(c => c.PoolOf(index) >= 0);
        var pool = component.PoolOf(index);
        var time = Math.Max(0, (instant - state.Instant).TotalSeconds);
        return Share(component, pool, index, After(component, state, _grains.Releases(state), time)[pool]);
    }

    /// <summary>Total pressure in one volume, mbar.</summary>
    public double Pressure(SimulationState state, DateTimeOffset instant, string volume) =>
        Amounts(state, instant, volume).Total
        / (_plumbing.CubicCentimetres(_plumbing.Index[volume]) * _plumbing.MolPerMillibarCubic);

    /// <summary>Temperature of what an extraction device heats, K.</summary>
    public double Temperature(string device, DeviceState state) => _grains.Temperature(device, state);

    private GasAmounts Share(Component component, int pool, int volume, GasAmounts amounts) =>
        component.Pools[pool].Length == 1 ? amounts : amounts * (_plumbing.CubicCentimetres(volume) / component.PoolVolumes[pool]);

    private GasAmounts[] After(Component component, SimulationState state, ImmutableArray<Release> releases, double time)
    {
        var pools = component.Pools.Length;
        var mixed = new GasAmounts[pools];
        for (var p = 0; p < pools; p++)
        {
            foreach (var volume in component.Pools[p])
            {
                mixed[p] += state.Volumes[_plumbing.Volumes[volume]];
            }
        }

        var into = releases.Select(r => (Pool: component.PoolOf(r.Volume), Release: r)).Where(r => r.Pool >= 0).ToArray();
        var after = new double[GasAmounts.Count][];
        for (var gas = 0; gas < GasAmounts.Count; gas++)
        {
            var g = gas;
            after[gas] = component.ModesByGas[gas].After(
                [.. mixed.Select(m => m[g])],
                [.. component.Sources.Select(s => s[g])],
                [.. into.Select(r => (r.Pool, r.Release.Rate, r.Release.Left[g]))],
                time);
        }

        return [.. Enumerable.Range(0, pools).Select(p => GasAmounts.From([.. after.Select(a => a[p])]))];
    }
}
