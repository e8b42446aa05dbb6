using LabActors.Devices.Drivers.PychronLaser;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Tests.Drivers;

public sealed class PychronLaserTests
{
    private readonly ScriptedDevice _device = new("pychron-laser", [("terminator", "none"), ("move_limit_s", "5")], endsAfterAnswers: true);

    [Fact]
    public async Task What_has_not_acknowledged_that_it_is_disabled_counts_as_enabled()
    {
        var driver = new PychronLaserDriver(_device.Context);
        Status();
        (await driver.ReadStatus(default)).Value.Enabled.ShouldBeTrue();
        _device.Wire.On("Enable", "OK", "ERROR 102 : interlock open");
        await driver.Enable(default);
        (await driver.ReadStatus(default)).Value.Enabled.ShouldBeTrue();
        await Should.ThrowAsync<TimeoutException>(async () => await driver.Disable(default));
        (await driver.ReadStatus(default)).Value.Enabled.ShouldBeTrue();
        _device.Wire.On("Disable", "No Response", "ok", "OK");
        await Should.ThrowAsync<IOException>(async () => await driver.Disable(default));
        await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.Disable(default));
        (await driver.ReadStatus(default)).Value.Enabled.ShouldBeTrue();
        await driver.Disable(default);
        var status = await driver.ReadStatus(default);
        (status.Quality, status.Value.Enabled).ShouldBe((Quality.Good, false));
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.Enable(default))).Reason.ShouldContain("ERROR 102 : interlock open");
    }

    [Fact]
    public async Task A_move_has_ended_when_the_stage_stood_still_twice()
    {
        var driver = new PychronLaserDriver(_device.Context);
        _device.Wire.On("GoToHole 12,True", "OK");
        _device.Wire.On("GetDriveMoving", "False", "True", "False", "False");
        await driver.MoveTo("12", true, default);
        _device.Wire.Written.Count(w => w == "GetDriveMoving").ShouldBe(4);
        _device.Time.Now.TotalSeconds.ShouldBeInRange(2, 2.5);
    }

    [Fact]
    public async Task A_stage_that_does_not_arrive_is_stopped_and_told()
    {
        var driver = new PychronLaserDriver(_device.Context);
        _device.Wire.On("SetX 1.5", "OK");
        _device.Wire.On("GetXMoving", "True");
        _device.Wire.On("StopDrive", "OK");
        (await Should.ThrowAsync<TimeoutException>(async () => await driver.MoveAxis('x', 1.5, default))).Message.ShouldContain("still moving after 5 s");
        _device.Wire.Written[^1].ShouldBe("StopDrive");
        await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.MoveAxis('q', 1, default));
    }

    [Fact]
    public async Task Output_goes_in_percent_or_with_its_units()
    {
        var driver = new PychronLaserDriver(_device.Context);
        _device.Wire.On("SetLaserPower 12.5", "OK");
        _device.Wire.On("{\"command\":\"SetLaserOutput\",\"value\":3,\"units\":\"watts\"}", "OK");
        _device.Wire.On("SetLaserPower 120", "ERROR 106 : 120");
        await driver.SetOutput(12.5, "", default);
        await driver.SetOutput(3, "watts", default);
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.SetOutput(120, "percent", default))).Reason.ShouldContain("ERROR 106");
    }

    [Fact]
    public async Task Only_patterns_that_the_server_has_are_begun_and_never_twice()
    {
        var driver = new PychronLaserDriver(_device.Context);
        _device.Wire.On("GetPatternNames", "spiral,raster");
        await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.ExecutePattern("star", default));
        await Should.ThrowAsync<TimeoutException>(async () => await driver.ExecutePattern("spiral", default));
        _device.Wire.Written.Count(w => w == "DoPattern spiral").ShouldBe(1);
        _device.Wire.On("DoPattern raster", "OK");
        await driver.ExecutePattern("raster", default);
        Status("True");
        (await driver.ReadStatus(default)).Value.Pattern.ShouldBe("raster");
        _device.Wire.On("AbortPattern", "OK");
        await driver.StopPattern(default);
    }

    [Fact]
    public async Task It_is_ready_when_it_says_so_and_not_before()
    {
        var driver = new PychronLaserDriver(_device.Context);
        _device.Wire.On("Prepare", "OK");
        _device.Wire.On("IsReady", "False", "False", "True");
        await driver.Prepare(default);
        _device.Time.Now.TotalSeconds.ShouldBeGreaterThan(2);
    }

    [Fact]
    public async Task The_rest_of_the_settings_is_sent_and_a_garbled_answer_is_none()
    {
        var driver = new PychronLaserDriver(_device.Context);
        foreach (var command in new[] { "SetLight 50", "SetSampleHolder 221-hole", "SetBeamDiameter 2", "SetMotor attenuator,3" })
            _device.Wire.On(command, "OK");
        _device.Wire.On("GetMotorMoving beam", "False");
        _device.Wire.On("GetMotorMoving attenuator", "0");
        await driver.SetLight(50, default);
        await driver.SetTray("221-hole", default);
        await driver.SetMotor("beam", 2, default);
        await driver.SetMotor("attenuator", 3, default);
        await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.DumpSample(default));
        _device.Wire.On("GetPosition", "1.00000,2.00000", "1.00000,2.50000,-3.00000");
        await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.Identify(default));
        (await driver.Identify(default)).ShouldContain("1,2.5,-3");
    }

    private void Status(string patterning = "False")
    {
        _device.Wire.On("GetPosition", "1.00000,2.00000,3.00000");
        _device.Wire.On("GetAchievedOutput", "12.5");
        _device.Wire.On("IsPatterning", patterning);
        _device.Wire.On("GetSampleHolder", "221-hole");
    }
}
