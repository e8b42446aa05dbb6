using System.Collections.Immutable;
using LabActors.Core.Labs.Simulation;
using LabActors.Simulator.State;

namespace LabActors.Simulator.Gas;

/// <summary>What the gas of one state does until something turns. It is asked for many readings of one state, so it keeps what it has reckoned.</summary>
internal sealed class Standing
{
    private readonly Plumbing _plumbing;
    private readonly Component[] _components;
    private readonly Flow?[] _flows;
    private readonly ImmutableArray<Release> _releases;
    private readonly ImmutableArray<(int Volume, GasAmounts Rate)> _steady;

    public Standing(SimulationState state, Plumbing plumbing, Grains grains)
    {
        _plumbing = plumbing;
        State = state;
        Regime = plumbing.Sorbents.Regime(state);
        _components = plumbing.Components(state.OpenValves, Regime);
        _flows = new Flow?[_components.Length];
        _releases = grains.Releases(state).AddRange(plumbing.Sorbents.Releases(state, Regime));
        _steady = grains.HotBlanks(state);
    }

    public SimulationState State { get; }

    /// <summary>What the sorbents do.</summary>
    public string Regime { get; }

    /// <summary>Gas in one volume (index) after a time, mol.</summary>
    public GasAmounts In(int volume, double time)
    {
        var (c, pool) = Of(volume);
        return Share(_components[c], pool, volume, Flow(c).After(time)[pool]);
    }

    /// <summary>What is taken out of one volume (index) at a speed (cm3/s) in a time, mol, where what is held decays (1/s).</summary>
    public double TakenUp(int volume, int gas, double speed, double decay, double time)
    {
        var (c, pool) = Of(volume);
        return Flow(c).TakenUp(pool, gas, speed, decay, time);
    }

    /// <summary>Gas by volume after a time, mol.</summary>
    public ImmutableSortedDictionary<string, GasAmounts> Volumes(double time)
    {
        var volumes = State.Volumes.ToBuilder();
        for (var c = 0; c < _components.Length; c++)
        {
            var pools = Flow(c).After(time);
            for (var p = 0; p < pools.Length; p++)
            {
                foreach (var volume in _components[c].Pools[p])
                {
                    volumes[_plumbing.Volumes[volume]] = Share(_components[c], p, volume, pools[p]);
                }
            }
        }

        return volumes.ToImmutable();
    }

    private (int Component, int Pool) Of(int volume)
    {
        var c = Array.FindIndex(_components, c => c.PoolOf(volume) >= 0);
        return (c, _components[c].PoolOf(volume));
    }

    // Two threads may reckon the same one; both come to the same.
    private Flow Flow(int component) =>
        _flows[component] ??= new Flow(_components[component], volume => State.Volumes[_plumbing.Volumes[volume]], _releases, _steady);

    private GasAmounts Share(Component component, int pool, int volume, GasAmounts amounts) =>
        component.Pools[pool].Length == 1 ? amounts : amounts * (_plumbing.CubicCentimetres(volume) / component.PoolVolumes[pool]);
}
