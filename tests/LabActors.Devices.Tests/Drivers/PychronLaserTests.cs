using LabActors.Devices.Drivers.PychronLaser;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Tests.Drivers;

public sealed class PychronLaserTests
{
    private readonly ScriptedDevice _device = new("pychron-laser", [("terminator", "none")], endsAfterAnswers: true);

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
    public async Task A_move_is_over_when_the_stage_stood_still_twice()
    {
        var driver = new PychronLaserDriver(_device.Context);
        Status(moving: ["False", "False", "True", "False", "False", "False"]);
        _device.Wire.On("GoToHole 12,True", "OK", "ERROR 108 : no hole 12");
        (await driver.ReadStatus(default)).Value.Moving.ShouldBeFalse();
        await driver.MoveTo("12", true, default);
        foreach (var moving in new[] { true, true, true, false, false })
            (await driver.ReadStatus(default)).Value.Moving.ShouldBe(moving);
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.MoveTo("12", true, default))).Reason.ShouldContain("ERROR 108");
        (await driver.ReadStatus(default)).Value.Moving.ShouldBeTrue();
    }

    [Fact]
    public async Task An_axis_is_asked_for_by_its_name()
    {
        var driver = new PychronLaserDriver(_device.Context);
        Status();
        _device.Wire.On("SetX 1.5", "OK");
        _device.Wire.On("GetXMoving", "True");
        await driver.MoveAxis('x', 1.5, default);
        (await driver.ReadStatus(default)).Value.Moving.ShouldBeTrue();
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
        await driver.SetLight(50, default);
        await driver.SetTray("221-hole", default);
        await driver.SetMotor("beam", 2, default);
        await driver.SetMotor("attenuator", 3, default);
        await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.DumpSample(default));
        _device.Wire.On("GetPosition", "1.00000,2.00000", "1.00000,2.50000,-3.00000");
        await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.Identify(default));
        (await driver.Identify(default)).ShouldContain("1,2.5,-3");
    }

    private void Status(string patterning = "False", params string[] moving)
    {
        _device.Wire.On("GetDriveMoving", moving is [] ? ["False"] : moving);
        _device.Wire.On("GetPosition", "1.00000,2.00000,3.00000");
        _device.Wire.On("GetAchievedOutput", "12.5");
        _device.Wire.On("IsPatterning", patterning);
        _device.Wire.On("GetSampleHolder", "221-hole");
    }
}
