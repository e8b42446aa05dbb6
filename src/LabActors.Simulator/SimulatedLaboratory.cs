using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;
using LabActors.Simulator.Gas;
using LabActors.Simulator.State;
using LabActors.Simulator.Truth;

namespace LabActors.Simulator;

/// <summary>
/// A laboratory that exists only as gas, ions and settings. It takes its instants from the clock that it is given, and is exact
/// between events, so that its readings depend on the seed, on what was commanded when, and on the instant of reading; not on the number
/// of readings, their order or the speed of the clock. Safe for calls from several threads.
/// </summary>
public sealed class SimulatedLaboratory
{
    /// <summary>The name of the valves' switch box, for <see cref="LosePower"/>.</summary>
    public const string ValveBox = "valves";

    private readonly Lock _gate = new();
    private readonly TimeProvider _time;
    private Action<SimulationState> _keep = _ => { };
    private SimulationState _state;

    /// <summary>A laboratory as it is before its first run: tanks full, valves closed, devices off.</summary>
    /// <exception cref="ArgumentException">The definition says nothing about the simulation.</exception>
    public SimulatedLaboratory(LabDefinition lab, SimulationDefinition simulation, ulong seed, TimeProvider time)
        : this(lab, simulation, FirstState.Of(lab, simulation, seed, time.GetUtcNow()), time)
    {
    }

    private SimulatedLaboratory(LabDefinition lab, SimulationDefinition simulation, SimulationState state, TimeProvider time)
    {
        Definition = lab;
        Simulation = simulation;
        _time = time;
        _state = state;
        Noise = new KeyedNoise(state.Seed);
        Physics = new GasPhysics(lab, simulation, Noise);
        Line = new SimulatedLine(this);
        Environment = new SimulatedEnvironment(this);
        Spectrometers = lab.Instruments.ToImmutableDictionary(i => i.Name, i => new SimulatedSpectrometer(this, i));
        ExtractionDevices = lab.ExtractionDevices.ToImmutableDictionary(d => d.Name, d => new SimulatedExtractionDevice(this, d));
        Cryostats = lab.Cryostats.ToImmutableDictionary(c => c.Name, c => new SimulatedCryostat(this, c));
    }

    /// <summary>The laboratory that is simulated.</summary>
    public LabDefinition Definition { get; }

    /// <summary>The truth behind it.</summary>
    public SimulationDefinition Simulation { get; }

    /// <summary>Valves, gauges, and the gas itself.</summary>
    public SimulatedLine Line { get; }

    /// <summary>Sensors of the surroundings.</summary>
    public SimulatedEnvironment Environment { get; }

    /// <summary>Mass spectrometers by name.</summary>
    public ImmutableDictionary<string, SimulatedSpectrometer> Spectrometers { get; }

    /// <summary>Extraction devices by name.</summary>
    public ImmutableDictionary<string, SimulatedExtractionDevice> ExtractionDevices { get; }

    /// <summary>Cold traps by name.</summary>
    public ImmutableDictionary<string, SimulatedCryostat> Cryostats { get; }

    internal KeyedNoise Noise { get; }

    internal GasPhysics Physics { get; }

    /// <summary>
    /// Continues a laboratory from its snapshot, with the seed that it had. What the definition has gained since starts as
    /// in a new laboratory; what it has lost is forgotten. Should the clock stand before the snapshot (a virtual clock that starts
    /// anew), the laboratory goes on from the clock's instant as if no time had passed.
    /// </summary>
    public static SimulatedLaboratory Restore(
        LabDefinition lab,
        SimulationDefinition simulation,
        SimulationState snapshot,
        TimeProvider time)
    {
        var now = time.GetUtcNow();
        return new SimulatedLaboratory(lab, simulation, FirstState.Continuing(lab, simulation, snapshot, now), time);
    }

    /// <summary>Everything that must be kept for <see cref="Restore"/>, as it was at the last event.</summary>
    public SimulationState Snapshot()
    {
        lock (_gate)
        {
            return _state;
        }
    }

    /// <summary>Everything that is hidden, at the present instant. Asking changes nothing.</summary>
    public SimulatedTruth Truth()
    {
        var (state, now) = Look();
        state = Physics.Advance(state, now);
        var volumes = Definition.Volumes.Select(v => v.Name).ToHashSet();
        return new SimulatedTruth(
            now,
            state.Seed,
            Named(volumes, v => new TrueVolume(Physics.Amounts(state, now, v), Physics.Pressure(state, now, v, 1))),
            state.Sorbed.AddRange(state.Volumes.Where(v => !volumes.Contains(v.Key))),
            Named(Definition.Valves.Select(v => v.Name), state.OpenValves.Contains),
            Named(Spectrometers.Keys, s => Spectrometers[s].Truth(state, now)),
            Named(ExtractionDevices.Keys, d => Physics.Truth(d, state.Devices[d], now)),
            Named(Cryostats.Keys, c => state.Cryostats[c].At(now)),
            Physics.Samples(state));
    }

    /// <summary>
    /// Gives the state to whoever keeps it: now, and from now on at every change, before the change is answered.
    /// </summary>
    public void KeepBy(Action<SimulationState> keep)
    {
        lock (_gate)
        {
            _keep = keep;
            keep(_state);
        }
    }

    /// <summary>
    /// One instrument loses its power for a moment: a fault of its own, which nothing else causes. An extraction device is off afterwards, a spectrometer
    /// and a cold trap stand as they do when they are switched on, and the valve box (<see cref="ValveBox"/>) lets go of all valves, which close.
    /// </summary>
    /// <exception cref="SimulationRefusalException">There is no such instrument; the message names those that there are.</exception>
    public void LosePower(string instrument)
    {
        string[] known = [ValveBox, .. Definition.Instruments.Select(i => i.Name), .. Definition.ExtractionDevices.Select(d => d.Name), .. Definition.Cryostats.Select(c => c.Name)];
        var name = known.FirstOrDefault(n => LabNames.Same(n, instrument))
            ?? throw new SimulationRefusalException(instrument, $"there is no such instrument, only {string.Join(", ", known)}");
        var heats = Definition.ExtractionDevices.FirstOrDefault(d => d.Name == name);
        ChangeGas((state, now) =>
        {
            var without = FirstState.WithoutPower(Definition, Simulation, state, name, now);
            return heats is null
                ? without
                : without with { Devices = without.Devices.SetItem(name, Physics.Heat.Changed(heats, state.Devices[name], without.Devices[name], now)) };
        });
    }

    /// <summary>A tank, or whatever volume, loses gas of all kinds alike, as by a leak that nobody has noticed.</summary>
    /// <param name="left">The share that is left, 0 to 1.</param>
    /// <exception cref="SimulationRefusalException">There is no such volume.</exception>
    public void LoseGas(string volume, double left)
    {
        if (!_state.Volumes.ContainsKey(volume))
            throw new SimulationRefusalException(volume, "there is no such volume");
        ChangeGas((state, _) => state with { Volumes = state.Volumes.SetItem(volume, state.Volumes[volume] * left) });
    }

    /// <summary>The state at its last event and the present instant.</summary>
    internal (SimulationState State, DateTimeOffset Now) Look()
    {
        lock (_gate)
        {
            return (_state, Now());
        }
    }

    /// <summary>Changes what the gas depends on: carries the gas to the present instant first, unless nothing changes.</summary>
    internal void ChangeGas(Func<SimulationState, DateTimeOffset, SimulationState> change)
    {
        lock (_gate)
        {
            var now = Now();
            if (!ReferenceEquals(change(_state, now), _state))
            {
                _state = change(Physics.Advance(_state, now), now);
                _keep(_state);
            }
        }
    }

    /// <summary>Changes a setting that the gas does not feel.</summary>
    internal void ChangeSetting(Func<SimulationState, DateTimeOffset, SimulationState> change)
    {
        lock (_gate)
        {
            var before = _state;
            _state = change(before, Now());
            if (!ReferenceEquals(before, _state))
                _keep(_state);
        }
    }

    private static ImmutableSortedDictionary<string, T> Named<T>(IEnumerable<string> names, Func<string, T> of) =>
        names.ToImmutableSortedDictionary(n => n, of, StringComparer.Ordinal);

    // A clock that is set back must not turn the laboratory back.
    private DateTimeOffset Now()
    {
        var now = _time.GetUtcNow();
        return now > _state.Instant ? now : _state.Instant;
    }
}
