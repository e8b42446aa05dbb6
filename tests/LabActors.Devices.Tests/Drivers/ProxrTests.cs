using LabActors.Core.Labs;
using LabActors.Devices.Drivers.Proxr;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Tests.Drivers;

public sealed class ProxrTests
{
    private readonly ScriptedDevice _device = new("proxr");

    [Fact]
    public async Task A_relay_is_switched_and_read_in_its_bank()
    {
        var driver = new ProxrDriver(_device.Context);
        _device.Wire.On("<FE>1<STX>", "U");
        _device.Wire.On("<FE><TAB>", "U");
        _device.Wire.On("<FE><SOH>", "U");
        _device.Wire.On("<FE><DC1>", "<01>", "<NUL>");
        await driver.Actuate("9", true, default);
        (await driver.ReadState("9", default)).Value.ShouldBe(ValveState.Open);
        await driver.Actuate("9", false, default);
        (await driver.ReadState("9", default)).Value.ShouldBe(ValveState.Closed);
        _device.Wire.Written.ShouldBe(["<FE>1<STX>", "<FE><TAB>", "<FE>1<STX>", "<FE><DC1>", "<FE>1<STX>", "<FE><SOH>", "<FE>1<STX>", "<FE><DC1>"]);
    }

    [Theory]
    [InlineData("input 10", ValveState.Open)]
    [InlineData("input 11", ValveState.Closed)]
    public async Task An_input_reads_a_valve_back_and_moves_nothing(string address, ValveState state)
    {
        var driver = new ProxrDriver(_device.Context);
        _device.Wire.On("<FE><AF><SOH>", "<04>");
        (await driver.ReadState(address, default)).Value.ShouldBe(state);
        await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.Actuate(address, true, default));
    }

    [Fact]
    public async Task A_contact_is_one_when_it_is_closed_and_silence_is_none()
    {
        var lab = new LabDefinition { Name = "test", Environment = [new SensorDefinition("water", "device", "Cooling water", SensorKind.Contact, "closed") { Channel = "input 10" }] };
        var device = new ScriptedDevice("proxr", lab: lab);
        var sensors = new ProxrDriver(device.Context);
        await Should.ThrowAsync<TimeoutException>(async () => await sensors.Read("water", default));
        device.Wire.On("<FE><AF><SOH>", "<04>", "<04>", "<NUL>", "<NUL>", "<NUL>", "<04>");
        (await sensors.Read("water", default)).Value.ShouldBe(1);
        (await sensors.Read("water", default)).Value.ShouldBe(0);
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await sensors.Read("water", default))).Reason.ShouldContain("found '00, then 04', expected the same twice");
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await sensors.Read("air", default))).Reason.ShouldContain("no sensor 'air'");
    }

    [Fact]
    public async Task A_bank_that_is_not_there_leaves_the_relay_alone()
    {
        var driver = new ProxrDriver(_device.Context);
        _device.Wire.On("<FE>1<ETX>", "V");
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.Actuate("16", true, default))).Reason.ShouldContain("found '56', expected 55");
        _device.Wire.Written.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Silence_after_a_command_is_no_success_and_it_is_not_repeated()
    {
        var driver = new ProxrDriver(_device.Context);
        _device.Wire.On("<FE>1<SOH>", "U");
        await Should.ThrowAsync<TimeoutException>(async () => await driver.Actuate("0", true, default));
        _device.Wire.Written.Count(w => w == "<FE><BS>").ShouldBe(1);
    }

    [Fact]
    public async Task A_garbled_or_late_reading_is_no_state()
    {
        var driver = new ProxrDriver(_device.Context);
        _device.Wire.On("<FE>1<SOH>", "U");
        _device.Wire.On("<FE><DLE>", [(1.5, "<01>")]);
        _device.Wire.On("<FE><DLE>", "<NUL>", "<7F>");
        (await driver.ReadState("0", default)).Value.ShouldBe(ValveState.Closed);
        (await driver.ReadState("0", default)).Quality.ShouldBe(Quality.Fault);
        (await driver.Identify(default)).ShouldContain("ProXR");
    }
}
