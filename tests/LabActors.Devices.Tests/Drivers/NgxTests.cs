using LabActors.Devices.Drivers.Ngx;
using LabActors.Devices.Ports;
using LabActors.Devices.Tests.Transports;

namespace LabActors.Devices.Tests.Drivers;

public sealed class NgxTests
{
    private const string Done = "E00<CR><LF>";
    private readonly ScriptedDevice _device = new(
        "ngx", [("user", "ana"), ("password", "secret"), ("detectors", "H1,AX,L1"), ("parameters", "HighVoltage = IE")], isSocket: true);

    public NgxTests()
    {
        _device.Wire.Send(0.05, "Welcome to NGX<CR><LF>");
        foreach (var command in new[] { "Login ana,secret", "StopAcq", "SAB 1", "SAB 0", "SetAcqPeriod 1000", "StartAcq 1,NOM", "StartAcq 5,NOM" })
            _device.Wire.On(command + "<CR>", Done);
    }

    [Fact]
    public void Values_of_an_event_are_in_the_reverse_order_of_the_detectors()
    {
        var scan = NgxScan.Read("#EVENT:ACQ.B,NOM,1,2,23:59:58.250,3.5,,1.5#")!;
        (scan.IsAverage, scan.Measurer, scan.TimeOfDay).ShouldBe((true, "NOM", new TimeSpan(0, 23, 59, 58, 250)));
        scan.Values.ShouldBe([1.5, double.NaN, 3.5]);
    }

    [Theory]
    [InlineData("E00")]
    [InlineData("#EVENT:STATUS,NOM,1,2,12:00:00.000,1#")]
    [InlineData("#EVENT:ACQ,NOM,1,2,later,1#")]
    [InlineData("#EVENT:ACQ,NOM,1,2,12:00:00.000#")]
    [InlineData("#EVENT:ACQ,NOM,1,2,12:00:00.000,1")]
    [InlineData("#")]
    public void Other_lines_are_no_measurement(string line) => NgxScan.Read(line).ShouldBeNull();

    [Fact]
    public void Hardware_33_Midnight_does_not_make_an_event_old()
    {
        var acquisition = new NgxAcquisition("NOM", ["AX"]);
        acquisition.Begin(1, SteppedTime.Epoch);
        acquisition.Take(Average("23:59:59.900", 1), SteppedTime.Epoch);
        acquisition.Begin(1, SteppedTime.Epoch.AddSeconds(1));
        acquisition.Take(Average("00:00:00.900", 2), SteppedTime.Epoch.AddSeconds(2));
        acquisition.Last!.Value.Beams.Detectors["AX"].ShouldBe(2);
        acquisition.IsRunning.ShouldBeFalse();
    }

    [Fact]
    public void Hardware_33_Old_events_and_events_of_others_or_with_too_few_values_are_passed_over_and_three_old_ones_end_the_cycle()
    {
        var acquisition = new NgxAcquisition("NOM", ["H1", "AX"]);
        acquisition.Begin(1, SteppedTime.Epoch);
        acquisition.Take(Average("12:00:01.000", 1), SteppedTime.Epoch);
        acquisition.Take(Average("12:00:02.000", 1, 2) with { Measurer = "OTHER" }, SteppedTime.Epoch);
        acquisition.Last.ShouldBeNull();
        acquisition.Take(Average("12:00:01.000", 1, 2), SteppedTime.Epoch);
        acquisition.Last!.Value.Beams.Detectors.Count.ShouldBe(2);
        acquisition.Begin(1, SteppedTime.Epoch);
        for (var old = 0; old < 3; old++)
        {
            acquisition.IsOverdue(SteppedTime.Epoch).ShouldBeFalse();
            acquisition.Take(Average("12:00:01.000", 3, 4), SteppedTime.Epoch);
        }

        acquisition.IsOverdue(SteppedTime.Epoch).ShouldBeTrue();
        acquisition.Last!.Value.Beams.Detectors["H1"].ShouldBe(1);
    }

    [Fact]
    public async Task A_cycle_is_begun_and_its_average_is_the_reading()
    {
        var driver = new NgxDriver(_device.Context);
        (await driver.ReadIntensities(default)).Quality.ShouldBe(Quality.Missing);
        _device.Wire.Send(0.5, "#EVENT:ACQ,NOM,0,0,12:00:01.000,3,2,1#<CR><LF>#EVENT:ACQ.B,NO");
        _device.Wire.Send(0.6, "M,0,0,12:00:01.000,3.5,2.5,1.5#<CR><LF>");
        _device.Time.Pass(1);
        var reading = await driver.ReadIntensities(default);
        (reading.Quality, reading.Value.IntegrationTime).ShouldBe((Quality.Good, 1));
        reading.Value.Detectors.OrderBy(d => d.Key).Select(d => (d.Key, d.Value)).ShouldBe([("AX", 2.5), ("H1", 1.5), ("L1", 3.5)]);
        _device.Wire.Written.ShouldBe(["Login ana,secret<CR>", "SetAcqPeriod 1000<CR>", "StartAcq 1,NOM<CR>", "SetAcqPeriod 1000<CR>", "StartAcq 1,NOM<CR>"]);
        var again = await driver.ReadIntensities(default);
        again.Instant.ShouldBe(reading.Instant);
    }

    [Fact]
    public async Task Hardware_33_A_cycle_without_an_average_is_stopped_and_begun_anew()
    {
        var driver = new NgxDriver(_device.Context);
        (await driver.SetIntegrationTime(6, default)).ShouldBe(5);
        await driver.ReadIntensities(default);
        _device.Time.Pass(18);
        await driver.ReadIntensities(default);
        _device.Wire.Written.Count(w => w == "StopAcq<CR>").ShouldBe(1);
        _device.Time.Pass(2);
        (await driver.ReadIntensities(default)).Quality.ShouldBe(Quality.Missing);
        _device.Wire.Written[^3..].ShouldBe(["StopAcq<CR>", "SetAcqPeriod 1000<CR>", "StartAcq 5,NOM<CR>"]);
    }

    [Fact]
    public async Task Hardware_32_What_was_measured_before_the_magnet_moved_is_no_reading_afterwards()
    {
        var driver = new NgxDriver(_device.Context);
        _device.Wire.On("SetMass 39.9624,500<CR>", [(0.1, "#EVENT:ACQ.B,NOM,0,0,12:00:01.000,3,2,1#<CR><LF>"), (0.2, Done)]);
        _device.Wire.On("SetMass 36,500,deflect<CR>", "E03<CR><LF>");
        await driver.ReadIntensities(default);
        await driver.PositionMagnet(39.9624, default);
        (await driver.ReadIntensities(default)).Quality.ShouldBe(Quality.Missing);
        await driver.Blank(true, default);
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.PositionMagnet(36, default))).Reason.ShouldContain("E03 (out of range)");
    }

    [Fact]
    public async Task Hardware_33_An_event_between_a_command_and_its_answer_is_no_answer()
    {
        var driver = new NgxDriver(_device.Context);
        _device.Wire.On("OpenValve A<CR>", [(0.1, "#EVENT:ACQ,NOM,0,0,12:00:01.000,3,2,1#<CR><LF>E0"), (0.2, "0<CR><LF>")]);
        await driver.Actuate("A", true, default);
        _device.Wire.Written[^3..].ShouldBe(["SAB 1<CR>", "OpenValve A<CR>", "SAB 0<CR>"]);
    }

    [Fact]
    public async Task Hardware_33_A_busy_instrument_is_asked_again_only_after_the_valve_was_read_and_only_twice()
    {
        var driver = new NgxDriver(_device.Context);
        _device.Wire.On("OpenValve A<CR>", "E41<CR><LF>");
        _device.Wire.On("GetValveStatus A<CR>", "E00<CR><LF>CLOSED<CR><LF>");
        (await Should.ThrowAsync<IOException>(async () => await driver.Actuate("A", true, default))).Message.ShouldContain("E41 (busy)");
        _device.Wire.Written.Where(w => w.EndsWith(" A<CR>", StringComparison.Ordinal))
            .ShouldBe(["OpenValve A<CR>", "GetValveStatus A<CR>", "OpenValve A<CR>", "GetValveStatus A<CR>", "OpenValve A<CR>"]);

        _device.Wire.On("CloseValve A<CR>", "E41<CR><LF>");
        await driver.Actuate("A", false, default);
        _device.Wire.Written.Count(w => w == "CloseValve A<CR>").ShouldBe(1);
    }

    [Fact]
    public async Task A_valve_is_never_commanded_twice_when_nothing_comes_back()
    {
        var driver = new NgxDriver(_device.Context);
        await Should.ThrowAsync<TimeoutException>(async () => await driver.Actuate("A", true, default));
        _device.Wire.Written.Count(w => w == "OpenValve A<CR>").ShouldBe(1);
    }

    [Theory]
    [InlineData("OPEN", ValveState.Open, Quality.Good)]
    [InlineData("E00<CR><LF>CLOSED", ValveState.Closed, Quality.Good)]
    [InlineData("OPENED", ValveState.Unknown, Quality.Fault)]
    public async Task A_valve_is_read(string answer, ValveState state, Quality quality)
    {
        _device.Wire.On("GetValveStatus A<CR>", answer + "<CR><LF>");
        var reading = await new NgxDriver(_device.Context).ReadState("A", default);
        (reading.Value, reading.Quality).ShouldBe((state, quality));
    }

    [Theory]
    [InlineData("E01", typeof(DeviceRefusedException))]
    [InlineData("E42", typeof(DeviceRefusedException))]
    [InlineData("E32", typeof(IOException))]
    [InlineData("perhaps", typeof(DeviceRefusedException))]
    public async Task Codes_are_told_in_words_and_what_may_pass_is_told_from_what_does_not(string code, Type exception)
    {
        _device.Wire.On("SetSourceOutput IE,4500<CR>", code + "<CR><LF>");
        var failure = await Record.ExceptionAsync(async () => await new NgxDriver(_device.Context).SetParameter("HighVoltage", 4500, default));
        failure.ShouldBeOfType(exception);
        failure.Message.ShouldContain(code);
    }

    [Fact]
    public async Task Hardware_33_Who_is_not_let_in_commands_nothing()
    {
        var device = new ScriptedDevice("ngx", [("user", "ana"), ("password", "wrong")], isSocket: true);
        device.Wire.Send(0.05, "Welcome to NGX<CR><LF>");
        device.Wire.On("Login ana,wrong<CR>", "E42<CR><LF>");
        (await Should.ThrowAsync<IOException>(async () => await new NgxDriver(device.Context).Actuate("A", true, default))).Message.ShouldContain("found 'E42'");
        device.Wire.Written.ShouldBe(["Login ana,wrong<CR>"]);
    }

    [Fact]
    public async Task Source_and_magnet_are_read_back()
    {
        var driver = new NgxDriver(_device.Context);
        _device.Wire.On("GetSourceOutput IE<CR>", "4500.0,4499.8<CR><LF>", "4500.0,4499.8<CR><LF>", "4500.0<CR><LF>", "E04<CR><LF>");
        _device.Wire.On("GETMASS<CR>", "39.9624<CR><LF>");
        (await driver.Identify(default)).ShouldContain("4499.8");
        (await driver.ReadParameter("HighVoltage", default)).Value.ShouldBe(4499.8);
        await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.ReadParameter("HighVoltage", default));
        await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.ReadParameter("HighVoltage", default));
        (await driver.ReadMagnet(default)).Value.ShouldBe(39.9624);
        (await ((ISpectrometerPort)driver).IsMagnetMoving(default)).ShouldBeNull();
        await driver.Protect("AX", false, default);
        await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.Protect("AX", true, default));
        await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.SetDeflection("AX", 1, default));
    }

    private static NgxScan Average(string time, params double[] values) =>
        new(true, "NOM", TimeSpan.Parse(time, System.Globalization.CultureInfo.InvariantCulture), [.. values]);
}
