using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;

namespace LabActors.Simulator;

/// <summary>Valves and gauges of a simulated laboratory. It moves what it is told to move: interlocks are not its business.</summary>
public sealed class SimulatedLine
{
    private readonly SimulatedLaboratory _lab;

    internal SimulatedLine(SimulatedLaboratory lab) => _lab = lab;

    /// <summary>Opens a valve; harmless when it is open.</summary>
    public void OpenValve(string name) => Actuate(name, true);

    /// <summary>Closes a valve; harmless when it is closed.</summary>
    public void CloseValve(string name) => Actuate(name, false);

    /// <summary>Moves a valve at the present instant.</summary>
    /// <exception cref="SimulationRefusalException">There is no such valve.</exception>
    public void Actuate(string name, bool open)
    {
        var valve = Valve(name);
        _lab.ChangeGas((state, _) => state.OpenValves.Contains(valve) == open
            ? state
            : state with { OpenValves = open ? state.OpenValves.Add(valve) : state.OpenValves.Remove(valve) });
    }

    /// <summary>Whether a valve is open.</summary>
    /// <exception cref="SimulationRefusalException">There is no such valve.</exception>
    public bool IsOpen(string name) => _lab.Look().State.OpenValves.Contains(Valve(name));

    /// <summary>Gas in a volume at the present instant, mol: the truth, which no device of a laboratory could tell.</summary>
    public GasAmounts Amounts(string volume)
    {
        var (state, now) = _lab.Look();
        return _lab.Physics.Amounts(state, now, volume);
    }

    /// <summary>What a gauge shows, in its own units, noise included.</summary>
    /// <exception cref="SimulationRefusalException">There is no such gauge.</exception>
    public double ReadPressure(string controller, string gauge)
    {
        var definition = _lab.Definition.FindGauge(controller, gauge)
            ?? throw new SimulationRefusalException(controller, $"has no gauge '{gauge}'");
        var (state, now) = _lab.Look();
        var noise = _lab.Noise.Gaussian($"gauge:{definition.Controller}/{definition.Name}", now.UtcTicks);
        var millibar = Math.Max(
            _lab.Simulation.GaugeFloorMillibar,
            _lab.Physics.Pressure(state, now, definition.Volume, _lab.Simulation.GaugeArgonFactor) * (1 + (_lab.Simulation.GaugeNoise * noise)));
        return definition.Units == PressureUnit.Torr ? millibar / Simulator.Physics.MillibarPerTorr : millibar;
    }

    private string Valve(string name) => _lab.Definition.Valves.FirstOrDefault(v => v.Name == name)?.Name
        ?? throw new SimulationRefusalException("extraction line", $"has no valve '{name}'");
}
