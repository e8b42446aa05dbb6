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
    private readonly string _folder = Directory.CreateTempSubdirectory("labactors-meet").FullName;
    private readonly GoingTime _time = new();
    private readonly LabDefinition _lab;
    private readonly WireSimulation _wires;

    public DriversMeetInstrumentsTests()
    {
        _lab = DemoOnWires.Instruments(_folder);
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
}
