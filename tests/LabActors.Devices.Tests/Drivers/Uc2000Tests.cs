using LabActors.Devices.Drivers.Uc2000;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Tests.Drivers;

public sealed class Uc2000Tests
{
    private const string Ack = "<AA>";
    private readonly ScriptedDevice _device = new("uc2000");

    private ILaserPort Port => _device.Driver<ILaserPort>();

    [Fact]
    public void Commands_are_those_of_a_real_controller()
    {
        byte[][] built = [Uc2000Grammar.Status, Uc2000Grammar.On, Uc2000Grammar.Off, Uc2000Grammar.Power(50)];
        built.Select(Convert.ToHexString).ShouldBe(["5B7E81", "5B758A", "5B7689", "5B7F641C"]);
    }

    [Fact]
    public async Task Scenario_35_Switched_off_is_what_the_controller_has_taken_twice()
    {
        _device.Wire.On(Text("5B7689"), Ack);
        _device.Wire.On(Text("5B7F0080"), Ack);
        await Port.Disable(default);
        _device.Wire.Written.ShouldBe([Text("5B7689"), Text("5B7F0080")]);
    }

    [Theory]
    [InlineData("", Ack)]
    [InlineData(Ack, "")]
    [InlineData("", "")]
    public async Task Scenario_35_What_was_not_taken_is_never_said_to_be_off(string off, string power)
    {
        if (off.Length > 0)
            _device.Wire.On(Text("5B7689"), off);
        if (power.Length > 0)
            _device.Wire.On(Text("5B7F0080"), power);
        await Should.ThrowAsync<TimeoutException>(async () => await Port.Disable(default));
        _device.Wire.Written.Distinct().ShouldBe([Text("5B7689"), Text("5B7F0080")]);
        _device.Time.Now.ShouldBeLessThan(TimeSpan.FromSeconds(1));
    }

    [Fact]
    public async Task A_NAK_is_a_refusal()
    {
        _device.Wire.On(Text("5B758A"), "?");
        await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.Enable(default));
    }

    [Theory]
    [InlineData("AA1800C864BB", true, 50)]
    [InlineData("AA1800C864", true, 50)]
    [InlineData("AA0800C800", false, 0)]
    public async Task The_status_tells_whether_it_is_on_and_its_power(string answer, bool isOn, double percent)
    {
        _device.Wire.On(Text("5B7E81"), Text(answer));
        var status = (await Port.ReadLaser(default)).Value;
        (status.Enabled, status.Power, status.Interlocks.Length).ShouldBe((isOn, percent, 0));
    }

    [Fact]
    public async Task A_controller_that_only_acknowledges_is_not_said_to_be_off()
    {
        _device.Wire.On(Text("5B7E81"), Ack);
        (await Port.ReadLaser(default)).Value.Enabled.ShouldBeNull();
    }

    [Theory]
    [InlineData("AA1800C864BC")]
    [InlineData("AA18")]
    [InlineData("001800C864BB")]
    public async Task A_garbled_status_is_an_error(string answer)
    {
        _device.Wire.On(Text("5B7E81"), Text(answer));
        await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.ReadLaser(default));
    }

    [Fact]
    public async Task Silence_is_no_status() => await Should.ThrowAsync<TimeoutException>(async () => await Port.ReadLaser(default));

    [Fact]
    public async Task A_power_out_of_range_is_never_sent()
    {
        await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.SetPower(100.5, default));
        _device.Wire.Written.ShouldBeEmpty();
    }

    private static string Text(string hex) => WireText.Of(Convert.FromHexString(hex));
}
