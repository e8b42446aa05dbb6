using System.Globalization;
using LabActors.Devices.Drivers.Eurotherm;
using LabActors.Devices.Framings;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Tests.Drivers;

public sealed class EurothermTests
{
    private const string AskPv = "<EOT>0011PV<ENQ>";
    private readonly ScriptedDevice _device = new("eurotherm", [("max_celsius", "1600")], address: "01");

    private ITemperaturePort Port => _device.Driver<ITemperaturePort>();

    public static IEnumerable<object[]> Vectors => HardwareVectors.Of("ei_bisynch_bcc");

    [Theory]
    [MemberData(nameof(Vectors))]
    public void The_check_is_over_what_follows_STX_up_to_ETX(string body, string check)
    {
        var frame = EurothermGrammar.Write("01", body[..2], body[2..]);
        frame[^1].ShouldBe(byte.Parse(check, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture));
        WireText.Of(frame.AsSpan(0, frame.Length - 1)).ShouldBe($"<EOT>0011<STX>{body}<ETX>");
    }

    [Fact]
    public void Scenario_25_Every_value_comes_out_as_it_went_in_whatever_its_check()
    {
        var whiteSpace = 0;
        for (var tenths = 0; tenths <= 20_000; tenths++)
        {
            var text = (tenths / 10m).ToString("0.0", CultureInfo.InvariantCulture);
            byte[] body = [.. System.Text.Encoding.ASCII.GetBytes("PV" + text), 0x03];
            byte[] frame = [0x02, .. body, Checksums.Xor(body)];
            whiteSpace += frame[^1] is (>= 0x09 and <= 0x0D) or (>= 0x1C and <= 0x20) ? 1 : 0;
            var read = EurothermGrammar.Answer.Read(frame, false);
            read.Kind.ShouldBe(FrameKind.Whole);
            read.Consumed.ShouldBe(frame.Length);
            EurothermGrammar.Value(EurothermGrammar.Text("PV", read.Message.Span)).ShouldBe(tenths / 10.0);
            EurothermGrammar.Answer.Read(frame.AsMemory(0, frame.Length - 1), false).Kind.ShouldBe(FrameKind.Incomplete);
        }

        whiteSpace.ShouldBeGreaterThan(3_000);
    }

    [Theory]
    [InlineData("2.9")]
    [InlineData("25.0")]
    [InlineData("102.8")]
    public async Task Scenario_25_A_check_that_is_white_space_is_a_check(string text)
    {
        _device.Wire.On(AskPv, Answer("PV" + text));
        (await Port.ReadTemperature("", default)).ShouldBe(new Reading<double>(double.Parse(text, CultureInfo.InvariantCulture), Quality.Good, _device.Time.GetUtcNow()));
    }

    [Fact]
    public async Task Scenario_25_A_wrong_check_is_an_error_after_one_repetition()
    {
        _device.Wire.On(AskPv, "<STX>PV25.0<ETX><1D>");
        (await Should.ThrowAsync<LinkException>(async () => await Port.ReadTemperature("", default))).Reply.Outcome.ShouldBe(LinkOutcome.ChecksumError);
        _device.Wire.Written.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Noise_before_the_answer_is_passed_over()
    {
        _device.Wire.On(AskPv, "?<CR>" + Answer("PV25.0"));
        (await Port.ReadTemperature("", default)).Value.ShouldBe(25);
    }

    [Fact]
    public async Task A_set_point_is_acknowledged()
    {
        _device.Wire.On("<EOT>0011<STX>SL500.0<ETX>7", "<ACK>");
        await Port.SetSetpoint("", 500, default);
        _device.Wire.Written.ShouldBe(["<EOT>0011<STX>SL500.0<ETX>7"]);
    }

    [Fact]
    public async Task A_set_point_that_the_controller_does_not_take_is_refused()
    {
        _device.Wire.On("<EOT>0011<STX>SL500.0<ETX>7", "<NAK>");
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.SetSetpoint("", 500, default))).Message.ShouldContain("NAK");
    }

    [Theory]
    [InlineData(1600.1)]
    [InlineData(-1)]
    [InlineData(double.NaN)]
    public async Task A_set_point_out_of_range_is_never_sent(double celsius)
    {
        await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.SetSetpoint("", celsius, default));
        _device.Wire.Written.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("PV1700.0", "1700 °C: the sensor is open, or out of its range")]
    [InlineData("PVS.br", "PV 'S.br'")]
    public async Task Scenario_37_An_open_sensor_is_a_fault_and_no_temperature(string body, string word)
    {
        _device.Wire.On(AskPv, Answer(body));
        var reading = await Port.ReadTemperature("", default);
        (reading.Quality, reading.Word).ShouldBe((Quality.Fault, word));
    }

    [Theory]
    [InlineData("<EOT>")]
    [InlineData("<STX>OP<EOT>")]
    public async Task A_mnemonic_that_the_controller_does_not_know_is_refused(string answer)
    {
        _device.Wire.On("<EOT>0011OP<ENQ>", answer);
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.ReadOutput("", default))).Message.ShouldContain("OP");
    }

    [Fact]
    public async Task Silence_is_no_temperature()
    {
        await Should.ThrowAsync<TimeoutException>(async () => await Port.ReadTemperature("", default));
        _device.Wire.Written.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_late_answer_to_another_question_is_passed_over()
    {
        _device.Wire.On("<EOT>0011SL<ENQ>", Answer("PV25.0") + Answer("SL500.0"));
        (await Port.ReadSetpoint("", default)).Value.ShouldBe(500);
    }

    private static string Answer(string body)
    {
        byte[] checkedPart = [.. System.Text.Encoding.ASCII.GetBytes(body), 0x03];
        return WireText.Of([0x02, .. checkedPart, Checksums.Xor(checkedPart)]);
    }
}
