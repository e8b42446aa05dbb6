using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Devices.Drivers;
using LabActors.Devices.Ports;
using LabActors.Node.Simulation;
using LabActors.Simulator;
using LabActors.Simulator.Wire;

namespace LabActors.Node.Tests.Simulation;

/// <summary>Drivers of servers, spectrometers and valve boxes against the simulated instruments, each written from the grammar alone.</summary>
public sealed class DriversMeetServersTests
{
    private const string Ports = """
        ports:
          - {name: p1, kind: tcp, host: 10.0.0.1, port: 1061, connects_each_time: true}
          - {name: p2, kind: serial, path: /dev/ttyUSB2, baud: 19200}
          - {name: p3, kind: serial, path: /dev/ttyUSB3}
          - {name: p4, kind: serial, path: /dev/ttyUSB4, baud: 115200}
          - {name: p5, kind: SPECTROMETER, host: 10.0.0.5, port: 1069}
          - {name: p6, kind: tcp, host: 10.0.0.6, port: 1067, connects_each_time: true}
        devices:
          - {name: bone_micro_ion_controller, driver: pychron-valves, port: p1}
          - {name: agilent, driver: agilent-34970a, port: p2, settings: {invert: true}}
          - {name: relays, driver: proxr, port: p3}
          - {name: arduino, driver: arduino-valves, port: p4}
          - {name: argus, driver: DRIVER, port: p5, SETTINGS}
          - {name: laser server, driver: pychron-laser, port: p6}

        """;

    private readonly GoingTime _time = new();

    [Fact]
    public async Task Every_device_says_what_it_is()
    {
        foreach (var (lab, wires) in new[] { Laboratory("qtegra", "udp", "timeout_s: 1"), Laboratory("ngx", "tcp", "settings: {user: lab, password: argon}") })
        {
            await Awake(lab, wires);
            foreach (var device in lab.Devices)
                (await Driver(lab, wires, device.Name).Identify(default)).ShouldNotBeEmpty(device.Name);
        }
    }

    [Theory]
    [InlineData("qtegra", "udp", "timeout_s: 1")]
    [InlineData("qtegra", "tcp", "timeout_s: 1")]
    [InlineData("ngx", "tcp", "settings: {user: lab, password: argon}")]
    public async Task Every_valve_opens_and_closes_and_is_read_back(string driver, string kind, string settings)
    {
        var (lab, wires) = Laboratory(driver, kind, settings);
        await Awake(lab, wires);
        foreach (var valve in lab.Valves.Where(v => v.Device.Length > 0))
        {
            foreach (var open in (bool[])[true, false])
            {
                await wires.Ports.Valves[valve.Device]().Actuate(valve.Address, open, default);
                _time.Pass(1);
                var state = await wires.Ports.Valves[LabPorts.StateBoxOf(valve)]().ReadState(valve.StateAddress.Length > 0 ? valve.StateAddress : valve.Address, default);
                (state.Quality, state.Value).ShouldBe((Quality.Good, open ? ValveState.Open : ValveState.Closed), $"{valve.Name} at {valve.Device}");
                Truth(wires, valve.Device)[$"valve {valve.Name}"].ShouldBe(open ? "open" : "closed");
            }
        }
    }

    [Fact]
    public async Task A_stuck_valve_is_not_where_it_was_told_to_go()
    {
        var (lab, wires) = Laboratory("qtegra", "udp", "timeout_s: 1");
        await Awake(lab, wires);
        With(wires, "arduino", (instrument, _) =>
        {
            instrument.Suffer(new WireFault(WireFaultKind.StuckValve) { Part = "G" });
            return true;
        });
        var valve = lab.FindValve("G").ShouldNotBeNull();
        await wires.Ports.Valves["arduino"]().Actuate(valve.Address, true, default);
        _time.Pass(5);
        (await wires.Ports.Valves["arduino"]().ReadState(valve.Address, default)).Value.ShouldBe(ValveState.Closed);
    }

    [Fact]
    public async Task The_servers_gauge_has_the_pressure_of_its_volume()
    {
        var (_, wires) = Laboratory("qtegra", "udp", "timeout_s: 1");
        var reading = await wires.Ports.Gauges["bone_micro_ion_controller"]().ReadPressure("IG", default);
        (reading.Quality, reading.Simulated).ShouldBe((Quality.Good, true), reading.Word);
    }

    [Theory]
    [InlineData("udp")]
    [InlineData("tcp")]
    public async Task An_argus_is_set_and_measured(string kind)
    {
        var (_, wires) = Laboratory("qtegra", kind, "timeout_s: 1");
        var argus = wires.Ports.Spectrometers["Argus"]();
        (await argus.SetIntegrationTime(2, default)).ShouldBe(2.097152, 1e-9);
        _time.Pass(2.2);
        var scan = await argus.ReadIntensities(default);
        scan.Quality.ShouldBe(Quality.Good, scan.Word);
        scan.Value.Detectors.Keys.Order().ShouldBe(["AX", "CDD", "H1", "H2", "L1", "L2"]);
        await argus.PositionMagnet(5.2, default);
        _time.Pass(3);
        (await argus.ReadMagnet(default)).Value.ShouldBe(5.2, 1e-9);
        await argus.SetDeflection("CDD", 12.5, default);
        (await argus.ReadDeflection("CDD", default)).Value.ShouldBe(12.5);
        await argus.Protect("CDD", true, default);
        await argus.Blank(true, default);
        await argus.SetParameter("HighVoltage", 4400, default);
        (await argus.ReadParameter("HighVoltage", default)).Value.ShouldBe(4400, 1e-6);
        await argus.SetParameter("TrapCurrent", 150, default);
        (await argus.ReadParameter("TrapCurrent", default)).Value.ShouldBe(150, 1e-6);
        var truth = Truth(wires, "argus");
        (truth["protected CDD"], truth["blanked"], truth["source HighVoltage"], truth["source TrapCurrent"]).ShouldBe(("true", "true", "4400", "150"));
    }

    [Fact]
    public async Task An_ngx_is_set_and_measured()
    {
        var (_, wires) = Laboratory("ngx", "tcp", "settings: {user: lab, password: argon, parameters: HighVoltage = IE; TrapCurrent = TC}");
        var ngx = wires.Ports.Spectrometers["Argus"]();
        (await ngx.SetIntegrationTime(2, default)).ShouldBe(2, 1e-9);
        var scan = await ngx.ReadIntensities(default);
        for (var i = 0; i < 10 && scan.Quality != Quality.Good; i++)
        {
            _time.Pass(1);
            scan = await ngx.ReadIntensities(default);
        }

        scan.Quality.ShouldBe(Quality.Good, scan.Word);
        scan.Value.Detectors.Keys.Order().ShouldBe(["AX", "CDD", "H1", "H2", "L1", "L2"]);
        await ngx.SetParameter("HighVoltage", 4400, default);
        (await ngx.ReadParameter("HighVoltage", default)).Value.ShouldBe(4400, 1e-6);
        Truth(wires, "argus")["source HighVoltage"].ShouldBe("4400");
    }

    [Fact]
    public async Task A_laser_behind_a_server_moves_fires_and_is_off()
    {
        var (_, wires) = Laboratory("qtegra", "udp", "timeout_s: 1");
        var laser = wires.Ports.ExtractionDevices["Fusions CO2"]();
        await laser.SetTray("221-hole", default);
        await laser.MoveTo("31", false, default);
        _time.Pass(10);
        await laser.Enable(default);
        await laser.SetOutput(5, "watts", default);
        var status = (await laser.ReadStatus(default)).Value;
        (status.Enabled, status.Output).ShouldBe((true, 5.0), status.Fault);
        (Truth(wires, "laser server")["emission"], Truth(wires, "laser server")["hole"]).ShouldBe(("5", "31"));
        await laser.Disable(default);
        Truth(wires, "laser server")["emission"].ShouldBe("0");
        (await laser.ReadStatus(default)).Value.Enabled.ShouldBeFalse();
    }

    private static readonly ImmutableArray<(string Valve, string Device, string Address, string StateAddress)> Boxes =
    [
        ("A", "bone_micro_ion_controller", "A", ""), ("B", "bone_micro_ion_controller", "B", ""), ("C", "agilent", "301", ""), ("D", "agilent", "302", ""), ("E", "relays", "0", ""),
        ("F", "relays", "9", "input 3"), ("G", "arduino", "0", ""), ("W", "arduino", "48", ""), ("R", "argus", "Inlet", ""),
    ];

    private (LabDefinition Lab, WireSimulation Wires) Laboratory(string driver, string kind, string settings)
    {
        var text = Ports.Replace("DRIVER", driver, StringComparison.Ordinal).Replace("SETTINGS", settings, StringComparison.Ordinal)
                .Replace("SPECTROMETER, host: 10.0.0.5, port: 1069", kind + ", host: 10.0.0.5, port: 1069" + (driver == "qtegra" && kind == "tcp" ? ", connects_each_time: true" : ""), StringComparison.Ordinal)
            + File.ReadAllText(Path.Combine(SourceTree.DemoLab, "lab.yaml"))
                .Replace("{controller: bone_micro_ion_controller, name: IG,", "{controller: bone_micro_ion_controller, name: IG, channel: 'bone,IG',", StringComparison.Ordinal)
                .Replace("{controller: bone_micro_ion_controller, name: CG1,", "{controller: bone_micro_ion_controller, name: CG1, channel: 'bone,CG1',", StringComparison.Ordinal)
                .Replace("  - name: Argus\n", "  - name: Argus\n    device: argus\n", StringComparison.Ordinal)
                .Replace("    trays: [221-hole, 57-hole, 37-hole]", "    device: laser server\n    trays: [221-hole, 57-hole, 37-hole]", StringComparison.Ordinal);
        if (driver == "ngx")
            text = text.Replace("default_integration_s: 1.048576", "integration_times_s: [1, 2, 5, 10]\n    default_integration_s: 1", StringComparison.Ordinal);
        var read = LabFile.Read(text, Path.Combine(SourceTree.DemoLab, "lab.yaml"));
        var lab = read.Lab.ShouldNotBeNull(string.Join("\n", read.Problems));
        lab = lab with
        {
            Valves =
            [
                .. lab.Valves.Select(v => Boxes.FirstOrDefault(b => b.Valve == v.Name) is { Device.Length: > 0 } box
                    ? v with { Device = box.Device, Address = box.Address, StateAddress = box.StateAddress }
                    : v),
            ],
        };
        return (lab, new WireSimulation(new SimulatedLaboratory(lab, lab.Simulation.ShouldNotBeNull(), 1, _time), _time, _ => { }));
    }

    // Opening the port of an Arduino resets it; what comes before it has booted is lost.
    private async Task Awake(LabDefinition lab, WireSimulation wires)
    {
        await wires.Ports.Valves["arduino"]().ReadState(lab.FindValve("G")!.Address, default);
        _time.Pass(5);
    }

    private IDriver Driver(LabDefinition lab, WireSimulation wires, string device) => WiredPorts.Driver(lab, device, wires.Link, _time);

    private T With<T>(WireSimulation wires, string device, Func<IWireInstrument, DateTimeOffset, T> act) =>
        wires.Buses.Values.Single(b => b.Devices.Contains(device)).With(device, _time.GetUtcNow(), act);

    private ImmutableSortedDictionary<string, string> Truth(WireSimulation wires, string device) => With(wires, device, (instrument, now) => instrument.Truth(now));
}
