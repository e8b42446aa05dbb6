using LabActors.Devices.Drivers.ArduinoValves;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Tests.Drivers;

public sealed class ArduinoValvesTests
{
    private const string Awake = "r 51<CR><LF>";
    private readonly ScriptedDevice _device = new("arduino-valves");

    [Theory]
    [InlineData("1", "0", ValveState.Open, Quality.Good)]
    [InlineData("0", "1", ValveState.Closed, Quality.Good)]
    [InlineData("0", "0", ValveState.Moving, Quality.Good)]
    [InlineData("1", "1", ValveState.Fault, Quality.Good)]
    [InlineData("1", "x", ValveState.Unknown, Quality.Fault)]
    [InlineData("OK", "0", ValveState.Unknown, Quality.Fault)]
    public async Task Both_indicators_together_are_the_state(string open, string closed, ValveState state, Quality quality)
    {
        _device.Wire.On(Awake, "0<CR><LF>");
        _device.Wire.On("r 44<CR><LF>", open + "<CR><LF>");
        _device.Wire.On("r 43<CR><LF>", closed + "<CR><LF>");
        var reading = await new ArduinoValvesDriver(_device.Context).ReadState("2", default);
        (reading.Value, reading.Quality).ShouldBe((state, quality));
    }

    [Fact]
    public async Task A_command_to_a_valve_is_acknowledged_and_pins_may_be_named()
    {
        var driver = new ArduinoValvesDriver(_device.Context);
        _device.Wire.On(Awake, "0<CR><LF>");
        _device.Wire.On("w 24 1<CR><LF>", "OK<CR><LF>");
        _device.Wire.On("w 48 0<CR><LF>", "OK<CR><LF>");
        await driver.Actuate("9", true, default);
        await driver.Actuate("48", false, default);
        _device.Wire.Written.ShouldBe([Awake, "w 24 1<CR><LF>", "w 48 0<CR><LF>"]);
    }

    [Fact]
    public async Task While_the_box_starts_no_command_is_sent_to_it()
    {
        var driver = new ArduinoValvesDriver(_device.Context);
        _device.Wire.On(Awake, ["", ""]);
        await Should.ThrowAsync<TimeoutException>(async () => await driver.Actuate("0", true, default));
        _device.Wire.Written.ShouldBe([Awake]);

        _device.Wire.On(Awake, "0<CR><LF>");
        _device.Wire.On("w 51 1<CR><LF>", "OK<CR><LF>");
        await Should.ThrowAsync<TimeoutException>(async () => await driver.Actuate("0", true, default));
        await driver.Actuate("0", true, default);
        _device.Wire.Written.Count(w => w == "w 51 1<CR><LF>").ShouldBe(1);
    }

    [Fact]
    public async Task Anything_but_OK_is_no_success_and_silence_is_not_asked_again()
    {
        var driver = new ArduinoValvesDriver(_device.Context);
        _device.Wire.On(Awake, "0<CR><LF>");
        _device.Wire.On("w 51 1<CR><LF>", "?<CR><LF>");
        await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.Actuate("0", true, default));
        await Should.ThrowAsync<TimeoutException>(async () => await driver.Actuate("1", true, default));
        _device.Wire.Written.Count(w => w == "w 48 1<CR><LF>").ShouldBe(1);
    }

    [Fact]
    public async Task A_late_indicator_is_not_taken_for_the_other()
    {
        var driver = new ArduinoValvesDriver(_device.Context);
        _device.Wire.On(Awake, "0<CR><LF>");
        _device.Wire.On("r 50<CR><LF>", [(1.2, "1<CR><LF>")]);
        _device.Wire.On("r 50<CR><LF>", "0<CR><LF>");
        _device.Wire.On("r 49<CR><LF>", "1<CR><LF>");
        (await driver.ReadState("0", default)).Value.ShouldBe(ValveState.Closed);
        (await driver.Identify(default)).ShouldContain("Arduino");
    }
}
