using LabActors.Devices.Drivers.HiPace;
using LabActors.Devices.Framings;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Tests.Drivers;

public sealed class HiPaceTests
{
    private readonly ScriptedDevice _device = new("hipace");

    private IPumpPort Port => _device.Driver<IPumpPort>();

    [Fact]
    public void Telegrams_are_those_of_a_real_pump()
    {
        byte[][] built = [HiPaceGrammar.Read("001", "309"), HiPaceGrammar.Read("001", "310"), HiPaceGrammar.Write("001", "010", "111111"), HiPaceGrammar.Write("001", "023", "111111")];
        built.Select(b => WireText.Of(b)).ShouldBe(["0010030902=?107<CR>", "0010031002=?099<CR>", "0011001006111111015<CR>", "0011002306111111019<CR>"]);
    }

    [Theory]
    [InlineData("000000", "")]
    [InlineData("NO_DEF", "")]
    [InlineData("Err001", "Err001")]
    public async Task It_tells_speed_current_and_its_own_fault(string code, string fault)
    {
        Answer("010", "111111");
        Answer("309", "001000");
        Answer("310", "000150");
        Answer("303", code);
        (await Port.ReadPump(default)).ShouldBe(new Reading<PumpStatus>(new PumpStatus(true, 1000, 1.5, fault), Quality.Good, _device.Time.GetUtcNow()));
    }

    [Theory]
    [InlineData("NO_DEF", "NO_DEF: it has no such parameter")]
    [InlineData("_RANGE", "_RANGE: out of range")]
    [InlineData("_LOGIC", "_LOGIC: not possible now")]
    [InlineData("00x000", "00x000")]
    public async Task An_error_in_the_data_is_never_a_value(string data, string words)
    {
        Answer("010", "111111");
        Answer("309", data);
        Answer("310", "000150");
        Answer("303", "000000");
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.ReadPump(default))).Message.ShouldContain(words);
    }

    [Fact]
    public async Task A_wrong_sum_is_an_error_after_one_repetition()
    {
        _device.Wire.On("0010001002=?096<CR>", "0011001006111111016<CR>");
        (await Should.ThrowAsync<LinkException>(async () => await Port.ReadPump(default))).Reply.Outcome.ShouldBe(LinkOutcome.ChecksumError);
        _device.Wire.Written.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Answers_of_another_pump_and_to_another_question_are_passed_over()
    {
        _device.Wire.On(Request("309"), Telegram("0021030906000500") + Telegram("0011031006000150") + Telegram("0011030906001000"));
        (await _device.Driver<HiPaceDriver>().Identify(default)).ShouldBe("HiPace at 001: 1000 Hz");
    }

    [Fact]
    public async Task It_is_started_and_stopped_by_station_and_motor()
    {
        foreach (var (parameter, data) in new[] { ("023", "111111"), ("010", "111111"), ("010", "000000") })
            _device.Wire.On(Telegram($"00110{parameter}06{data}"), Telegram($"00110{parameter}06{data}"));
        await Port.Run(true, default);
        await Port.Run(false, default);
        _device.Wire.Written.ShouldBe(["0011002306111111019<CR>", "0011001006111111015<CR>", Telegram("0011001006000000")]);
    }

    [Fact]
    public async Task A_command_that_comes_back_as_an_error_was_not_taken()
    {
        _device.Wire.On("0011001006000000009<CR>", Telegram("0011001006_LOGIC"));
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.Run(false, default))).Message.ShouldContain("_LOGIC");
    }

    [Fact]
    public async Task Silence_is_no_status() => await Should.ThrowAsync<TimeoutException>(async () => await Port.ReadPump(default));

    private static string Request(string parameter) => WireText.Of(HiPaceGrammar.Read("001", parameter));

    private static string Telegram(string body) => WireText.Of(new MessageCheck(CheckKind.SumDecimal).Append(System.Text.Encoding.ASCII.GetBytes(body))) + "<CR>";

    private void Answer(string parameter, string data) => _device.Wire.On(Request(parameter), Telegram($"00110{parameter}{data.Length:D2}{data}"));
}
