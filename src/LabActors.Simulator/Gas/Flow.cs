using System.Collections.Immutable;
using LabActors.Core.Labs.Simulation;

namespace LabActors.Simulator.Gas;

/// <summary>The gas of one component from an instant on, as long as nothing is turned.</summary>
internal sealed class Flow
{
    private readonly Component _component;
    private readonly double[][] _start;
    private readonly double[][] _sources;
    private readonly ModeRelease[][] _releases;

    /// <param name="volumes">Gas by index of the volume, before pools have mixed.</param>
    /// <param name="releases">All of the laboratory; those into other components do not count.</param>
    /// <param name="steady">Sources that last as long as the present state, mol/s; likewise.</param>
    public Flow(
        Component component,
        Func<int, GasAmounts> volumes,
        ImmutableArray<Release> releases,
        ImmutableArray<(int Volume, GasAmounts Rate)> steady)
    {
        _component = component;
        var mixed = new GasAmounts[component.Pools.Length];
        for (var p = 0; p < mixed.Length; p++)
        {
            foreach (var volume in component.Pools[p])
            {
                mixed[p] += volumes(volume);
            }
        }

        var sources = component.Sources;
        foreach (var (volume, rate) in steady)
        {
            if (component.PoolOf(volume) is >= 0 and var pool)
            {
                sources = [.. sources.Select((s, p) => p == pool ? s + rate : s)];
            }
        }

        var into = releases.Select(r => (Pool: component.PoolOf(r.Volume), Release: r)).Where(r => r.Pool >= 0).ToArray();
        _start = ByGas(g => mixed.Select(m => m[g]));
        _sources = ByGas(g => sources.Select(s => s[g]));
        _releases = ByGas(g => into.Select(r => new ModeRelease(r.Pool, r.Release.Rate, r.Release.Left[g], r.Release.Rate + r.Release.Fading[g])));
    }

    /// <summary>Gas by pool after a time, mol.</summary>
    public GasAmounts[] After(double time)
    {
        var after = new double[GasAmounts.Count][];
        for (var gas = 0; gas < GasAmounts.Count; gas++)
        {
            after[gas] = _component.ModesByGas[gas].After(_start[gas], _sources[gas], _releases[gas], time);
        }

        return [.. Enumerable.Range(0, _component.Pools.Length).Select(p => GasAmounts.From([.. after.Select(a => a[p])]))];
    }

    /// <summary>What is taken up in a time out of one pool at a speed (cm3/s), mol, where what is held decays (1/s).</summary>
    public double TakenUp(int pool, int gas, double speed, double decay, double time) => speed == 0
        ? 0
        : speed / _component.PoolVolumes[pool]
            * _component.ModesByGas[gas].Held(pool, _start[gas], _sources[gas], _releases[gas], decay, time);

    private static T[][] ByGas<T>(Func<int, IEnumerable<T>> of) => [.. Enumerable.Range(0, GasAmounts.Count).Select(g => of(g).ToArray())];
}
