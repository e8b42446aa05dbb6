using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Labs;
using LabActors.Simulator.Wire.Agilent;
using LabActors.Simulator.Wire.Arduino;
using LabActors.Simulator.Wire.Eurotherm;
using LabActors.Simulator.Wire.Fusions;
using LabActors.Simulator.Wire.GranvillePhillips;
using LabActors.Simulator.Wire.Isotopx;
using LabActors.Simulator.Wire.Kerr;
using LabActors.Simulator.Wire.Lakeshore;
using LabActors.Simulator.Wire.Mks;
using LabActors.Simulator.Wire.Ncd;
using LabActors.Simulator.Wire.Newport;
using LabActors.Simulator.Wire.Pfeiffer;
using LabActors.Simulator.Wire.Pychron;
using LabActors.Simulator.Wire.Synrad;
using LabActors.Simulator.Wire.Thermo;
using LabActors.Simulator.Wire.Watlow;

namespace LabActors.Simulator.Wire;

/// <summary>Makes the simulated instruments of a laboratory.</summary>
public static class WireInstruments
{
    // How long Pychron takes for one valve of a state word.
    private static readonly TimeSpan ValveReadTime = TimeSpan.FromMilliseconds(10);

    // Of a pneumatic valve.
    private static readonly TimeSpan ValveTravel = TimeSpan.FromSeconds(0.5);

    private static readonly ImmutableSortedDictionary<string, Func<DeviceWiring, IWireInstrument>> Makers = new Dictionary<string, Func<DeviceWiring, IWireInstrument>>
    {
        ["pychron-valves"] = PychronValves,
        ["qtegra"] = Qtegra,
        ["ngx"] = Ngx,
        ["agilent-34970a"] = w => new Agilent34970A(w.Device.Name, w.Line, w.Valves, w.Device.Flag("invert")),
        ["proxr"] = w => new ProXrRelays(w.Device.Name, w.Line, [.. w.Valves.Select(v => v with { Address = v.Address.Replace("input ", "", StringComparison.Ordinal) })], w.Contacts),
        ["arduino-valves"] = w => new ArduinoValves(w.Device.Name, w.Line, w.Valves, ValveTravel),
        ["mks-937"] = w => new Mks937(w.Device.Name, w.Address("001"), w.GaugesIn(w.GaugeUnits)),
        ["micro-ion"] = w => new MicroIonController(w.Device.Name, w.Address(""), w.GaugesIn(w.GaugeUnits)),
        ["maxigauge"] = w => new MaxiGauge(w.Device.Name, w.GaugesIn(w.GaugeUnits), w.GaugeUnits),
        ["eurotherm"] = w => new EurothermController(w.Device.Name, w.Address("01"), w.Oven, (int)w.Device.Number("decimals", 1)),
        ["watlow"] = Watlow,
        ["lakeshore"] = Lakeshore,
        ["hipace"] = w => new HiPace(w.Device.Name, w.Address("001")),
        ["fusions"] = w => new FusionsBoard(w.Device.Name, w.Device.Text("prefix", ";LB."), w.Beam, w.Motors),
        ["kerr"] = w => new KerrMotors(w.Device.Name, w.Motors),
        ["uc2000"] = w => new Uc2000(w.Device.Name, w.Beam),
        ["esp301"] = w => new Esp301(w.Device.Name, w.Device.Number("min", -1000), w.Device.Number("max", 1000), w.StageAxes, w.StageMoved),
        ["pychron-laser"] = PychronLaser,
    }.ToImmutableSortedDictionary(StringComparer.Ordinal);

    /// <summary>Every instrument of the laboratory's devices, by the name of its port; each can suffer what cables can.</summary>
    /// <exception cref="SimulationRefusalException">There is no simulator of a device's driver, or the laboratory says too little of it.</exception>
    public static ImmutableSortedDictionary<string, ImmutableArray<IWireInstrument>> Of(LabDefinition lab, SimulatedLaboratory laboratory)
    {
        var beams = new Dictionary<string, WireBeam>(StringComparer.Ordinal);
        return lab.Devices
            .GroupBy(d => d.Port, StringComparer.Ordinal)
            .ToImmutableSortedDictionary(
                g => g.Key,
                g => g.Select(d => One(new DeviceWiring(lab, laboratory, d, lab.Ports.First(p => p.Name == d.Port), beams))).ToImmutableArray(),
                StringComparer.Ordinal);
    }

    private static IWireInstrument One(DeviceWiring wiring) => Makers.TryGetValue(wiring.Device.Driver, out var make)
        ? new FaultyInstrument(make(wiring), wiring.Port.Kind == PortKind.Udp)
        : throw new SimulationRefusalException(wiring.Device.Name, $"there is no simulator of '{wiring.Device.Driver}', only of {string.Join(", ", Makers.Keys)}");

    private static PychronValveServer PychronValves(DeviceWiring wiring)
    {
        // Of a valve that it does not have the server knows nothing.
        ImmutableArray<string> Known(ImmutableArray<string> valves) => [.. valves.Select(wiring.AddressOf).OfType<string>()];
        return new PychronValveServer(
            wiring.Device.Name,
            wiring.Line,
            [
                .. wiring.Lab.Valves.Where(v => v.Device == wiring.Device.Name)
                    .Select(v => new PychronValve(v.Address, v.Name, v.Kind == ValveKind.Manual, Known(v.Interlocks), Known(v.PositiveInterlocks))),
            ],
            [.. wiring.Lab.Resources.Select(r => r.Name), .. wiring.Lab.Sections.Where(s => s.Device == wiring.Device.Name).Select(s => s.Flag)],
            [
                .. wiring.Lab.Pipettes.Where(p => wiring.AddressOf(p.Inner) is not null && wiring.AddressOf(p.Outer) is not null)
                    .Select(p => (p.Name, wiring.AddressOf(p.Inner)!, wiring.AddressOf(p.Outer)!)),
            ],
            (controller, gauge) => wiring.Gauges.FirstOrDefault(g => g.Channel == $"{controller},{gauge}") is { } found
                ? wiring.Line.ReadPressure(found.Controller, found.Name)
                : null,
            ValveReadTime);
    }

    private static QtegraServer Qtegra(DeviceWiring wiring)
    {
        var (instrument, isCsiro) = (wiring.Instrument, wiring.Device.Text("script") == "csiro");
        return new QtegraServer(
            wiring.Device.Name,
            instrument,
            wiring.Laboratory.Spectrometers[instrument.Name],
            wiring.Line,
            wiring.Valves,
            name => wiring.Gauges.FirstOrDefault(g => g.Channel == name) is { } gauge ? wiring.Line.ReadPressure(gauge.Controller, gauge.Name) : null,
            new QtegraScript(
                (isCsiro ? QtegraCommandSet.Csiro : QtegraCommandSet.Standard).With(wiring.Device.Settings.Values.Select(s => (s.Key, s.Text))),
                Enum.Parse<QtegraScanFormat>(wiring.Device.Text("data_format", isCsiro ? "triples" : "tagged"), true))
            {
                EndsConnection = wiring.Port.Kind == PortKind.Tcp,
                Names = wiring.Names("detectors", "parameters"),
                FaradayUnits = wiring.Device.Text("faraday_units", "fA"),
                CounterUnits = wiring.Device.Text("counter_units", "fA"),
                Open = wiring.Device.Text("open_word", "True"),
                Closed = wiring.Device.Text("closed_word", "False"),
            },
            () => wiring.Laboratory.LosePower(instrument.Name));
    }

    private static NgxServer Ngx(DeviceWiring wiring)
    {
        var instrument = wiring.Instrument;
        return new NgxServer(
            wiring.Device.Name,
            instrument,
            wiring.Laboratory.Spectrometers[instrument.Name],
            wiring.Line,
            wiring.Valves,
            wiring.Names("parameters"),
            wiring.Device.Text("detectors") is { Length: > 0 } detectors ? [.. detectors.Split(',').Select(d => d.Trim())] : [.. instrument.Detectors.Select(d => d.Name)],
            wiring.Device.Text("user"),
            wiring.Device.Text("password"),
            () => wiring.Laboratory.LosePower(instrument.Name));
    }

    private static EzZone Watlow(DeviceWiring wiring) => new(
        wiring.Device.Name,
        byte.Parse(wiring.Address("1"), CultureInfo.InvariantCulture),
        wiring.Oven,
        wiring.Device.Text("modbus", wiring.Port.Kind == PortKind.Serial ? "rtu" : "tcp") == "tcp",
        wiring.Device.Text("word_order") == "high_low",
        wiring.Device.Text("units") == "F");

    private static LakeshoreController Lakeshore(DeviceWiring wiring)
    {
        var first = (int)wiring.Device.Number("loop", 1);
        var traps = wiring.Lab.Cryostats.Where(c => c.Device == wiring.Device.Name).ToArray();
        return new LakeshoreController(
            wiring.Device.Name,
            [.. traps.Select((c, i) => new LakeshoreLoop(first + i, c.Channel.Length > 0 ? c.Channel : "A", wiring.Laboratory.Cryostats[c.Name], c.MinKelvin, c.MaxKelvin))],
            () => Array.ForEach(traps, c => wiring.Laboratory.LosePower(c.Name)));
    }

    private static PychronLaserServer PychronLaser(DeviceWiring wiring)
    {
        var laser = wiring.Extraction ?? throw new SimulationRefusalException(wiring.Device.Name, "no extraction device of the laboratory names it as its device");
        return new PychronLaserServer(wiring.Device.Name, laser, wiring.Laboratory.ExtractionDevices[laser.Name], () => wiring.Laboratory.LosePower(laser.Name));
    }
}
