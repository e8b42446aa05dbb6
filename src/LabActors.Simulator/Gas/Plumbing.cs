using System.Collections.Concurrent;
using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;

namespace LabActors.Simulator.Gas;

/// <summary>
/// The laboratory as gas sees it: volumes, what joins them, what takes gas away and what adds some. Knows the components
/// for every set of open valves.
/// </summary>
internal sealed class Plumbing
{
    // mol per mbar and cm3 at 1 K: 100 Pa * 1e-6 m3 / R.
    private const double MolKelvinPerMillibarCubic = 1e-4 / Physics.GasConstant;
    private const int CachedSets = 256;

    private readonly ImmutableArray<(string Name, int A, int B, double Conductance)> _valves;
    private readonly List<(int Source, int Walls, double[] Conductances)> _walls = [];
    private readonly double[] _cubic;
    private readonly double[] _pumping;
    private readonly double[][] _consumption;
    private readonly double[] _gettering;
    private readonly GasAmounts[] _sources;
    private readonly double[] _speedOfGas;
    private readonly ConcurrentDictionary<string, Component[]> _cache = [];

    public Plumbing(LabDefinition lab, SimulationDefinition simulation)
    {
        Volumes = [.. lab.Volumes.Select(v => v.Name), .. simulation.Instruments.Where(i => i.Walls is not null).Select(i => i.WallsName)];
        Index = Volumes.Select((name, i) => (name, i)).ToImmutableDictionary(v => v.name, v => v.i);
        _cubic = new double[Volumes.Length];
        lab.Volumes.Select(v => v.CubicCentimetres).ToArray().CopyTo(_cubic, 0);
        _pumping = new double[Volumes.Length];
        _consumption = [.. Physics.Masses.Select(_ => new double[Volumes.Length])];
        _gettering = new double[Volumes.Length];
        _sources = new GasAmounts[Volumes.Length];
        _speedOfGas = [.. Physics.Masses.Select(m => Math.Sqrt(Physics.Masses[0] / m))];
        var conductances = simulation.Conductances.ToDictionary(c => c.Valve, c => c.LitresPerSecond * 1000);
        _valves =
        [
            // What does not part two volumes (a switch, a valve to somewhere else) lets no gas through.
            .. lab.Valves.Where(v => v.VolumeA != v.VolumeB && Index.ContainsKey(v.VolumeA) && Index.ContainsKey(v.VolumeB))
                .Select(v => (v.Name, Index[v.VolumeA], Index[v.VolumeB], conductances.GetValueOrDefault(v.Name, double.PositiveInfinity))),
        ];
        MolPerMillibarCubic = MolKelvinPerMillibarCubic / simulation.TemperatureKelvin;
        AddPumps(lab, simulation);
        Fading = simulation.Decay is { } decay
            ? new GasAmounts(Ar39: decay.Ar39PerDay / Physics.SecondsPerDay, Ar37: decay.Ar37PerDay / Physics.SecondsPerDay)
            : default;
        Sorbents = new Sorbents(lab, simulation, Index, Fading);
        foreach (var getter in lab.Getters.Where(g => simulation.GetterCapacities.All(c => c.Getter != g.Name)))
        {
            _gettering[Index[getter.Volume]] += getter.SpeedLitresPerSecond * 1000;
        }

        foreach (var wall in simulation.Outgassing)
        {
            _sources[Index[wall.Volume]] += wall.Rate;
        }

        foreach (var simulated in simulation.Instruments)
        {
            var source = Index[lab.Instruments.Single(i => i.Name == simulated.Instrument).Volume];
            _sources[source] += simulated.Memory;
            if (simulated is { Walls: null, ConsumptionMassPower: 0 })
                _pumping[source] += simulated.ConsumptionPerSecond * _cubic[source];
            else
                AddConsumption(simulated, source);
        }
    }

    public ImmutableArray<string> Volumes { get; }

    public ImmutableDictionary<string, int> Index { get; }

    /// <summary>Decay of each gas, 1/s.</summary>
    public GasAmounts Fading { get; }

    /// <summary>What takes gas up and keeps it.</summary>
    public Sorbents Sorbents { get; }

    /// <summary>mol in one cm3 at one mbar.</summary>
    public double MolPerMillibarCubic { get; }

    public double CubicCentimetres(int volume) => _cubic[volume];

    /// <param name="regime">What the sorbents do (<see cref="Gas.Sorbents.Regime"/>).</param>
    public Component[] Components(ImmutableSortedSet<string> open, string regime)
    {
        var key = string.Join('\n', open.Prepend(regime));
        if (!_cache.TryGetValue(key, out var components))
        {
            if (_cache.Count >= CachedSets)
            {
                _cache.Clear();
            }

            _cache[key] = components = Compile(open, regime);
        }

        return components;
    }

    private void AddPumps(LabDefinition lab, SimulationDefinition simulation)
    {
        foreach (var pump in lab.Pumps)
        {
            var speed = pump.SpeedLitresPerSecond * 1000;
            _pumping[Index[pump.Volume]] += speed;
            if (simulation.PumpBases.FirstOrDefault(b => b.Pump == pump.Name) is { } towards)
            {
                var perCubic = towards.BaseMillibar * MolPerMillibarCubic;
                _sources[Index[pump.Volume]] += towards.Recipe * (speed * perCubic / towards.Recipe.Total);
            }
        }
    }

    /// <summary>
    /// The walls of a source are a volume that is joined to it for good: gas goes into them as fast as it is used up and stays, and comes back with their
    /// time constant. The volume that has both rates is the conductance times that time.
    /// </summary>
    private void AddConsumption(SimulatedInstrument simulated, int source)
    {
        var implanted = simulated.Walls?.Implanted ?? 0;
        double[] used = [.. Physics.Masses.Select(m => simulated.ConsumptionPerSecond * Math.Pow(Physics.Masses[0] / m, simulated.ConsumptionMassPower) * _cubic[source])];
        for (var gas = 0; gas < used.Length; gas++)
        {
            _consumption[gas][source] += used[gas] * (1 - implanted);
        }

        if (simulated.Walls is { } walls)
        {
            var index = Index[simulated.WallsName];
            _cubic[index] = used[0] * implanted * walls.ReleaseSeconds;
            _walls.Add((source, index, [.. used.Select(u => u * implanted)]));
        }
    }

    private Component[] Compile(ImmutableSortedSet<string> open, string regime)
    {
        var joining = _valves.Where(v => open.Contains(v.Name)).ToArray();
        var pools = Groups(Enumerable.Range(0, Volumes.Length), joining.Where(v => double.IsPositiveInfinity(v.Conductance)).Select(v => (v.A, v.B)));
        var poolOf = new int[Volumes.Length];
        for (var p = 0; p < pools.Length; p++)
        {
            foreach (var volume in pools[p])
            {
                poolOf[volume] = p;
            }
        }

        // By gas: a valve lets light gas through faster.
        var slow = joining.Where(v => double.IsFinite(v.Conductance))
            .Select(v => (A: poolOf[v.A], B: poolOf[v.B], ByGas: _speedOfGas.Select(speed => v.Conductance * speed).ToArray()))
            .Concat(_walls.Select(w => (A: poolOf[w.Source], B: poolOf[w.Walls], ByGas: w.Conductances)))
            .Where(v => v.A != v.B)
            .ToArray();
        return [.. Groups(Enumerable.Range(0, pools.Length), slow.Select(v => (v.A, v.B))).Select(group => Component(group, pools, slow, regime))];
    }

    private Component Component(int[] group, int[][] pools, (int A, int B, double[] ByGas)[] slow, string regime)
    {
        var volumes = group.Select(p => pools[p].Sum(v => _cubic[v])).ToArray();
        var modes = Enumerable.Range(0, GasAmounts.Count).Select(gas =>
        {
            var conductances = new double[group.Length, group.Length];
            foreach (var (a, b, conductance) in slow.Where(s => Array.IndexOf(group, s.A) >= 0))
            {
                var (i, j) = (Array.IndexOf(group, a), Array.IndexOf(group, b));
                conductances[i, j] += conductance[gas];
                conductances[j, i] = conductances[i, j];
            }

            var losses = group.Select((p, i) => (pools[p].Sum(v => TakenOut(v, gas, regime)) / volumes[i]) + Fading[gas]);
            return new Modes(volumes, conductances, [.. losses]);
        });
        var sources = group.Select(p => pools[p].Aggregate(default(GasAmounts), (sum, v) => sum + _sources[v]));
        return new Component([.. group.Select(p => pools[p])], volumes, [.. modes], [.. sources]);
    }

    /// <summary>Of a gas out of a volume, cm3/s.</summary>
    private double TakenOut(int volume, int gas, string regime) =>
        _pumping[volume]
        + (gas == GasAmounts.ReactiveIndex ? _gettering[volume] : 0)
        + _consumption[gas][volume]
        + Sorbents.Speed(regime, volume, gas);

    /// <summary>Connected groups, each ascending, in ascending order of their first member.</summary>
    private static int[][] Groups(IEnumerable<int> members, IEnumerable<(int A, int B)> links)
    {
        var root = members.ToArray();
        foreach (var (a, b) in links)
        {
            var (from, to) = (Math.Max(root[a], root[b]), Math.Min(root[a], root[b]));
            for (var i = 0; i < root.Length; i++)
            {
                root[i] = root[i] == from ? to : root[i];
            }
        }

        return [.. root.Select((r, i) => (Root: r, Member: i)).GroupBy(x => x.Root).OrderBy(g => g.Key).Select(g => g.Select(x => x.Member).ToArray())];
    }
}
