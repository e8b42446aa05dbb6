using LabActors.Core.Labs;
using LabActors.Devices.Drivers.Qtegra;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Tests.Drivers;

public sealed class QtegraTests
{
    private const string Scan = "H2,1.5,H1,-0.25,AX,1.2E-02,CDD,3";
    private readonly ScriptedDevice _device = new("qtegra", isDatagrams: true);

    [Theory]
    [InlineData(Scan, "tagged")]
    [InlineData("H2,40,1.5,H1,39,-0.25,AX,38,1.2E-02,CDD,36,3", "triples")]
    [InlineData("1.5,-0.25,1.2E-02,3", "values")]
    public void A_scan_is_read_in_all_its_forms(string text, string format) =>
        QtegraScan.Read(text, format, ["H2", "H1", "AX", "CDD"]).OrderBy(s => s.Key).Select(s => (s.Key, s.Value)).ShouldBe([("AX", 0.012), ("CDD", 3), ("H1", -0.25), ("H2", 1.5)]);

    [Theory]
    [InlineData("H2,1,5,H1,-0,25,AX,1,2E-02", "tagged", "with a comma")]
    [InlineData("1,5,-0,25,1,2E-02,3,0", "values", "with a comma")]
    [InlineData("H2,1.5,H1", "tagged", "expected names and values")]
    [InlineData("H2,x", "tagged", "expected names and values")]
    [InlineData("H2,1.5,H2,1.6", "tagged", "each detector once")]
    [InlineData("", "tagged", "expected names and values")]
    [InlineData("1.5,2.5", "values", "found 2 values, expected 4: H2, H1, AX, CDD")]
    public void What_is_no_scan_is_refused_with_what_was_found(string text, string format, string found) =>
        Should.Throw<FormatException>(() => QtegraScan.Read(text, format, ["H2", "H1", "AX", "CDD"])).Message.ShouldContain(found);

    [Fact]
    public async Task The_same_scan_has_the_instant_at_which_it_was_first_seen()
    {
        var driver = new QtegraDriver(_device.Context);
        _device.Wire.On("GetIntegrationTime<CR>", "1.048576");
        _device.Wire.On("GetData<CR>", Scan, Scan, "H2,1.6,H1,0,AX,0,CDD,0");
        var first = await driver.ReadIntensities(default);
        _device.Time.Pass(0.5);
        var second = await driver.ReadIntensities(default);
        _device.Time.Pass(0.6);
        var third = await driver.ReadIntensities(default);
        (first.Quality, first.Value.IntegrationTime, first.Value.Detectors["H1"]).ShouldBe((Quality.Good, 1.048576, -0.25));
        second.Instant.ShouldBe(first.Instant);
        third.Instant.ShouldBeGreaterThan(first.Instant);
        third.Value.Detectors["H2"].ShouldBe(1.6);
    }

    [Fact]
    public async Task Hardware_32_A_scan_can_have_begun_an_integration_before_the_server_was_last_asked_when_it_had_another()
    {
        var driver = new QtegraDriver(_device.Context);
        _device.Wire.On("GetIntegrationTime<CR>", "1");
        _device.Wire.On("GetData<CR>", Scan, "H2,1.6,H1,0,AX,0,CDD,0", "H2,1.6,H1,0,AX,0,CDD,0", "H2,1.7,H1,0,AX,0,CDD,0");
        await driver.Identify(default);
        var began = new List<double>();
        foreach (var wait in new[] { 0, 0.25, 0.5, 3 })
        {
            _device.Time.Pass(wait);
            var asked = _device.Time.GetUtcNow();
            began.Add(((await driver.ReadIntensities(default)).Value.Began.ShouldNotBeNull() - asked).TotalSeconds);
        }

        // Of the first nobody knows more than that it was the last; the second ended after the first was given; the third is the second; the fourth ended long after.
        began[0].ShouldBe(-2, 0.1);
        began[1].ShouldBe(-1.25, 0.1);
        began[2].ShouldBe(-1.75, 0.2);
        began[3].ShouldBe(-2, 0.1);
    }

    [Fact]
    public async Task Hardware_30_Before_the_first_scan_the_server_is_silent_and_there_is_no_reading()
    {
        var driver = new QtegraDriver(_device.Context);
        _device.Wire.On("GetIntegrationTime<CR>", "1");
        var reading = await driver.ReadIntensities(default);
        reading.Quality.ShouldBe(Quality.Missing);
        _device.Wire.On("GetData<CR>", Scan);
        (await driver.ReadIntensities(default)).Quality.ShouldBe(Quality.Good);
    }

    [Fact]
    public async Task Hardware_30_Twenty_five_readings_of_one_scan_are_a_frozen_spectrometer_however_often_it_is_asked()
    {
        var driver = new QtegraDriver(_device.Context);
        _device.Wire.On("GetIntegrationTime<CR>", "1");
        _device.Wire.On("GetData<CR>", Scan);
        for (var fast = 0; fast < 40; fast++)
            (await driver.ReadIntensities(default)).Quality.ShouldBe(Quality.Good);
        for (var reading = 2; reading < FrozenScans.Limit; reading++)
        {
            _device.Time.Pass(1);
            (await driver.ReadIntensities(default)).Quality.ShouldBe(Quality.Good);
        }

        _device.Time.Pass(1);
        (await driver.ReadIntensities(default)).Quality.ShouldBe(Quality.Fault);
        _device.Wire.On("GetData<CR>", "H2,2,H1,0,AX,0,CDD,0");
        _device.Time.Pass(1);
        await driver.ReadIntensities(default);
        (await driver.ReadIntensities(default)).Quality.ShouldBe(Quality.Good);
    }

    [Theory]
    [InlineData(1, 1.048576)]
    [InlineData(0.01, 0.065536)]
    [InlineData(500, 67.108864)]
    public async Task The_nearest_integration_time_that_there_is_is_set(double asked, double set)
    {
        _device.Wire.On(FormattableString.Invariant($"SetIntegrationTime {set}<CR>"), "OK");
        (await new QtegraDriver(_device.Context).SetIntegrationTime(asked, default)).ShouldBe(set, 1e-9);
    }

    [Fact]
    public async Task Settings_are_sent_as_the_server_has_them()
    {
        var device = new ScriptedDevice("qtegra", [("detectors", "CDD = IC0"), ("parameters", "TrapCurrent = Trap Current Set"), ("blank", "")], isDatagrams: true);
        var driver = new QtegraDriver(device.Context);
        foreach (var command in new[]
        {
            "SetMagnetDAC 5.895<CR>", "ProtectDetector IC0,On<CR>", "SetDeflection IC0,2000<CR>", "SetParameter Trap Current Set,199.5<CR>", "SetHighVoltage 4500<CR>",
        })
        {
            device.Wire.On(command, "OK");
        }

        device.Wire.On("GetMagnetMoving<CR>", "True", "False", "perhaps");
        device.Wire.On("GetMagnetDAC<CR>", "5.895");
        device.Wire.On("GetParameter Trap Current Set<CR>", "199.4");
        await driver.PositionMagnet(5.895, default);
        (await driver.IsMagnetMoving(default)).ShouldBe(true);
        (await driver.IsMagnetMoving(default)).ShouldBe(false);
        await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.IsMagnetMoving(default));
        (await driver.ReadMagnet(default)).Value.ShouldBe(5.895);
        await driver.Protect("CDD", true, default);
        await driver.SetDeflection("CDD", 2000, default);
        await driver.SetParameter("TrapCurrent", 199.5, default);
        await driver.SetParameter("HighVoltage", 4500, default);
        (await driver.ReadParameter("TrapCurrent", default)).Value.ShouldBe(199.4);
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.Blank(true, default))).Reason.ShouldContain("has no command to turn the beam away");
    }

    [Theory]
    [InlineData(-0.1)]
    [InlineData(10.1)]
    [InlineData(double.NaN)]
    public async Task A_magnet_beyond_its_range_is_never_sent(double dac)
    {
        await Should.ThrowAsync<DeviceRefusedException>(async () => await new QtegraDriver(_device.Context).PositionMagnet(dac, default));
        _device.Wire.Written.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_number_with_a_comma_is_refused_with_what_to_do()
    {
        _device.Wire.On("GetMagnetDAC<CR>", "5,895");
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await new QtegraDriver(_device.Context).ReadMagnet(default))).Reason.ShouldContain("regional format to English");
    }

    [Fact]
    public async Task Valves_and_gauges_are_parameters_with_blanks_in_their_names()
    {
        var device = new ScriptedDevice("qtegra", lab: DriverScripts.LabWithGauges(("IP1", "Pressure IP1", PressureUnit.Torr)), isDatagrams: true);
        var driver = new QtegraDriver(device.Context);
        device.Wire.On("Open Valve Inlet Set<CR>", "OK", "Error: could not set Valve Inlet Set to 1");
        device.Wire.On("GetValveState Valve Inlet Set<CR>", "True", "False", "Error", "1");
        device.Wire.On("GetParameter Pressure IP1<CR>", "1.5E-09", "Error: Invalid Command");
        await driver.Actuate("Valve Inlet Set", true, default);
        (await driver.ReadState("Valve Inlet Set", default)).Value.ShouldBe(ValveState.Open);
        (await driver.ReadState("Valve Inlet Set", default)).Value.ShouldBe(ValveState.Closed);
        await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.ReadState("Valve Inlet Set", default));
        (await driver.ReadState("Valve Inlet Set", default)).Quality.ShouldBe(Quality.Fault);
        (await driver.ReadPressure("IP1", default)).Value.ShouldBe(1.5e-9);
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.Actuate("Valve Inlet Set", true, default))).Reason.ShouldContain("could not set");
        await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.ReadPressure("IP1", default));
    }

    [Fact]
    public async Task A_valve_is_never_commanded_twice_and_a_late_datagram_answers_nothing_else()
    {
        var driver = new QtegraDriver(_device.Context);
        _device.Wire.On("Open A<CR>", [(1.3, "OK")]);
        _device.Wire.On("GetValveState A<CR>", [(0.5, "True")]);
        await Should.ThrowAsync<TimeoutException>(async () => await driver.Actuate("A", true, default));
        (await driver.ReadState("A", default)).Value.ShouldBe(ValveState.Open);
        _device.Wire.Written.ShouldBe(["Open A<CR>", "GetValveState A<CR>"]);
    }

    [Fact]
    public async Task Over_TCP_the_connection_ends_with_the_answer()
    {
        var device = new ScriptedDevice("qtegra", [("data", "GetScan"), ("data_format", "values")], endsAfterAnswers: true);
        device.Wire.On("GetIntegrationTime<CR>", [(0.1, "1.04"), (0.3, "8576")]);
        (await new QtegraDriver(device.Context).Identify(default)).ShouldContain("1.048576 s");
    }

    [Theory]
    [InlineData("A", 1e-15, 1)]
    [InlineData("fA", 2.5, 2.5)]
    [InlineData("V", 1, double.NaN)]
    public void Beams_are_in_fA_whatever_the_server_reports(string units, double reported, double beam) =>
        new QtegraUnits(null, units, "cps").Femtoamperes("H1", reported).ShouldBe(beam);
}
