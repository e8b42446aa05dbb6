using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;
using LabActors.Simulator.State;

namespace LabActors.Simulator;

/// <summary>
/// A simulated laser, furnace or pipette system. The temperature follows the output at once, unless the simulation says how slowly, and moves take no
/// time; what takes time is the gas that leaves the sample.
/// </summary>
public sealed class SimulatedExtractionDevice
{
    private static readonly TimeSpan PatternTime = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan LoadTime = TimeSpan.FromSeconds(30);
    private readonly SimulatedLaboratory _lab;
    private readonly ExtractionDeviceDefinition _device;

    internal SimulatedExtractionDevice(SimulatedLaboratory lab, ExtractionDeviceDefinition device)
    {
        _lab = lab;
        _device = device;
    }

    /// <summary>False for a pipette system, which has no temperature.</summary>
    public bool Heats => _device.Kind != ExtractionDeviceKind.Pipette;

    /// <summary>Temperature of the sample, K: the truth.</summary>
    public double Temperature
    {
        get
        {
            var (state, now) = _lab.Look();
            return _lab.Physics.Heat.At(_device.Name, State(state), now);
        }
    }

    /// <summary>As it stands: a pattern whose time is over is no longer executed.</summary>
    public DeviceState Read()
    {
        var (state, now) = _lab.Look();
        var device = State(state);
        return now < device.PatternEnd ? device : device with { Pattern = "" };
    }

    /// <summary>Allows output.</summary>
    public void Enable() => Heat(d => d.Enabled ? d : d with { Enabled = true });

    /// <summary>Output zero, pattern stopped, output forbidden.</summary>
    public void Disable() => Heat(d => d is { Enabled: false, Output: 0, Pattern: "" } ? d : d with { Enabled = false, Output = 0, Pattern = "" });

    /// <summary>Sets the output; empty units are the default ones.</summary>
    /// <exception cref="SimulationRefusalException">Not enabled, unknown units, out of range.</exception>
    public void SetOutput(double value, string units)
    {
        var unit = _device.FindUnit(units)
            ?? throw Refusal($"has no output in '{units}', only {string.Join(", ", _device.Units.Select(u => u.Name))}");
        if (!(value >= 0 && value <= unit.Max))
        {
            throw Refusal($"output {value:G} {unit.Name} is not from 0 to {unit.Max:G}");
        }

        Heat(d => value > 0 && !d.Enabled
            ? throw Refusal("is not enabled")
            : d.Output == value && d.Units == unit.Name ? d : d with { Output = value, Units = unit.Name });
    }

    /// <summary>Moves to a hole or named position.</summary>
    public void MoveTo(string position) => Heat(d => d.Position == position ? d : d with { Position = position });

    /// <summary>Moves one axis.</summary>
    /// <exception cref="SimulationRefusalException">Not x, y or z.</exception>
    public void MoveAxis(char axis, double value)
    {
        if (axis is not ('x' or 'y' or 'z'))
        {
            throw Refusal($"has no axis '{axis}', only x, y, z");
        }

        Set(d => d with { Motors = d.Motors.SetItem($"{axis}", value) });
    }

    /// <summary>Starts a pattern, which takes a minute.</summary>
    /// <exception cref="SimulationRefusalException">There is no such pattern.</exception>
    public void ExecutePattern(string pattern)
    {
        var known = _device.Patterns.FirstOrDefault(p => LabNames.Same(p, pattern))
            ?? throw Refusal($"has no pattern '{pattern}', only {string.Join(", ", _device.Patterns)}");
        _lab.ChangeSetting((state, now) => With(state, State(state) with { Pattern = known, PatternEnd = now + PatternTime, Irrevocable = State(state).Irrevocable + 1 }));
    }

    /// <summary>Stops the pattern; harmless when there is none.</summary>
    public void StopPattern() => Set(d => d.Pattern.Length == 0 ? d : d with { Pattern = "" });

    /// <summary>Moves a motor.</summary>
    /// <exception cref="SimulationRefusalException">No such motor, or out of its range.</exception>
    public void SetMotor(string name, double value)
    {
        var motor = _device.Motors.FirstOrDefault(m => LabNames.Same(m.Name, name)) ?? throw Refusal($"has no motor '{name}'");
        if (!(value >= motor.Min && value <= motor.Max))
        {
            throw Refusal($"{motor.Name} {value:G} is not from {motor.Min:G} to {motor.Max:G}");
        }

        Set(d => d with { Motors = d.Motors.SetItem(motor.Name, value) });
    }

    /// <summary>Illumination, 0 to 100.</summary>
    public void SetLight(double value)
    {
        if (!_device.HasLight || !(value >= 0 && value <= 100))
        {
            throw Refusal(_device.HasLight ? $"light {value:G} is not from 0 to 100" : "has no light");
        }

        Set(d => d with { Light = value });
    }

    /// <summary>Sample holder in use.</summary>
    public void SetTray(string tray) => Set(d => d with { Tray = tray });

    /// <summary>Drops the sample at the stage's position into the crucible; what was there before is lost with its gas.</summary>
    /// <exception cref="SimulationRefusalException">It is no furnace.</exception>
    public void DumpSample()
    {
        if (_device.Kind != ExtractionDeviceKind.Furnace)
        {
            throw Refusal("drops no samples, only a furnace does");
        }

        Heat(d => d with { Crucible = d.Position, Irrevocable = d.Irrevocable + 1 });
    }

    /// <summary>Lets a shot into the line at once and is busy for half a minute; a blank is the same without gas.</summary>
    /// <exception cref="SimulationRefusalException">No such shot, or it is busy.</exception>
    public void Load(string shot, bool blank)
    {
        var gas = _lab.Simulation.Shots.FirstOrDefault(s => s.Device == _device.Name && LabNames.Same(s.Shot, shot));
        if (gas is null && !blank)
        {
            throw Refusal($"has no shot '{shot}'");
        }

        var amounts = blank ? default : gas!.Amounts;
        _lab.ChangeGas((state, now) => now < State(state).BusyUntil
            ? throw Refusal("is loading another shot")
            : With(state, State(state) with { BusyUntil = now + LoadTime, Irrevocable = State(state).Irrevocable + 1 }) with
            {
                Volumes = state.Volumes.SetItem(_device.Volume, state.Volumes[_device.Volume] + amounts),
            });
    }

    /// <summary>True when a pipette system is not loading.</summary>
    public bool IsIdle()
    {
        var (state, now) = _lab.Look();
        return now >= State(state).BusyUntil;
    }

    /// <summary>Changes what the gas does not feel.</summary>
    private void Set(Func<DeviceState, DeviceState> change) =>
        _lab.ChangeSetting((state, _) => With(state, change(State(state))));

    /// <summary>Changes what is heated, or how much.</summary>
    private void Heat(Func<DeviceState, DeviceState> change) => _lab.ChangeGas((state, now) =>
    {
        var before = State(state);
        var after = change(before);
        return ReferenceEquals(before, after) ? state : With(state, _lab.Physics.Heat.Changed(_device, before, after, now));
    });

    private SimulationState With(SimulationState state, DeviceState device) =>
        state with { Devices = state.Devices.SetItem(_device.Name, device) };

    private DeviceState State(SimulationState state) => state.Devices[_device.Name];

    private SimulationRefusalException Refusal(string reason) => new(_device.Name, reason);
}
