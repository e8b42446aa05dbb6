using LabActors.Core.Labs;
using LabActors.Devices.Ports;
using LabActors.Node.Simulation;
using LabActors.Simulator;

namespace LabActors.Node.Tests.Simulation;

/// <summary>The simulated laboratory as device actors see it.</summary>
public sealed class SimulatedPortsTests
{
    private static readonly DateTimeOffset Now = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);
    private readonly TimeProvider _time = new Standing();
    private readonly SimulatedLaboratory _laboratory;

    public SimulatedPortsTests()
    {
        var path = Path.Combine(SourceTree.DemoLab, "lab.yaml");
        var lab = LabFile.Read(File.ReadAllText(path), path).Lab.ShouldNotBeNull();
        _laboratory = new SimulatedLaboratory(lab, lab.Simulation.ShouldNotBeNull(), 1, _time);
    }

    [Fact]
    public async Task A_valve_reads_back_as_it_was_commanded()
    {
        var valves = new SimulatedValveSwitch(_laboratory.Line, _time);
        (await valves.ReadState("W", default)).ShouldBe(new Reading<ValveState>(ValveState.Closed, Quality.Good, Now, Simulated: true));
        await valves.Actuate("W", true, default);
        (await valves.ReadState("W", default)).Value.ShouldBe(ValveState.Open);
    }

    [Fact]
    public async Task Every_reading_says_that_it_is_simulated()
    {
        var ports = SimulatedPorts.Of(_laboratory, _time);
        var argus = ports.Spectrometers["Argus"]();
        var laser = ports.ExtractionDevices["Fusions CO2"]();
        IReading[] readings =
        [
            await ports.Valves[LabPorts.ValveBox]().ReadState("W", default),
            await ports.Gauges["bone_micro_ion_controller"]().ReadPressure("IG", default),
            await argus.ReadIntensities(default),
            await argus.ReadMagnet(default),
            await argus.ReadDeflection("H1", default),
            await argus.ReadParameter("HighVoltage", default),
            await laser.ReadStatus(default),
        ];
        readings.ShouldAllBe(r => r.Simulated);
        new IDevicePort[] { ports.Valves[LabPorts.ValveBox](), argus, laser }.ShouldAllBe(p => p.Simulated);
        ports.Simulated.ShouldBe(["valves", "bone_micro_ion_controller", "microbone_micro_ion_controller", "spectrometer_gauge", "Argus", "Fusions CO2", "NMGRL Furnace", "APIS", "Cold Finger", "room sensor", "pneumatic gauge"], ignoreOrder: true);
    }

    [Fact]
    public async Task A_refusal_of_the_simulator_is_a_refusal_of_the_device()
    {
        var valves = new SimulatedValveSwitch(_laboratory.Line, _time);
        var laser = new SimulatedExtractionDevicePort(_laboratory.ExtractionDevices["Fusions CO2"], _time);
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await valves.Actuate("Q", true, default))).Reason.ShouldBe("has no valve 'Q'");
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await laser.SetOutput(3, "watts", default))).Message.ShouldBe("Fusions CO2: is not enabled");
    }

    [Fact]
    public async Task A_cancelled_command_moves_nothing()
    {
        var valves = new SimulatedValveSwitch(_laboratory.Line, _time);
        await Should.ThrowAsync<OperationCanceledException>(async () => await valves.Actuate("W", true, new CancellationToken(true)));
        (await valves.ReadState("W", default)).Value.ShouldBe(ValveState.Closed);
    }

    [Fact]
    public async Task The_spectrometer_answers_with_all_its_detectors_and_the_instant()
    {
        var argus = new SimulatedSpectrometerPort(_laboratory.Spectrometers["Argus"], _time);
        (await argus.SetIntegrationTime(1, default)).ShouldBe(1.048576, 1e-12);
        var reading = await argus.ReadIntensities(default);
        reading.Instant.ShouldBe(Now);
        reading.Value.IntegrationTime.ShouldBe(1.048576, 1e-12);
        reading.Value.Detectors.Keys.Order().ShouldBe(["AX", "CDD", "H1", "H2", "L1", "L2"]);
        await argus.PositionMagnet(5.9, default);
        (await argus.ReadMagnet(default)).Value.ShouldBe(5.9);
    }

    [Fact]
    public async Task The_laser_reports_what_it_was_told()
    {
        var laser = new SimulatedExtractionDevicePort(_laboratory.ExtractionDevices["Fusions CO2"], _time);
        await laser.Prepare(default);
        await laser.Enable(default);
        await laser.MoveTo("12", true, default);
        await laser.SetTray("221-hole", default);
        await laser.ExecutePattern("hexagon", default);
        await laser.SetOutput(3, "", default);
        (await laser.ReadStatus(default)).Value.ShouldBe(new ExtractionDeviceStatus(true, 3, "watts", "12", "hexagon", "221-hole", 295 + (3 * 450) - 273.15));
        await laser.Disable(default);
        (await laser.ReadStatus(default)).Value.ShouldBe(new ExtractionDeviceStatus(false, 0, "watts", "12", "", "221-hole", 295 - 273.15));
    }

    private sealed class Standing : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => Now;
    }
}
