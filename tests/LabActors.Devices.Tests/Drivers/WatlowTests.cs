using LabActors.Core.Labs;
using LabActors.Devices.Drivers.Modbus;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Tests.Drivers;

public sealed class WatlowTests
{
    private static readonly string AskTemperature = WireText.Of(ModbusGrammar.Rtu(1, ModbusGrammar.Read(360, 3)));
    private readonly ScriptedDevice _device = new("watlow");

    private ITemperaturePort Port => _device.Driver<ITemperaturePort>();

    [Fact]
    public async Task A_temperature_is_two_registers_with_the_low_word_first()
    {
        _device.Wire.On(AskTemperature, Rtu("01" + "0306" + "000041CC" + "003D"));
        (await Port.ReadTemperature("", default)).ShouldBe(new Reading<double>(25.5, Quality.Good, _device.Time.GetUtcNow()));
    }

    [Fact]
    public async Task Scenario_26_The_order_of_words_is_a_setting()
    {
        var device = new ScriptedDevice("watlow", [("word_order", "high_low"), ("units", "F")]);
        device.Wire.On(AskTemperature, Rtu("01" + "0306" + "42D40000" + "003D"));
        (await device.Driver<ITemperaturePort>().ReadTemperature("", default)).Value.ShouldBe((106 - 32) * 5 / 9.0);
    }

    [Fact]
    public async Task Scenario_26_A_wrong_CRC_is_a_failed_conversation()
    {
        _device.Wire.On(AskTemperature, WireText.Of(Convert.FromHexString("010306000041CC003D0000")));
        (await Should.ThrowAsync<LinkException>(async () => await Port.ReadTemperature("", default))).Reply.Outcome.ShouldBe(LinkOutcome.ChecksumError);
        _device.Wire.Written.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Scenario_26_An_exception_is_a_refusal()
    {
        _device.Wire.On(AskTemperature, WireText.Of(Convert.FromHexString("018302C0F1")));
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.ReadTemperature("", default))).Message.ShouldContain("exception 02: it has no such register");
        _device.Wire.Written.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Scenario_26_The_answer_of_another_slave_is_passed_over()
    {
        _device.Wire.On(AskTemperature, Rtu("02" + "0306" + "00004444" + "003D") + Rtu("01" + "0306" + "000041CC" + "003D"));
        (await Port.ReadTemperature("", default)).Value.ShouldBe(25.5);
        _device.Wire.Written.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Silence_and_a_part_of_an_answer_are_no_temperature()
    {
        _device.Wire.Silent(AskTemperature);
        _device.Wire.On(AskTemperature, "<SOH><ETX><ACK>");
        (await Should.ThrowAsync<TimeoutException>(async () => await Port.ReadTemperature("", default))).Message.ShouldContain("only a part");
    }

    [Theory]
    [InlineData("0041", "input error 65: the sensor is open")]
    [InlineData("007F", "input error 127: the sensor is shorted")]
    public async Task Scenario_37_An_open_thermocouple_is_a_fault_with_its_word(string error, string word)
    {
        _device.Wire.On(AskTemperature, Rtu("01" + "0306" + "000041CC" + error));
        var reading = await Port.ReadTemperature("", default);
        (reading.Quality, reading.Word).ShouldBe((Quality.Fault, word));
    }

    [Fact]
    public async Task A_set_point_is_written_before_the_loop_is_closed()
    {
        var write = WireText.Of(Convert.FromHexString("01100870000204000043FA2238"));
        var close = WireText.Of(Convert.FromHexString("01060758000A896A"));
        _device.Wire.On(write, Rtu("011008700002"));
        _device.Wire.On(close, close);
        await Port.SetSetpoint("", 500, default);
        _device.Wire.Written.ShouldBe([write, close]);
    }

    [Fact]
    public async Task An_output_opens_the_loop()
    {
        var write = WireText.Of(ModbusGrammar.Rtu(1, ModbusGrammar.Write(2162, ModbusGrammar.Registers(12.25f, WordOrder.LowHigh))));
        var open = WireText.Of(Convert.FromHexString("010607580036897B"));
        _device.Wire.On(write, Rtu("011008720002"));
        _device.Wire.On(open, open);
        await Port.SetOutput("", 12.25, default);
        _device.Wire.Written.ShouldBe([write, open]);
    }

    [Fact]
    public async Task A_set_point_that_is_refused_closes_no_loop()
    {
        var write = WireText.Of(Convert.FromHexString("01100870000204000043FA2238"));
        _device.Wire.On(write, Rtu("019003"));
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.SetSetpoint("", 500, default))).Message.ShouldContain("exception 03");
        _device.Wire.Written.ShouldBe([write]);
    }

    [Theory]
    [InlineData(2000.1)]
    [InlineData(-0.1)]
    public async Task What_is_out_of_range_is_never_sent(double celsius)
    {
        await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.SetSetpoint("", celsius, default));
        await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.SetOutput("", celsius, default));
        _device.Wire.Written.ShouldBeEmpty();
    }

    [Fact]
    public async Task On_a_socket_it_speaks_Modbus_TCP_and_passes_over_late_answers()
    {
        var device = new ScriptedDevice("watlow", [("modbus", "tcp")], new LabDefinition { Name = "test" }, isSocket: true);
        device.Wire.Answer(WireText.Of(Convert.FromHexString("0000000000090103060000444400" + "3D" + "00010000000901030600" + "0041CC003D")));
        (await device.Driver<ITemperaturePort>().ReadTemperature("", default)).Value.ShouldBe(25.5);
    }

    private static string Rtu(string body)
    {
        var bytes = Convert.FromHexString(body);
        return WireText.Of(ModbusGrammar.Rtu(bytes[0], bytes.AsSpan(1)));
    }
}
