using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;
using LabActors.Simulator.State;

namespace LabActors.Simulator.Gas;

/// <summary>
/// What takes gas up and keeps it: getters that can be full, and cold traps, which give it back when they are warm. Between two turns (a trap
/// passes one of its temperatures, a getter is full) each takes a gas up at a constant speed or not at all, so that everything stays linear.
/// </summary>
internal sealed class Sorbents
{
    private readonly ImmutableArray<Sorbent> _all;
    private readonly GasAmounts _fading;

    /// <param name="index">Index of each volume.</param>
    /// <param name="fading">Decay of each gas, 1/s.</param>
    public Sorbents(LabDefinition lab, SimulationDefinition simulation, ImmutableDictionary<string, int> index, GasAmounts fading)
    {
        _fading = fading;
        _all =
        [
            .. from capacity in simulation.GetterCapacities
               let getter = lab.Getters.Single(g => g.Name == capacity.Getter)
               select new Sorbent($"getter {getter.Name}", index[getter.Volume], getter.SpeedLitresPerSecond * 1000, capacity.Mol, null, ""),
            .. from trap in simulation.ColdTraps
               let cryostat = lab.Cryostats.Single(c => c.Name == trap.Cryostat)
               select new Sorbent($"trap {cryostat.Name}", index[cryostat.Volume], trap.LitresPerSecond * 1000, double.PositiveInfinity, trap, cryostat.Name),
        ];
    }

    /// <summary>Which of them takes up what in this state: one letter for each, so that equal texts mean equal plumbing.</summary>
    public string Regime(SimulationState state) => _all.IsEmpty ? "" : string.Concat(_all.Select(s => (s.Takes(false, state), s.Takes(true, state)) switch
    {
        (false, false) => '-',
        (true, false) => 'a',
        (false, true) => 'r',
        (true, true) => 'b',
    }));

    /// <summary>Speed with which a gas is taken out of a volume, cm3/s.</summary>
    public double Speed(string regime, int volume, int gas)
    {
        var sum = 0.0;
        for (var s = 0; s < _all.Length; s++)
        {
            sum += _all[s].Volume == volume && Takes(regime[s], gas) ? _all[s].SpeedFor(gas) : 0;
        }

        return sum;
    }

    /// <summary>Gas that warm traps are giving back.</summary>
    public IEnumerable<Release> Releases(SimulationState state, string regime)
    {
        for (var s = 0; s < _all.Length; s++)
        {
            if (_all[s].Trap is { } trap && state.Sorbed.TryGetValue(_all[s].Name, out var held))
            {
                var letter = regime[s];
                var loose = Each(gas => Takes(letter, gas) ? 0 : held[gas]);
                if (loose.Total > 0)
                {
                    yield return new Release(_all[s].Volume, 1 / trap.ReleaseSeconds, loose, _fading);
                }
            }
        }
    }

    /// <summary>What all of them hold after a time in this state.</summary>
    /// <param name="takenUp">Taken up out of a volume (index) of a gas at a speed (cm3/s), mol.</param>
    public ImmutableSortedDictionary<string, GasAmounts> After(
        SimulationState state,
        string regime,
        double time,
        Func<int, int, double, double> takenUp)
    {
        var sorbed = state.Sorbed;
        for (var s = 0; s < _all.Length; s++)
        {
            var (sorbent, letter) = (_all[s], regime[s]);
            var before = sorbed.GetValueOrDefault(sorbent.Name);
            var loss = sorbent.Trap is { } trap ? 1 / trap.ReleaseSeconds : 0;
            sorbed = sorbed.SetItem(sorbent.Name, Each(gas => Takes(letter, gas)
                ? (before[gas] * Math.Exp(-_fading[gas] * time)) + takenUp(sorbent.Volume, gas, sorbent.SpeedFor(gas))
                : before[gas] * Math.Exp(-(loss + _fading[gas]) * time)));
        }

        return sorbed;
    }

    /// <summary>The first instant after the state's at which a trap passes one of its temperatures; null when none will.</summary>
    public DateTimeOffset? NextPassing(SimulationState state) => _all
        .Where(s => s.Trap is not null)
        .SelectMany(s => new[] { s.Trap!.ArgonBelowKelvin, s.Trap.ReactiveBelowKelvin }.Select(state.Cryostats[s.Cryostat].Passes))
        .Where(at => at > state.Instant)
        .Min();

    /// <summary>Getters that are not full yet: volume, speed (cm3/s) and how much more they can take, mol.</summary>
    public IEnumerable<(int Volume, double Speed, double Room)> Filling(SimulationState state) => _all
        .Where(s => s.Trap is null && s.Takes(true, state))
        .Select(s => (s.Volume, s.Speed, s.Capacity - state.Sorbed.GetValueOrDefault(s.Name).Reactive));

    private static bool Takes(char letter, int gas) => letter == 'b' || letter == (gas == GasAmounts.ReactiveIndex ? 'r' : 'a');

    private static GasAmounts Each(Func<int, double> of) => GasAmounts.From([.. Enumerable.Range(0, GasAmounts.Count).Select(of)]);

    /// <param name="Speed">Of a getter for reactive gas, of a trap for 40Ar, cm3/s.</param>
    /// <param name="Capacity">Reactive gas that a getter can take, mol.</param>
    /// <param name="Trap">Null for a getter.</param>
    /// <param name="Cryostat">That cools the trap.</param>
    private sealed record Sorbent(string Name, int Volume, double Speed, double Capacity, SimulatedColdTrap? Trap, string Cryostat)
    {
        public double SpeedFor(int gas) => Trap is null ? Speed : Speed * Math.Sqrt(Physics.Masses[0] / Physics.Masses[gas]);

        public bool Takes(bool reactive, SimulationState state) => Trap is null
            ? reactive && state.Sorbed.GetValueOrDefault(Name).Reactive < Capacity
            : state.Cryostats[Cryostat].IsBelow(reactive ? Trap.ReactiveBelowKelvin : Trap.ArgonBelowKelvin, state.Instant);
    }
}
