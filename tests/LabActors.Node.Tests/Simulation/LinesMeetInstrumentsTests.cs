using LabActors.Core.Labs;
using LabActors.Core.Labs.Faults;
using LabActors.Devices.Drivers;
using LabActors.Devices.Ports;
using LabActors.Node.Hardware;
using LabActors.Node.Simulation;
using LabActors.Simulator;
using LabActors.Simulator.Wire.Faults;

namespace LabActors.Node.Tests.Simulation;

/// <summary>Drivers of valve boxes, spectrometers and Pychron's servers meet instruments that were written apart from them, over wires in memory.</summary>
public sealed class LinesMeetInstrumentsTests
{
    private readonly GoingTime _time = new();
    private LabDefinition _lab = null!;
    private WireSimulation _wires = null!;

    public LinesMeetInstrumentsTests() => Wire(text => text);

    [Theory]
    [InlineData("relays")]
    [InlineData("arduino")]
    [InlineData("proxr")]
    [InlineData("pyvalve")]
    [InlineData("laser server")]
    [InlineData("spectrometer box")]
    public async Task A_device_says_what_it_is(string device) => (await Woken(() => WiredPorts.Driver(_lab, device, _wires.Link, _time).Identify(default))).ShouldNotBeEmpty();

    [Theory]
    [InlineData("relays", "301")]
    [InlineData("arduino", "3")]
    [InlineData("proxr", "9")]
    [InlineData("pyvalve", "D")]
    [InlineData("spectrometer box", "Valve Inlet Set")]
    public async Task A_valve_is_opened_and_closed_and_reads_so(string device, string address)
    {
        var box = _wires.Ports.Valves[device]();
        foreach (var open in new[] { true, false, true })
        {
            await Woken(async () =>
            {
                await box.Actuate(address, open, default);
                return true;
            });
            _time.Pass(5);
            (await box.ReadState(address, default)).ShouldSatisfyAllConditions(
                r => r.Value.ShouldBe(open ? ValveState.Open : ValveState.Closed), r => r.Quality.ShouldBe(Quality.Good), r => r.Simulated.ShouldBeTrue());
        }
    }

    [Fact]
    public async Task An_NGX_lets_us_in_moves_its_valve_measures_and_sets_its_magnet_by_mass()
    {
        Wire(DemoOnWires.WithNgx);
        (await WiredPorts.Driver(_lab, "spectrometer box", _wires.Link, _time).Identify(default)).ShouldNotBeEmpty();
        await A_valve_is_opened_and_closed_and_reads_so("spectrometer box", "R");
        var spectrometer = _wires.Ports.Spectrometers["Argus"]();
        (await spectrometer.SetIntegrationTime(2, default)).ShouldBe(2);
        for (var reads = 0; (await spectrometer.ReadIntensities(default)).Quality != Quality.Good && reads < 40; reads++)
            _time.Pass(0.5);
        var reading = await spectrometer.ReadIntensities(default);
        (reading.Quality, reading.Value.IntegrationTime).ShouldBe((Quality.Good, 2.0));
        reading.Value.Detectors.Keys.Order().ShouldBe(_lab.Instruments[0].Detectors.Select(d => d.Name).Order());
        await spectrometer.PositionMagnet(39.9624, default);
        _time.Pass(5);
        (await spectrometer.ReadMagnet(default)).Value.ShouldBe(39.9624, 1e-3);
        (await spectrometer.ReadParameter("HighVoltage", default)).Value.ShouldBe(4500, 5);
    }

    [Fact]
    public async Task All_valves_of_a_server_are_told_in_words_that_its_checksum_agrees_with()
    {
        var driver = (IValveBank)WiredPorts.Driver(_lab, "pyvalve", _wires.Link, _time);
        var reading = await driver.ReadAll(default);
        (reading.States["D"].Value, reading.States["D"].Quality).ShouldBe((ValveState.Closed, Quality.Good));
        reading.Differences.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_sections_flag_is_set_pinged_and_expires_at_a_server()
    {
        Wire(text => text.Replace("{name: bone, description", "{name: bone, flag: bone_flag, device: pyvalve, description", StringComparison.Ordinal));
        var master = _wires.Ports.Flags["pyvalve"]();
        (await master.ReadFlag("bone_flag", default)).Value.ShouldBeFalse();
        await master.SetFlag("bone_flag", true, default);
        for (var pings = 0; pings < 6; pings++)
        {
            _time.Pass(20);
            await master.Ping("bone_flag", default);
        }

        (await master.ReadFlag("bone_flag", default)).Value.ShouldBeTrue();
        _time.Pass(70);
        (await master.ReadFlag("bone_flag", default)).Value.ShouldBeFalse();
        await Should.ThrowAsync<IOException>(async () => await master.ReadFlag("other_flag", default));
    }

    [Fact]
    public async Task A_contact_of_a_flow_switch_is_read()
    {
        var sensors = _wires.Ports.Environment["proxr"]();
        (await sensors.Read("cooling_water", default)).ShouldSatisfyAllConditions(r => r.Value.ShouldBe(1), r => r.Quality.ShouldBe(Quality.Good), r => r.Simulated.ShouldBeTrue());
        using var board = new FaultBoard(new SimulatedLaboratory(_lab, _lab.Simulation!, 1, _time), [.. _wires.Buses.Values], _time);
        board.Begin(new PlannedFault(FaultKinds.Find("out-of-range")!) { Device = "proxr", Part = "input 12", Value = 0 });
        (await sensors.Read("cooling_water", default)).Value.ShouldBe(0);
    }

    [Fact]
    public async Task Qtegra_measures_sets_its_magnet_and_its_source()
    {
        var spectrometer = _wires.Ports.Spectrometers["Argus"]();
        (await spectrometer.SetIntegrationTime(1, default)).ShouldBe(1.048576, 1e-9);
        _time.Pass(5);
        var reading = await spectrometer.ReadIntensities(default);
        reading.Quality.ShouldBe(Quality.Good);
        reading.Value.Detectors.Keys.Order().ShouldBe(_lab.Instruments[0].Detectors.Select(d => d.Name).Order());
        await spectrometer.PositionMagnet(5.8, default);
        _time.Pass(5);
        (await spectrometer.IsMagnetMoving(default)).ShouldBe(false);
        (await spectrometer.ReadMagnet(default)).Value.ShouldBe(5.8, 1e-6);
        await spectrometer.Protect("CDD", true, default);
        await spectrometer.Blank(true, default);
        await spectrometer.Blank(false, default);
        await spectrometer.Protect("CDD", false, default);
        await spectrometer.SetDeflection("H1", 12, default);
        (await spectrometer.ReadDeflection("H1", default)).Value.ShouldBe(12, 1e-6);
        (await spectrometer.ReadParameter("HighVoltage", default)).Value.ShouldBe(4500, 1);
    }

    [Fact]
    public async Task Qtegra_with_the_script_of_CSIRO_moves_its_valve_measures_and_sets_its_source()
    {
        Wire(text => text.Replace("driver: qtegra, port: p6", "driver: qtegra, port: p6, settings: {script: csiro}", StringComparison.Ordinal));
        await A_valve_is_opened_and_closed_and_reads_so("spectrometer box", "Valve Inlet Set");
        var spectrometer = _wires.Ports.Spectrometers["Argus"]();
        await spectrometer.SetIntegrationTime(1, default);
        _time.Pass(5);
        (await spectrometer.ReadIntensities(default)).ShouldSatisfyAllConditions(
            r => r.Quality.ShouldBe(Quality.Good), r => r.Value.Detectors.Keys.Order().ShouldBe(_lab.Instruments[0].Detectors.Select(d => d.Name).Order()));
        await spectrometer.SetParameter("YSymmetry", 12, default);
        (await spectrometer.ReadParameter("YSymmetry", default)).Value.ShouldBe(12, 1e-6);
        (await spectrometer.ReadParameter("HighVoltage", default)).Value.ShouldBe(4500, 1);
    }

    [Fact]
    public async Task Pychrons_laser_moves_fires_and_is_off()
    {
        var laser = (IExtractionDevicePort)WiredPorts.Driver(_lab, "laser server", _wires.Link, _time);
        await laser.Disable(default);
        await laser.MoveTo("12", false, default);
        for (var reads = 0; (await laser.ReadStatus(default)).Value.Moving && reads < 200; reads++)
            _time.Pass(0.5);
        await laser.Enable(default);
        await laser.SetOutput(10, "", default);
        _time.Pass(2);
        var status = await laser.ReadStatus(default);
        (status.Quality, status.Value.Enabled, status.Value.Output).ShouldBe((Quality.Good, true, 10.0));
        await laser.Disable(default);
        _time.Pass(2);
        (await laser.ReadStatus(default)).Value.ShouldSatisfyAllConditions(s => s.Enabled.ShouldBeFalse(), s => s.Output.ShouldBe(0, 0.01));
    }

    [Fact]
    public async Task The_gas_follows_what_another_node_moves_on_its_own_wires()
    {
        var laboratory = new SimulatedLaboratory(_lab, _lab.Simulation!, 1, _time);
        var ports = LabWiring.InMemory(new WireSimulation(laboratory, _time, _ => { }).Ports, laboratory, _time);
        ports.IsOfThisProcess.ShouldBeTrue();
        ports.Valves.ShouldNotContainKey(LabPorts.ValveBox, "that may be a device's name");
        await ports.Followed!().Actuate("D", true, default);
        laboratory.Line.IsOpen("D").ShouldBeTrue();
        (await ports.Valves["pyvalve"]().ReadState("D", default)).Value.ShouldBe(ValveState.Open);
    }

    private void Wire(Func<string, string> change)
    {
        _lab = DemoOnWires.Line(change);
        _wires = new WireSimulation(new SimulatedLaboratory(_lab, _lab.Simulation.ShouldNotBeNull(), 1, _time), _time, _ => { });
    }

    // A box that starts anew when its port is opened is deaf at first.
    private async Task<T> Woken<T>(Func<ValueTask<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (TimeoutException)
        {
            _time.Pass(3);
            return await ask();
        }
    }
}
