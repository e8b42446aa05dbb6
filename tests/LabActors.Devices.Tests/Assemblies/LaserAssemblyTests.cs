using LabActors.Core.Labs;
using LabActors.Devices.Drivers.Assemblies;
using LabActors.Devices.Ports;
using LabActors.Devices.Tests.Transports;

namespace LabActors.Devices.Tests.Assemblies;

public sealed class LaserAssemblyTests
{
    private static readonly TrayMap Map = new("221-hole", 2.5, [new TrayPosition("17", 10, 0), new TrayPosition("18", 0, 5)], [], []);

    private static readonly ExtractionDeviceDefinition Device = new(
        "CO2", [], ExtractionDeviceKind.Laser, "stage", "bone",
        [new OutputUnitDefinition("watts", 40) { PercentPerUnit = 2.5 }, new OutputUnitDefinition("percent", 100), new OutputUnitDefinition("mj", 5)],
        ["221-hole", "37-hole"], ["square"], [new MotorDefinition("beam", 0, 6) { Device = "board", Channel = "1" }, new MotorDefinition("loose", 0, 6)], [], false, false)
    {
        Device = "board",
        TrayMaps = [Map, new TrayMap("37-hole", 5, [new TrayPosition("1", 1, 1)], [], [])],
        Calibration = new StageCalibration(100, 50, 90),
        PatternPoints = [new PatternDefinition("square", [new PatternPoint(1, 0, TimeSpan.Zero), new PatternPoint(1, 1, TimeSpan.FromSeconds(3))], [])],
    };

    private readonly FakeBoard _board = new();
    private readonly FakeStage _stage = new();
    private readonly FakeStage _motors = new();
    private readonly SteppedTime _time = new();

    private LaserAssembly Laser(ILaserPort? power = null) => new(Device, _board, power, new TrayStage(Device, _stage, name => name == "board" ? _motors : null), _time);

    [Fact]
    public async Task It_goes_to_a_hole_by_the_map_of_its_tray_and_the_calibration_of_the_stage()
    {
        var laser = Laser();
        _board.Meter = 0;
        await laser.SetTray("221-hole", default);
        await laser.MoveTo("17", true, default);
        _stage.Calls.ShouldBe(["x 100", "y 60"]);
        (await Status(laser)).Moving.ShouldBeTrue();
        _stage.Arrive();
        var status = await Status(laser);
        (status.Moving, status.Position, status.Tray).ShouldBe((false, "17", "221-hole"));
    }

    [Fact]
    public async Task Without_a_tray_or_a_hole_there_is_nowhere_to_go()
    {
        var laser = Laser();
        (await Refusal(() => laser.MoveTo("17", false, default))).ShouldContain("nobody has said which tray");
        await laser.SetTray("37-hole", default);
        (await Refusal(() => laser.MoveTo("17", false, default))).ShouldContain("tray 37-hole has no hole '17'");
        (await Refusal(() => laser.SetTray("9-hole", default))).ShouldContain("no tray '9-hole'");
        _stage.Calls.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_motor_that_was_switched_on_goes_home_before_it_is_moved_and_not_while_the_laser_fires()
    {
        var laser = Laser();
        _board.Meter = 0;
        _motors.Lost.Add("1");
        await laser.Enable(default);
        await laser.SetTray("221-hole", default);
        await laser.MoveTo("17", false, default);
        _stage.Arrive();
        await laser.SetOutput(5, "watts", default);
        (await Refusal(() => laser.SetMotor("beam", 3, default))).ShouldContain("it fires at 5 watts");
        _motors.Calls.ShouldBeEmpty();

        await laser.SetOutput(0, "watts", default);
        await laser.SetMotor("beam", 3, default);
        (await Status(laser)).Moving.ShouldBeTrue();
        _motors.Calls.ShouldBe(["home 1"]);
        _motors.Arrive();
        (await Status(laser)).Moving.ShouldBeTrue("now it goes where it was sent");
        _motors.Calls.ShouldBe(["home 1", "at home 1", "1 3"]);
        _motors.Arrive();
        (await Status(laser)).Moving.ShouldBeFalse();
        await laser.SetMotor("beam", 4, default);
        _motors.Calls.ShouldBe(["home 1", "at home 1", "1 3", "1 4"]);
    }

    [Fact]
    public async Task Hardware_35_It_never_fires_before_it_is_enabled_nor_while_its_stage_moves()
    {
        var laser = Laser();
        await laser.SetTray("221-hole", default);
        (await Refusal(() => laser.SetOutput(5, "watts", default))).ShouldContain("not enabled");
        await laser.Enable(default);
        await laser.MoveTo("17", false, default);
        (await Refusal(() => laser.SetOutput(5, "watts", default))).ShouldContain("stage or a motor moves");
        _stage.Arrive();
        await laser.SetOutput(5, "watts", default);
        _board.Calls.ShouldBe(["power 0", "enable", "power 12.5"]);
        (await Refusal(() => laser.MoveTo("18", false, default))).ShouldContain("fires at 5 watts");
        (await Refusal(() => laser.SetTray("37-hole", default))).ShouldContain("fires");
    }

    [Fact]
    public async Task Hardware_35_It_never_fires_at_another_tray_than_the_one_on_which_it_was_sent_to_a_hole()
    {
        var laser = Laser();
        await laser.SetTray("221-hole", default);
        await laser.MoveTo("17", false, default);
        _stage.Arrive();
        await laser.Enable(default);
        await laser.SetTray("37-hole", default);
        (await Refusal(() => laser.SetOutput(5, "watts", default))).ShouldContain("hole of tray 221-hole");
        (await Status(laser)).Position.ShouldBe("");
        await laser.MoveTo("1", false, default);
        _stage.Arrive();
        await laser.SetOutput(5, "watts", default);
    }

    [Fact]
    public async Task Hardware_35_Off_is_what_was_confirmed_and_until_then_the_worse_is_told()
    {
        var laser = Laser();
        _board.Meter = 0;
        await laser.Enable(default);
        await laser.SetOutput(20, "percent", default);
        _board.Silent = true;
        await Should.ThrowAsync<TimeoutException>(async () => await laser.Disable(default));
        _board.Silent = false;
        var status = await Status(laser);
        (status.Enabled, status.Output).ShouldBe((true, 20.0));
        await laser.Disable(default);
        status = await Status(laser);
        (status.Enabled, status.Output).ShouldBe((false, 0.0));
    }

    [Fact]
    public async Task A_lowering_that_was_not_confirmed_leaves_the_higher_output()
    {
        var laser = Laser();
        await laser.Enable(default);
        await laser.SetOutput(20, "percent", default);
        _board.Silent = true;
        await Should.ThrowAsync<TimeoutException>(async () => await laser.SetOutput(0, "percent", default));
        _board.Silent = false;
        (await Status(laser)).Output.ShouldBe(20);
    }

    [Fact]
    public async Task What_it_was_never_told_is_taken_for_on_and_not_for_off()
    {
        var laser = Laser();
        (await laser.ReadStatus(default)).Quality.ShouldBe(Quality.Missing);
        _board.Meter = 30;
        var status = await Status(laser);
        (status.Enabled, status.Output, status.Units).ShouldBe((true, 30.0, "percent"));
        _board.Meter = 1;
        status = await Status(laser);
        (status.Enabled, status.Output).ShouldBe((true, 0.0));
    }

    [Fact]
    public async Task Hardware_35_What_fires_although_it_was_switched_off_is_told()
    {
        var laser = Laser();
        await laser.Disable(default);
        _board.Meter = 60;
        var status = await Status(laser);
        (status.Enabled, status.Fault).ShouldBe((true, "it gives 60 percent although it was switched off"));
    }

    [Fact]
    public async Task Open_interlocks_are_a_fault_of_the_whole()
    {
        var laser = Laser();
        await laser.Disable(default);
        _board.Interlocks = ["coolant flow", "unknown interlock (bit 3)"];
        (await Status(laser)).Fault.ShouldBe("interlocks are open: coolant flow, unknown interlock (bit 3)");
        (await Refusal(() => laser.Prepare(default))).ShouldContain("coolant flow");
        await Should.ThrowAsync<DeviceRefusedException>(async () => await laser.Enable(default));
        (await Status(laser)).Enabled.ShouldBeFalse();
    }

    [Fact]
    public async Task A_power_supply_of_its_own_has_the_power_and_both_are_switched_off_whatever_comes_of_one()
    {
        var supply = new FakeBoard();
        var laser = Laser(supply);
        await laser.Enable(default);
        await laser.SetOutput(10, "percent", default);
        (string.Join(", ", _board.Calls), string.Join(", ", supply.Calls)).ShouldBe(("enable", "power 0, enable, power 10"));
        supply.Silent = true;
        await Should.ThrowAsync<TimeoutException>(async () => await laser.Disable(default));
        _board.Calls.ShouldContain("disable");
    }

    [Theory]
    [InlineData(41, "watts", "102.5 percent")]
    [InlineData(-1, "percent", "0 to 100")]
    [InlineData(1, "mj", "no calibration of mj")]
    [InlineData(1, "temp", "no output in 'temp'")]
    public async Task An_output_that_is_nothing_in_percent_is_refused(double value, string units, string reason)
    {
        var laser = Laser();
        await laser.Enable(default);
        (await Refusal(() => laser.SetOutput(value, units, default))).ShouldContain(reason);
        _board.Calls.ShouldBe(["power 0", "enable"]);
    }

    [Fact]
    public async Task A_pattern_is_run_point_by_point_and_ends_where_it_began()
    {
        var laser = Laser();
        await laser.Enable(default);
        await laser.SetOutput(10, "percent", default);
        (_stage.Positions["x"], _stage.Positions["y"]) = (7, 8);
        await laser.ExecutePattern("square", default);
        await laser.ContinuePattern(default);
        _stage.Calls.ShouldBe(["x 8", "y 8"]);
        _stage.Arrive();
        await laser.ContinuePattern(default);
        _stage.Arrive();
        await laser.ContinuePattern(default);
        _time.Pass(2);
        await laser.ContinuePattern(default);
        _stage.Calls.ShouldBe(["x 8", "y 8", "x 8", "y 9"]);
        _time.Pass(1);
        await laser.ContinuePattern(default);
        _stage.Calls.ShouldBe(["x 8", "y 8", "x 8", "y 9", "x 7", "y 8"]);
        (await Status(laser)).Pattern.ShouldBe("square");
        _stage.Arrive();
        await laser.ContinuePattern(default);
        (await Status(laser)).Pattern.ShouldBe("");
    }

    [Fact]
    public async Task Stopping_a_pattern_and_switching_off_stop_the_stage()
    {
        var laser = Laser();
        await laser.ExecutePattern("square", default);
        await laser.StopPattern(default);
        await laser.StopPattern(default);
        _stage.Calls.Count(c => c == "stop").ShouldBe(1);
        await laser.ExecutePattern("square", default);
        await laser.Disable(default);
        _stage.Calls.Count(c => c == "stop").ShouldBe(2);
        (await Refusal(() => laser.ExecutePattern("spiral", default))).ShouldContain("points of pattern 'spiral'");
    }

    [Fact]
    public async Task A_motor_is_moved_by_the_device_that_it_names()
    {
        var laser = Laser();
        await laser.SetMotor("beam", 2.5, default);
        _motors.Calls.ShouldBe(["1 2.5"]);
        await laser.Disable(default);
        (await Status(laser)).Moving.ShouldBeTrue();
        _motors.Stuck = "motor 1: PositionError";
        (await Status(laser)).Fault.ShouldBe("motor 1: PositionError");
        (await Refusal(() => laser.SetMotor("beam", 7, default))).ShouldContain("0 to 6");
        (await Refusal(() => laser.SetMotor("loose", 1, default))).ShouldContain("names no device");
    }

    [Fact]
    public async Task A_move_whose_answer_was_lost_counts_as_moving()
    {
        var laser = Laser();
        await laser.Enable(default);
        _stage.Silent = true;
        await Should.ThrowAsync<TimeoutException>(async () => await laser.MoveAxis('x', 3, default));
        _stage.Stuck = "x does not answer";
        (await Refusal(() => laser.SetOutput(5, "percent", default))).ShouldContain("moves");
    }

    private static async Task<ExtractionDeviceStatus> Status(LaserAssembly laser)
    {
        var reading = await laser.ReadStatus(default);
        reading.Quality.ShouldBe(Quality.Good);
        return reading.Value;
    }

    private static async Task<string> Refusal(Func<ValueTask> work) => (await Should.ThrowAsync<DeviceRefusedException>(async () => await work())).Reason;
}
