using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;
using LabActors.Simulator.State;
using LabActors.Simulator.Truth;

namespace LabActors.Simulator.Gas;

/// <summary>
/// Carries the gas of a laboratory from its last event to any later instant, exactly: between two events valves and heat
/// stand still, so that everything is linear with constant coefficients. (What turns by itself, a getter that is full, a trap that has become cold,
/// a step of a temperature, is an event too; its instant follows from the state.)
/// </summary>
internal sealed class GasPhysics
{
    private readonly Plumbing _plumbing;
    private readonly Grains _grains;

    private Turned? _turned;
    private Standing? _standing;

    public GasPhysics(LabDefinition lab, SimulationDefinition simulation, KeyedNoise noise)
    {
        _plumbing = new Plumbing(lab, simulation);
        Heat = new Heat(simulation);
        _grains = new Grains(lab, simulation, noise, _plumbing, Heat);
    }

    /// <summary>How hot samples are.</summary>
    public Heat Heat { get; }

    /// <summary>The laboratory at a later instant, with nothing changed by anyone.</summary>
    public SimulationState Advance(SimulationState state, DateTimeOffset instant)
    {
        state = LastTurn(state, instant);
        return state.Instant < instant ? Carry(state, instant) : state;
    }

    /// <summary>Gas in one volume at the state's instant or later, mol.</summary>
    public GasAmounts Amounts(SimulationState state, DateTimeOffset instant, string volume)
    {
        state = LastTurn(state, instant);
        return Standing(state).In(_plumbing.Index[volume], Math.Max(0, (instant - state.Instant).TotalSeconds));
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
    public TrueExtractionDevice Truth(string device, DeviceState state, DateTimeOffset now) => new(
        state.Enabled, state.Enabled ? state.Output : 0, state.Units, Heat.At(device, state, now), state.Position, state.Crucible, state.Tray);

    /// <summary>The samples at the state's instant.</summary>
    public ImmutableArray<TrueSample> Samples(SimulationState state) => _grains.Samples(state);

    private Standing Standing(SimulationState state) =>
        _standing is { } standing && ReferenceEquals(standing.State, state) ? standing : _standing = new Standing(state, _plumbing, _grains);

    /// <summary>Carries everything to an instant up to which nothing turns.</summary>
    private SimulationState Carry(SimulationState state, DateTimeOffset instant)
    {
        var time = (instant - state.Instant).TotalSeconds;
        var standing = Standing(state);
        return state with
        {
            Instant = instant,
            Volumes = standing.Volumes(time),
            Grains = _grains.After(state, time),
            Sorbed = _plumbing.Sorbents.After(
                state,
                standing.Regime,
                time,
                (volume, gas, speed) => standing.TakenUp(volume, gas, speed, _plumbing.Fading[gas], time)),
        };
    }

    /// <summary>The state after all turns before an instant. The turns of one state are always the same, so that those found last are a good beginning.</summary>
    private SimulationState LastTurn(SimulationState state, DateTimeOffset instant)
    {
        var last = _turned is { } known && ReferenceEquals(known.From, state) && known.To.Instant <= instant ? known.To : state;
        for (var turn = NextTurn(last, instant); turn < instant; turn = NextTurn(last, instant))
        {
            last = Carry(last, turn);
            _turned = new Turned(state, last);
        }

        return last;
    }

    /// <summary>
    /// The first instant after the state's, at most the given one, at which a trap passes one of its temperatures, a sample another step on its way to
    /// another temperature, or a getter is full.
    /// </summary>
    private DateTimeOffset NextTurn(SimulationState state, DateTimeOffset limit)
    {
        var steps = state.Devices.Select(d => Heat.NextStep(d.Key, d.Value, state.Instant));
        if (steps.Append(_plumbing.Sorbents.NextPassing(state)).Min() is { } turn && turn < limit)
        {
            limit = turn;
        }

        foreach (var (volume, speed, room) in _plumbing.Sorbents.Filling(state))
        {
            var standing = Standing(state);
            double Taken(double time) => standing.TakenUp(volume, GasAmounts.ReactiveIndex, speed, 0, time);
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

    private sealed record Turned(SimulationState From, SimulationState To);
}
