using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;

namespace LabActors.Simulator.Wire;

/// <summary>What of a laboratory is wired to one of its devices.</summary>
/// <param name="beams">Lasers by the extraction devices' names: a board and a power supply drive the same.</param>
internal sealed class DeviceWiring(LabDefinition lab, SimulatedLaboratory laboratory, DeviceDefinition device, PortDefinition port, Dictionary<string, WireBeam> beams)
{
    // Torr and Pa in mbar.
    private const double MillibarPerPascal = 0.01;

    private static readonly ImmutableArray<(string Name, int Number)> Axes = [("x", 1), ("y", 2), ("z", 3)];

    public DeviceDefinition Device => device;

    public PortDefinition Port => port;

    public LabDefinition Lab => lab;

    public SimulatedLaboratory Laboratory => laboratory;

    public SimulatedLine Line => laboratory.Line;

    /// <summary>Gauges that it reads.</summary>
    public ImmutableArray<GaugeDefinition> Gauges => [.. lab.Gauges.Where(g => g.Device == device.Name)];

    /// <summary>The contacts of sensors that it reads, by the numbers of their inputs; closed while what is simulated there is above one half.</summary>
    public ImmutableDictionary<string, Func<bool>> Contacts => lab.Environment
        .Where(s => s.Device == device.Name && laboratory.Simulation.Environment.Any(truth => truth.Sensor == s.Name))
        .ToImmutableDictionary(s => s.Channel.Replace("input ", "", StringComparison.Ordinal), s => (Func<bool>)(() => laboratory.Environment.Read(s.Name) > 0.5));

    /// <summary>The spectrometer that it is.</summary>
    /// <exception cref="SimulationRefusalException">It is none.</exception>
    public InstrumentDefinition Instrument =>
        lab.Instruments.FirstOrDefault(i => i.Device == device.Name)
        ?? (lab.Instruments.Length == 1 && lab.Instruments[0].Device.Length == 0 ? lab.Instruments[0] : null)
        ?? throw new SimulationRefusalException(device.Name, "no mass spectrometer of the laboratory names it as its device");

    /// <summary>The extraction device that it fires or heats, or is; null for none.</summary>
    public ExtractionDeviceDefinition? Extraction => lab.ExtractionDevices.FirstOrDefault(d => d.Device == device.Name || d.Power == device.Name);

    /// <summary>What it heats: a furnace, or a heater that nothing else of the simulation knows.</summary>
    public WireOven Oven => Extraction is { } furnace && furnace.FindUnit(SimulatedHeating.Celsius) is { } unit
        ? new WireOven(laboratory.ExtractionDevices[furnace.Name], unit.Max)
        : new WireOven(null, lab.Heaters.FirstOrDefault(h => h.Device == device.Name)?.MaxCelsius ?? 500);

    /// <summary>The extraction device whose stage it moves; null for none.</summary>
    public ExtractionDeviceDefinition? Staged => lab.ExtractionDevices.FirstOrDefault(d => d.Stage == device.Name);

    /// <summary>The laser that it drives, alone or with another device.</summary>
    public WireBeam Beam
    {
        get
        {
            if (Extraction is not { } definition)
                return new WireBeam(null, "", 1);
            if (!beams.TryGetValue(definition.Name, out var beam))
            {
                var unit = definition.FindUnit("percent") ?? definition.Units[0];
                beams[definition.Name] = beam = new WireBeam(laboratory.ExtractionDevices[definition.Name], unit.Name, unit.Max / 100);
            }

            return beam;
        }
    }

    /// <summary>Motors that it moves, in the order of their channels, with their travel in counts.</summary>
    public ImmutableArray<(string Channel, double Lowest, double Highest)> Motors =>
    [
        .. lab.ExtractionDevices.SelectMany(d => d.Motors).Where(m => m.Device == device.Name).OrderBy(m => m.Channel, StringComparer.Ordinal).Select(m =>
        {
            var counts = device.Number($"motor_{m.Channel}_counts", 1);
            return (m.Channel, Math.Min(0, Math.Min(m.Min * counts, m.Max * counts)), Math.Max(0, Math.Max(m.Min * counts, m.Max * counts)));
        }),
    ];

    /// <summary>Valves that it moves, and those that it only sees.</summary>
    public ImmutableArray<WireValve> Valves => [.. lab.Valves.SelectMany(Of)];

    /// <summary>Where those valves are, by name in the laboratory.</summary>
    public string? AddressOf(string valve) => lab.Valves.FirstOrDefault(v => v.Name == valve && v.Device == device.Name)?.Address;

    /// <summary>The units that a gauge controller is set to.</summary>
    public string GaugeUnits => device.Text("units", "torr");

    /// <summary>Gauges that it reads, in torr, mbar or pa.</summary>
    public ImmutableArray<WireGauge> GaugesIn(string units) => [.. Gauges.Select(g => new WireGauge(g.Channel, () => Pressure(g, units)))];

    /// <summary>Its address on a bus.</summary>
    public string Address(string fallback) => device.Address.Length > 0 ? device.Address : fallback;

    /// <summary>Names that the device has for the laboratory's, out of settings such as <c>CDD = IC0; L2 = L2CDD</c>.</summary>
    public ImmutableDictionary<string, string> Names(params string[] settings) => settings
        .SelectMany(s => device.Text(s).Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        .Select(p => p.Split('=', StringSplitOptions.TrimEntries))
        .Where(p => p.Length == 2)
        .ToImmutableDictionary(p => p[0], p => p[1], StringComparer.OrdinalIgnoreCase);

    /// <summary>Where the axes 1 to 3 of a stage's controller stand.</summary>
    public ImmutableArray<double> StageAxes
    {
        get
        {
            var stands = Staged is { } definition ? laboratory.ExtractionDevices[definition.Name].Read().Motors : ImmutableSortedDictionary<string, double>.Empty;
            return [.. Axes.Select(a => Axes.Where(named => AxisNumber(named.Name, named.Number) == a.Number).Select(named => stands.GetValueOrDefault(named.Name)).FirstOrDefault())];
        }
    }

    /// <summary>The stage has set out, or has arrived: what lies under the laser then.</summary>
    /// <param name="axes">Where the axes 1 to 3 of the controller are.</param>
    /// <param name="moving">One still moves.</param>
    public void StageMoved(ImmutableArray<double> axes, bool moving)
    {
        if (Staged is not { } definition)
            return;
        double Axis(string name, int number) => axes[AxisNumber(name, number) - 1];
        var stage = laboratory.ExtractionDevices[definition.Name];
        var (x, y) = (Axis("x", 1), Axis("y", 2));
        var map = definition.FindTrayMap(stage.Read().Tray) ?? definition.TrayMaps.FirstOrDefault();
        var hole = moving ? null : map?.Positions.Where(p => Distance(p) <= map.HoleSize / 2).OrderBy(Distance).FirstOrDefault();
        stage.MoveTo(hole?.Name ?? "");
        if (moving)
            return;
        stage.MoveAxis('x', x);
        stage.MoveAxis('y', y);
        stage.MoveAxis('z', Axis("z", 3));
        double Distance(TrayPosition p) => Math.Sqrt(Math.Pow(p.X - x, 2) + Math.Pow(p.Y - y, 2));
    }

    private int AxisNumber(string name, int usual) => (int)device.Number(name, usual);

    private IEnumerable<WireValve> Of(ValveDefinition valve)
    {
        var addresses = valve.Address.Split(',').Select(a => a.Trim()).ToArray();
        var ownState = valve.StateDevice.Length == 0 || valve.StateDevice == device.Name;
        if (valve.Device == device.Name)
        {
            yield return new WireValve(valve.Name, addresses[0])
            {
                ClosingAddress = addresses.Length > 1 ? addresses[1] : "",
                ClosesWithPower = valve.Inverted,

                // Of an inverted valve a box that has no other sight of it calls open what its coil does.
                Inverted = ownState && valve.StateAddress.Length == 0 && valve.StateInverted != valve.Inverted,
            };
        }

        if ((valve.StateDevice == device.Name && valve.Device != device.Name) || (valve.Device == device.Name && ownState && valve.StateAddress.Length > 0 && valve.StateAddress != addresses[0]))
            yield return new WireValve(valve.Name, valve.StateAddress.Length > 0 ? valve.StateAddress : addresses[0]) { Driven = false, Inverted = valve.StateInverted };
    }

    private double Pressure(GaugeDefinition gauge, string units)
    {
        var pressure = laboratory.Line.ReadPressure(gauge.Controller, gauge.Name);
        var millibar = gauge.Units == PressureUnit.Torr ? pressure * Physics.MillibarPerTorr : pressure;
        return units switch
        {
            "mbar" => millibar,
            "pa" => millibar / MillibarPerPascal,
            _ => millibar / Physics.MillibarPerTorr,
        };
    }
}
