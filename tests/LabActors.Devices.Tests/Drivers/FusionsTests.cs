using LabActors.Devices.Drivers.Fusions;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Tests.Drivers;

public sealed class FusionsTests
{
    private readonly ScriptedDevice _device = new("fusions", [("motor_1_counts", "10")]);

    private ILaserPort Port => _device.Driver<ILaserPort>();

    [Fact]
    public async Task It_is_enabled_when_all_interlocks_are_closed()
    {
        _device.Wire.On(";LB.INTLK<CR>", "0<CR>");
        _device.Wire.On(";LB.PWE 1<CR>", "OK<CR>");
        _device.Wire.On(";LB.ENBL 1<CR>", "OK<CR>");
        await Port.Enable(default);
        _device.Wire.Written.ShouldBe([";LB.INTLK<CR>", ";LB.PWE 1<CR>", ";LB.ENBL 1<CR>"]);
    }

    [Theory]
    [InlineData("1", "external")]
    [InlineData("6", "emergency stop, coolant flow")]
    [InlineData("9", "external, unknown interlock (bit 3)")]
    [InlineData("1024", "unknown interlock (bit 10)")]
    public async Task Scenario_35_An_open_interlock_enables_nothing_and_has_a_name(string mask, string names)
    {
        _device.Wire.On(";LB.INTLK<CR>", mask + "<CR>");
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.Enable(default))).Reason.ShouldBe($"interlocks are open: {names}");
        _device.Wire.Written.ShouldBe([";LB.INTLK<CR>"]);
    }

    [Fact]
    public async Task Scenario_35_Switched_off_is_what_the_board_has_confirmed_twice()
    {
        _device.Wire.On(";LB.ENBL 0<CR>", "OK<CR>");
        _device.Wire.On(";LB.PDC 0.00<CR>", "OK<CR>");
        await Port.Disable(default);
        _device.Wire.Written.ShouldBe([";LB.ENBL 0<CR>", ";LB.PDC 0.00<CR>"]);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, true)]
    [InlineData(true, true)]
    public async Task Scenario_35_What_was_not_confirmed_is_never_said_to_be_off(bool forbidIsSilent, bool powerIsSilent)
    {
        if (!forbidIsSilent)
            _device.Wire.On(";LB.ENBL 0<CR>", "OK<CR>");
        if (!powerIsSilent)
            _device.Wire.On(";LB.PDC 0.00<CR>", "OK<CR>");
        await Should.ThrowAsync<TimeoutException>(async () => await Port.Disable(default));
        _device.Wire.Written.Distinct().ShouldBe([";LB.ENBL 0<CR>", ";LB.PDC 0.00<CR>"]);
        _device.Time.Now.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task Scenario_35_Switching_off_goes_out_at_once_after_a_silence_and_a_late_OK_confirms_nothing()
    {
        _device.Wire.On(";LB.PDC 50.00<CR>", [(3.2, "OK<CR>")]);
        _device.Wire.Silent(";LB.PDC 50.00<CR>");
        await Should.ThrowAsync<TimeoutException>(async () => await Port.SetPower(50, default));
        var asked = _device.Time.Now;
        await Should.ThrowAsync<TimeoutException>(async () => await Port.Disable(default));
        var sent = _device.Traces[1].Bytes.First(b => b.Direction == WireDirection.Out);
        (WireText.Of(sent.Bytes.Span), sent.After).ShouldBe((";LB.ENBL 0<CR>", TimeSpan.Zero));
        asked.ShouldBe(TimeSpan.FromSeconds(3));
    }

    [Theory]
    [InlineData("ERROR")]
    [InlineData("")]
    [InlineData("O?")]
    public async Task Scenario_35_Another_word_than_OK_confirms_nothing(string word)
    {
        _device.Wire.On(";LB.ENBL 0<CR>", $"{(word.Length > 0 ? word : " ")}<CR>");
        _device.Wire.On(";LB.PDC 0.00<CR>", "OK<CR>");
        await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.Disable(default));
    }

    [Theory]
    [InlineData(12.345, ";LB.PDC 12.35<CR>")]
    [InlineData(100, ";LB.PDC 100.00<CR>")]
    public async Task A_power_is_percent(double percent, string request)
    {
        _device.Wire.On(request, "OK<CR><LF>");
        await Port.SetPower(percent, default);
    }

    [Theory]
    [InlineData(100.1)]
    [InlineData(-0.1)]
    [InlineData(double.NaN)]
    public async Task A_power_out_of_range_is_never_sent(double percent)
    {
        await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.SetPower(percent, default));
        _device.Wire.Written.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_status_has_interlocks_and_power_and_does_not_guess_whether_it_is_enabled()
    {
        _device.Wire.On(";LB.INTLK<CR>", "4<CR>");
        _device.Wire.On(";LB.ADC1<CR>", "255<CR>");
        var status = (await Port.ReadLaser(default)).Value;
        (status.Enabled, string.Join(",", status.Interlocks), status.Power).ShouldBe((null, "coolant flow", 100));
    }

    [Theory]
    [InlineData("4x")]
    [InlineData("-1")]
    public async Task Interlocks_that_cannot_be_read_are_an_error(string answer)
    {
        _device.Wire.On(";LB.INTLK<CR>", answer + "<CR>");
        await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.ReadLaser(default));
    }

    [Fact]
    public async Task Silence_is_no_status()
    {
        await Should.ThrowAsync<TimeoutException>(async () => await Port.ReadLaser(default));
    }

    [Fact]
    public async Task Its_motors_are_on_its_line()
    {
        _device.Wire.On(WireText.Of(Convert.FromHexString("AA010E0F")), WireText.Of(Convert.FromHexString("0101")));
        (await _device.Driver<IMotionPort>().ReadMoving("1", default)).Value.ShouldBeFalse();
    }

    [Fact]
    public async Task It_says_what_answers()
    {
        _device.Wire.On(";LB.VER<CR>", "3.1<CR>");
        (await _device.Driver<FusionsDriver>().Identify(default)).ShouldBe("Fusions logic board 3.1");
    }
}
