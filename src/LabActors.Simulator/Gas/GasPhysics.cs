using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;
using LabActors.Simulator.State;
using LabActors.Simulator.Truth;

namespace LabActors.Simulator.Gas;

/// <summary>
/// Carries the gas of a laboratory from its last event to any later instant, exactly: between two events valves and heat
/// stand still, so that everything is linear with constant coefficients. (What turns by itself, a getter that is full or a trap that has become cold, is an event
/// too; its instant follows from the state.)
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
        while (state.Instant < instant)
        {
            state = Carry(state, NextTurn(state, instant));
        }

        return state;
    }

    /// <summary>Gas in one volume at the state's instant or later, mol.</summary>
    public GasAmounts Amounts(SimulationState state, DateTimeOffset instant, string volume)
    {
        for (var turn = NextTurn(state, instant); turn < instant; turn = NextTurn(state, instant))
        {
            state = Carry(state, turn);
        }

        var index = _plumbing.Index[volume];
        var regime = _plumbing.Sorbents.Regime(state);
        var component = _plumbing.Components(state.OpenValves, regime).Single(c => c.PoolOf(index) >= 0);
        var pool = component.PoolOf(index);
        var time = Math.Max(0, (instant - state.Instant).TotalSeconds);
        return Share(component, pool, index, Flow(component, state, regime).After(time)[pool]);
    }

    /// <summary>Pressure in one volume as a gauge has it that is calibrated for reactive gas, mbar.</summary>
    /// <param name="argonFactor">How much more it shows for argon; 1 for the true pressure.</param>
    public double Pressure(SimulationState state, DateTimeOffset instant, string volume, double argonFactor)
    {
        var amounts = Amounts(state, instant, volume);
        return (amounts.Total + ((argonFactor - 1) * (amounts with { Reactive = 0 }).Total))
            / (_plumbing.CubicCentimetres(_plumbing.Index[volume]) * _plumbing.MolPerMillibarCubic);
    }

    /// <summary>An extraction device as it is.</summary>
    public TrueExtractionDevice Truth(string device, DeviceState state) => new(
        state.Enabled, state.Enabled ? state.Output : 0, state.Units, Temperature(device, state), state.Position, state.Crucible, state.Tray);

    /// <summary>The samples at the state's instant.</summary>
    public ImmutableArray<TrueSample> Samples(SimulationState state) => _grains.Samples(state);

    /// <summary>Temperature of what an extraction device heats, K.</summary>
    public double Temperature(string device, DeviceState state) => _grains.Temperature(device, state);

    private GasAmounts Share(Component component, int pool, int volume, GasAmounts amounts) =>
        component.Pools[pool].Length == 1 ? amounts : amounts * (_plumbing.CubicCentimetres(volume) / component.PoolVolumes[pool]);

    private Flow Flow(Component component, SimulationState state, string regime) => Flows([component], state, regime)[0].Flow;

    private (Component Component, Flow Flow)[] Flows(IEnumerable<Component> components, SimulationState state, string regime)
    {
        var releases = _grains.Releases(state).AddRange(_plumbing.Sorbents.Releases(state, regime));
        var steady = _grains.HotBlanks(state);
        return [.. components.Select(c => (c, new Flow(c, volume => state.Volumes[_plumbing.Volumes[volume]], releases, steady)))];
    }

    /// <summary>Carries everything to an instant up to which nothing turns.</summary>
    private SimulationState Carry(SimulationState state, DateTimeOffset instant)
    {
        var time = (instant - state.Instant).TotalSeconds;
        var volumes = state.Volumes.ToBuilder();
        var regime = _plumbing.Sorbents.Regime(state);
        var flows = Flows(_plumbing.Components(state.OpenValves, regime), state, regime);
        foreach (var (component, flow) in flows)
        {
            var pools = flow.After(time);
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
            Sorbed = _plumbing.Sorbents.After(state, regime, time, (volume, gas, speed) =>
            {
                var (component, flow) = flows.Single(f => f.Component.PoolOf(volume) >= 0);
                return flow.TakenUp(component.PoolOf(volume), gas, speed, _plumbing.Fading[gas], time);
            }),
        };
    }

    /// <summary>The first instant after the state's, at most the given one, at which a trap passes one of its temperatures or a getter is full.</summary>
    private DateTimeOffset NextTurn(SimulationState state, DateTimeOffset limit)
    {
        if (_plumbing.Sorbents.NextPassing(state) is { } passing && passing < limit)
        {
            limit = passing;
        }

        foreach (var (volume, speed, room) in _plumbing.Sorbents.Filling(state))
        {
            var regime = _plumbing.Sorbents.Regime(state);
            var component = _plumbing.Components(state.OpenValves, regime).Single(c => c.PoolOf(volume) >= 0);
            var (flow, pool) = (Flow(component, state, regime), component.PoolOf(volume));
            double Taken(double time) => flow.TakenUp(pool, GasAmounts.ReactiveIndex, speed, 0, time);
            var longest = Math.Max(0, (limit - state.Instant).TotalSeconds);
            if (Taken(longest) > room)
            {
                limit = state.Instant.AddTicks(Math.Max(1, (long)Math.Ceiling(First(Taken, room, longest) * TimeSpan.TicksPerSecond)));
            }
        }

        return limit;
    }

    /// <summary>When a rising function reaches a value, s, by halving to a tick.</summary>
    private static double First(Func<double, double> rising, double value, double longest)
    {
        double early = 0, late = longest;
        while (late - early > 0.5 / TimeSpan.TicksPerSecond)
        {
            var middle = (early + late) / 2;
            if (rising(middle) < value)
            {
                early = middle;
            }
            else
            {
                late = middle;
            }
        }

        return late;
    }
}
