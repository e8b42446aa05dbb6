using LabActors.Core.Labs;
using LabActors.Devices.Drivers.MaxiGauge;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Tests.Drivers;

public sealed class MaxiGaugeTests
{
    private const string Ack = "<ACK><CR><LF>";
    private readonly ScriptedDevice _device = new("maxigauge", [("units", "mbar")], DriverScripts.LabWithGauges(("IG", "1", PressureUnit.Millibar), ("CG", "2", PressureUnit.Torr)));

    private IGaugePort Port => _device.Driver<IGaugePort>();

    [Fact]
    public async Task A_pressure_is_asked_for_in_one_conversation_of_two_steps()
    {
        _device.Wire.On("PR1<CR>", Ack);
        _device.Wire.On("<ENQ>", "0,+1.2345E-03<CR><LF>");
        var reading = await Port.ReadPressure("IG", default);
        (reading.Value, reading.Quality).ShouldBe((1.2345e-3, Quality.Good));
        _device.Traces.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Pressures_are_in_the_units_of_the_laboratory()
    {
        _device.Wire.On("PR2<CR>", Ack);
        _device.Wire.On("<ENQ>", "0,+1.01325E+03<CR><LF>");
        (await Port.ReadPressure("CG", default)).Value.ShouldBe(760, 1e-9);
    }

    [Theory]
    [InlineData(1, GaugeStatus.UnderRange, Quality.Missing, "1: under range")]
    [InlineData(2, GaugeStatus.OverRange, Quality.Missing, "2: over range")]
    [InlineData(3, GaugeStatus.SensorError, Quality.Fault, "3: sensor error")]
    [InlineData(4, GaugeStatus.Off, Quality.Missing, "4: sensor off")]
    [InlineData(5, GaugeStatus.NoGauge, Quality.Missing, "5: no sensor")]
    [InlineData(6, GaugeStatus.NotIdentified, Quality.Fault, "6: identification error")]
    [InlineData(7, GaugeStatus.Unknown, Quality.Fault, "7,+1.0000E-03")]
    public async Task Scenario_27_A_status_is_never_a_pressure(int status, GaugeStatus meaning, Quality quality, string word)
    {
        MaxiGaugeGrammar.Value($"{status},+1.0000E-03")!.Status.ShouldBe(meaning);
        _device.Wire.On("PR1<CR>", Ack);
        _device.Wire.On("<ENQ>", $"{status},+1.0000E-03<CR><LF>");
        var reading = await Port.ReadPressure("IG", default);
        (reading.Quality, reading.Word, reading.Value).ShouldBe((quality, word, double.NaN));
    }

    [Fact]
    public async Task Scenario_28_When_the_answer_to_ENQ_is_lost_the_pair_is_sent_once_more()
    {
        _device.Wire.On("PR1<CR>", Ack);
        _device.Wire.Silent("<ENQ>");
        _device.Wire.On("<ENQ>", "0,+5.0000E-07<CR><LF>");
        (await Port.ReadPressure("IG", default)).Value.ShouldBe(5e-7);
        _device.Wire.Written.ShouldBe(["PR1<CR>", "<ENQ>", "PR1<CR>", "<ENQ>"]);
    }

    [Fact]
    public async Task Scenario_28_When_it_is_lost_again_there_is_no_value()
    {
        _device.Wire.On("PR1<CR>", Ack);
        await Should.ThrowAsync<TimeoutException>(async () => await Port.ReadPressure("IG", default));
        _device.Wire.Written.Count.ShouldBe(4);
    }

    [Theory]
    [InlineData("1000", "1000: error of the controller")]
    [InlineData("0100", "0100: no such hardware")]
    [InlineData("0010", "0010: wrong parameter")]
    [InlineData("0001", "0001: wrong syntax")]
    public async Task Scenario_28_After_a_NAK_the_error_is_read(string word, string meaning)
    {
        _device.Wire.On("PR1<CR>", "<NAK><CR><LF>");
        _device.Wire.On("<ENQ>", $"{word}<CR><LF>");
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.ReadPressure("IG", default))).Message.ShouldContain(meaning);
    }

    [Fact]
    public async Task Noise_before_the_ACK_is_passed_over_or_asked_again()
    {
        _device.Wire.On("PR1<CR>", $"0,+9.9999E-01<CR><LF>{Ack}");
        _device.Wire.On("<ENQ>", "0,+1.0000E-07<CR><LF>");
        (await Port.ReadPressure("IG", default)).Value.ShouldBe(1e-7);
    }

    [Fact]
    public async Task A_garbled_value_is_refused_with_what_came()
    {
        _device.Wire.On("PR1<CR>", Ack);
        _device.Wire.On("<ENQ>", "0,+1.2#45E-03<CR><LF>");
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.ReadPressure("IG", default))).Message.ShouldContain("0,+1.2#45E-03");
    }
}
