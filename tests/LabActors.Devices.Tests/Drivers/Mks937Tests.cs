using LabActors.Core.Labs;
using LabActors.Devices.Drivers.Mks937;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Tests.Drivers;

public sealed class Mks937Tests
{
    private readonly ScriptedDevice _device = new("mks-937", lab: DriverScripts.LabWithGauges(("IG", "1", PressureUnit.Torr), ("CG", "2", PressureUnit.Millibar)));

    private IGaugePort Port => _device.Driver<IGaugePort>();

    [Theory]
    [InlineData("1.23E-05", 1.23e-5)]
    [InlineData("7.60E+02", 760)]
    [InlineData("1.00E-11", 1e-11)]
    [InlineData("-2.00E-03", -0.002)]
    public async Task Scenario_27_A_number_is_a_pressure(string text, double torr)
    {
        _device.Wire.On("@001PR1?;FF", $"@001ACK{text};FF");
        var reading = await Port.ReadPressure("IG", default);
        (reading.Value, reading.Quality, reading.Word).ShouldBe((torr, Quality.Good, ""));
        _device.Wire.Written.ShouldBe(["@001PR1?;FF"]);
    }

    [Theory]
    [InlineData("OFF", GaugeStatus.Off, Quality.Missing)]
    [InlineData("CTRL_OFF", GaugeStatus.Off, Quality.Missing)]
    [InlineData("NO_GAUGE", GaugeStatus.NoGauge, Quality.Missing)]
    [InlineData("LO<E-11", GaugeStatus.UnderRange, Quality.Missing)]
    [InlineData("HI>1.1E+03", GaugeStatus.OverRange, Quality.Missing)]
    [InlineData("ATM", GaugeStatus.OverRange, Quality.Missing)]
    [InlineData("PROT_OFF", GaugeStatus.Protected, Quality.Missing)]
    [InlineData("WAIT", GaugeStatus.Waiting, Quality.Missing)]
    [InlineData("LowEmis", GaugeStatus.SensorError, Quality.Fault)]
    [InlineData("MISCONN", GaugeStatus.SensorError, Quality.Fault)]
    [InlineData("1.2.3E-5", GaugeStatus.Unknown, Quality.Fault)]
    [InlineData("NaN", GaugeStatus.Unknown, Quality.Fault)]
    [InlineData("", GaugeStatus.Unknown, Quality.Fault)]
    public async Task Scenario_27_A_word_is_never_a_pressure(string word, GaugeStatus status, Quality quality)
    {
        Mks937Grammar.Value(word).Status.ShouldBe(status);
        _device.Wire.On("@001PR1?;FF", $"@001ACK{WireText.Of(System.Text.Encoding.ASCII.GetBytes(word))};FF");
        var reading = await Port.ReadPressure("IG", default);
        (reading.Quality, reading.Word, reading.Value).ShouldBe((quality, word, double.NaN));
    }

    [Fact]
    public async Task Scenario_27_A_NAK_is_a_refusal_with_its_code()
    {
        _device.Wire.On("@001PR1?;FF", "@001NAK160;FF");
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.ReadPressure("IG", default))).Message.ShouldContain("NAK160: it does not know the command");
    }

    [Fact]
    public async Task Pressures_are_in_the_units_of_the_laboratory()
    {
        _device.Wire.On("@001PR2?;FF", "@001ACK7.60E+02;FF");
        (await Port.ReadPressure("CG", default)).Value.ShouldBe(1013.25, 1e-9);
    }

    [Fact]
    public async Task An_answer_of_another_controller_is_passed_over()
    {
        _device.Wire.On("@001PR1?;FF", "@002ACK9.99E-05;FF@001ACK1.00E-05;FF");
        (await Port.ReadPressure("IG", default)).Value.ShouldBe(1e-5);
    }

    [Fact]
    public async Task Silence_is_asked_again_once_and_then_no_value()
    {
        await Should.ThrowAsync<TimeoutException>(async () => await Port.ReadPressure("IG", default));
        _device.Wire.Written.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_late_answer_is_not_the_answer_to_the_next_question()
    {
        _device.Wire.Late("@001PR1?;FF", "@001ACK1.00E-05;FF");
        _device.Wire.On("@001PR2?;FF", "@001ACK2.00E+00;FF");
        await Should.ThrowAsync<TimeoutException>(async () => await Port.ReadPressure("IG", default));
        (await Port.ReadPressure("CG", default)).Value.ShouldBe(2 * 1013.25 / 760, 1e-9);
    }

    [Fact]
    public async Task A_gauge_that_the_controller_does_not_have_is_refused()
    {
        await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.ReadPressure("XG", default));
        _device.Wire.Written.ShouldBeEmpty();
    }

    [Fact]
    public async Task It_says_what_answers()
    {
        _device.Wire.On("@001PR1?;FF", "@001ACKOFF;FF");
        (await _device.Driver<Mks937Driver>().Identify(default)).ShouldBe("MKS 937 at 001, channel 1: OFF");
    }
}
