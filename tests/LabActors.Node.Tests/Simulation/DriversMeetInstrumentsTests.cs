using System.Globalization;
using LabActors.Core.Labs;
using LabActors.Devices.Drivers;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;
using LabActors.Node.Simulation;
using LabActors.Simulator;

namespace LabActors.Node.Tests.Simulation;

/// <summary>Drivers and simulated instruments were written apart, each from the instrument's grammar; here they speak to each other over wires in memory.</summary>
public sealed class DriversMeetInstrumentsTests : IDisposable
{
    private const string Ports = """
        ports:
          - {name: p1, kind: serial, path: /dev/ttyUSB1, gap_s: 0.05}
          - {name: p2, kind: serial, path: /dev/ttyUSB2}
          - {name: p3, kind: serial, path: /dev/ttyUSB3}
          - {name: p4, kind: serial, path: /dev/ttyUSB4, data_bits: 7, parity: even}
          - {name: p5, kind: serial, path: /dev/ttyUSB5, data_bits: 7, parity: odd, gap_s: 0.05}
          - {name: p6, kind: serial, path: /dev/ttyUSB6, baud: 19200}
          - {name: p7, kind: serial, path: /dev/ttyUSB7, baud: 19200}
          - {name: p8, kind: serial, path: /dev/ttyUSB8}
          - {name: p9, kind: serial, path: /dev/ttyUSB9, baud: 38400}
          - {name: p10, kind: serial, path: /dev/ttyUSB10}
        devices:
          - {name: bone_micro_ion_controller, driver: micro-ion, port: p1, address: '01'}
          - {name: microbone_micro_ion_controller, driver: mks-937, port: p2}
          - {name: spectrometer_gauge, driver: maxigauge, port: p3, settings: {units: mbar}}
          - {name: oven, driver: eurotherm, port: p4, settings: {max_celsius: 1700}}
          - {name: cold head, driver: lakeshore, port: p5}
          - {name: board, driver: fusions, port: p6, settings: {motor_1_counts: 100}}
          - {name: stage, driver: esp301, port: p7, settings: {min: -50, max: 50}}
          - {name: turbo, driver: hipace, port: p8}
          - {name: tape, driver: watlow, port: p9, settings: {max_celsius: 400}}
          - {name: supply, driver: uc2000, port: p10}
        heaters:
          - {name: bake-out, max_c: 300, device: tape}

        """;

    private readonly string _folder = Directory.CreateTempSubdirectory("labactors-meet").FullName;
    private readonly Going _time = new();
    private readonly LabDefinition _lab;
    private readonly WireSimulation _wires;

    public DriversMeetInstrumentsTests()
    {
        File.WriteAllText(Path.Combine(_folder, "hole.txt"), "circle,2.5\n\n\n-10,0\n0,0\n10,5\n");
        File.WriteAllText(Path.Combine(_folder, "line.txt"), "1,0\n2,0\n");
        var path = Path.Combine(_folder, "lab.yaml");
        var text = Ports + File.ReadAllText(Path.Combine(SourceTree.DemoLab, "lab.yaml"))
            .Replace("{controller: microbone_micro_ion_controller, name: IG,", "{controller: microbone_micro_ion_controller, name: IG, channel: '1',", StringComparison.Ordinal)
            .Replace("{controller: spectrometer_gauge, name: IG,", "{controller: spectrometer_gauge, name: IG, channel: '1',", StringComparison.Ordinal)
            .Replace("speed_l_s: 60}", "speed_l_s: 60, device: turbo}", StringComparison.Ordinal)
            .Replace("  - {name: Cold Finger,", "  - {name: Cold Finger, device: cold head, channel: A,", StringComparison.Ordinal)
            .Replace("    trays: [221-hole, 57-hole, 37-hole]\n    patterns: [hexagon, circle, raster, spiral]", "    device: board\n    stage: stage\n    power: supply\n    trays: [{name: 3-hole, file: hole.txt}]\n    patterns: [{name: line, file: line.txt}]", StringComparison.Ordinal)
            .Replace("floor_mbar: 1.0e-11", "floor_mbar: 1.0e-9", StringComparison.Ordinal)
            .Replace("{name: watts, max: 40}", "{name: watts, max: 40, percent_per_unit: 2.5}", StringComparison.Ordinal)
            .Replace("{name: beam, min: 0, max: 6}", "{name: beam, min: 0, max: 6, device: board, channel: '1'}", StringComparison.Ordinal)
            .Replace("    trays: [furnace-16]", "    device: oven", StringComparison.Ordinal);
        var read = LabFile.Read(text, path);
        _lab = read.Lab.ShouldNotBeNull(string.Join("\n", read.Problems));
        _wires = new WireSimulation(new SimulatedLaboratory(_lab, _lab.Simulation.ShouldNotBeNull(), 1, _time), _time, Traces.Add);
    }

    private List<LinkTrace> Traces { get; } = [];

    public void Dispose() => Directory.Delete(_folder, true);

    [Fact]
    public async Task Every_device_says_what_it_is()
    {
        foreach (var device in _lab.Devices)
            (await Driver(device.Name).Identify(default)).ShouldNotBeEmpty(device.Name);
        Traces.ShouldAllBe(t => t.Outcome == LinkOutcome.Answered);
    }

    [Theory]
    [InlineData("bone_micro_ion_controller", "IG")]
    [InlineData("bone_micro_ion_controller", "CG1")]
    [InlineData("microbone_micro_ion_controller", "IG")]
    [InlineData("spectrometer_gauge", "IG")]
    public async Task A_gauge_has_the_pressure_of_its_volume(string controller, string gauge)
    {
        var reading = await _wires.Ports.Gauges[controller]().ReadPressure(gauge, default);
        reading.Quality.ShouldBe(Quality.Good, reading.Word);
        reading.Value.ShouldBeInRange(1e-13, 2000);
    }

    [Fact]
    public async Task A_cold_trap_takes_a_set_point()
    {
        var trap = _wires.Ports.Cryostats["Cold Finger"]();
        (await trap.ReadTemperature(default)).Quality.ShouldBe(Quality.Good);
        await trap.SetTemperature(78, default);
        _time.Pass(36_000);
        (await trap.ReadTemperature(default)).Value.ShouldBe(78, 1);
    }

    [Fact]
    public async Task A_heater_takes_a_set_point_and_an_output()
    {
        var heater = (ITemperaturePort)Driver("tape");
        await heater.SetSetpoint("", 150, default);
        (await heater.ReadSetpoint("", default)).Value.ShouldBe(150);
        _time.Pass(36_000);
        (await heater.ReadTemperature("", default)).Value.ShouldBe(150, 5);
        await heater.SetOutput("", 0, default);
        (await heater.ReadOutput("", default)).Value.ShouldBe(0);
    }

    [Fact]
    public async Task A_pump_is_stopped_and_started()
    {
        var pump = (IPumpPort)Driver("turbo");
        await pump.Run(false, default);
        (await pump.ReadPump(default)).Value.Running.ShouldBe(false);
        await pump.Run(true, default);
        _time.Pass(3_600);
        var status = (await pump.ReadPump(default)).Value;
        (status.Running, status.Fault).ShouldBe((true, ""));
        status.Hertz.ShouldNotBeNull().ShouldBeGreaterThan(500);
    }

    [Fact]
    public async Task A_furnace_heats_and_is_off_as_read_back()
    {
        var furnace = _wires.Ports.ExtractionDevices["NMGRL Furnace"]();
        await furnace.Enable(default);
        await furnace.SetOutput(700, "temp", default);
        _time.Pass(36_000);
        var status = (await furnace.ReadStatus(default)).Value;
        (status.Enabled, status.Output, status.Fault).ShouldBe((true, 700.0, ""));
        _time.Pass(3600);
        status = (await furnace.ReadStatus(default)).Value;
        status.TemperatureCelsius.ShouldNotBeNull().ShouldBe(700, 5);
        await furnace.Disable(default);
        var off = (await furnace.ReadStatus(default)).Value;
        (off.Enabled, off.Output).ShouldBe((false, 0.0));
    }

    [Fact]
    public async Task A_laser_of_board_supply_motors_and_stage_moves_fires_and_is_off_as_confirmed()
    {
        var laser = _wires.Ports.ExtractionDevices["Fusions CO2"]();
        await laser.MoveTo("3", true, default);
        await laser.SetMotor("beam", 2, default);
        await laser.Enable(default);
        await Rest(laser);
        await laser.SetOutput(10, "watts", default);
        var status = (await laser.ReadStatus(default)).Value;
        (status.Enabled, status.Output, status.Units, status.Position, status.Tray, status.Fault).ShouldBe((true, 10.0, "watts", "3", "3-hole", ""));
        (await ((IMotionPort)Driver("stage")).ReadPosition("x", default)).Value.ShouldBe(10, 0.001);
        (await ((IMotionPort)Driver("board")).ReadPosition("1", default)).Value.ShouldBe(2, 0.011);
        await laser.ExecutePattern("line", default);
        for (var i = 0; i < 60 && (await laser.ReadStatus(default)).Value.Pattern.Length > 0; i++)
        {
            _time.Pass(1);
            await laser.ContinuePattern(default);
        }

        (await laser.ReadStatus(default)).Value.Pattern.ShouldBe("");
        await laser.Disable(default);
        _time.Pass(1);
        var off = await laser.ReadStatus(default);
        (off.Quality, off.Value.Enabled, off.Value.Output, off.Value.Fault, off.Simulated).ShouldBe((Quality.Good, false, 0.0, "", true));
    }

    private IDriver Driver(string device) => WiredPorts.Driver(_lab, device, _wires.Link, _time);

    private async Task Rest(IExtractionDevicePort laser)
    {
        for (var i = 0; i < 600; i++)
        {
            if (!(await laser.ReadStatus(default)).Value.Moving)
                return;
            _time.Pass(0.5);
        }

        throw new InvalidOperationException(string.Create(CultureInfo.InvariantCulture, $"it still moves after {_time.GetUtcNow()}"));
    }

    private sealed class Going : TimeProvider
    {
        private DateTimeOffset _now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

        public override DateTimeOffset GetUtcNow() => _now;

        public override long GetTimestamp() => _now.Ticks;

        public override long TimestampFrequency => TimeSpan.TicksPerSecond;

        public void Pass(double seconds) => _now = _now.AddSeconds(seconds);
    }
}
