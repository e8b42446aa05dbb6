using LabActors.Devices.Drivers.Agilent34970a;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Tests.Drivers;

public sealed class Agilent34970aTests
{
    private const string NoError = "+0,\"No error\"<CR><LF>";
    private readonly ScriptedDevice _device = new("agilent-34970a");

    [Fact]
    public async Task Opening_looks_for_errors_and_reading_back_tells()
    {
        var driver = new Agilent34970aDriver(_device.Context);
        _device.Wire.On("SYST:ERR?<LF>", NoError);
        _device.Wire.On("ROUT:OPEN? (@312)<LF>", "1<CR><LF>", "0<LF>");
        await driver.Actuate("312", true, default);
        (await driver.ReadState("312", default)).Value.ShouldBe(ValveState.Open);
        await driver.Actuate("312", false, default);
        var reading = await driver.ReadState("312", default);
        (reading.Value, reading.Quality).ShouldBe((ValveState.Closed, Quality.Good));
        _device.Wire.Written.ShouldBe(
        [
            "SYST:ERR?<LF>", "ROUT:OPEN (@312)<LF>", "SYST:ERR?<LF>", "ROUT:OPEN? (@312)<LF>", "ROUT:CLOSE (@312)<LF>", "SYST:ERR?<LF>", "ROUT:OPEN? (@312)<LF>",
        ]);
    }

    [Fact]
    public async Task An_inverted_box_exchanges_the_words_in_commands_and_questions()
    {
        var device = new ScriptedDevice("agilent-34970a", [("invert", "true"), ("exclusive", "true")]);
        var driver = new Agilent34970aDriver(device.Context);
        device.Wire.On("SYST:ERR?<LF>", NoError);
        device.Wire.On("ROUT:CLOSE? (@101)<LF>", "1<LF>");
        await driver.Actuate("101", true, default);
        (await driver.ReadState("101", default)).Value.ShouldBe(ValveState.Open);
        device.Wire.Written.ShouldContain("ROUT:CLOSE:EXCL (@101)<LF>");
    }

    [Fact]
    public async Task Errors_of_a_command_are_all_read_and_told()
    {
        var driver = new Agilent34970aDriver(_device.Context);
        _device.Wire.On("SYST:ERR?<LF>", NoError, "-222,\"Data out of range\"<LF>", "-113,\"Undefined header\"<LF>", NoError);
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.Actuate("399", true, default)))
            .Reason.ShouldBe("open 399: -222,\"Data out of range\"; -113,\"Undefined header\"");
    }

    [Fact]
    public async Task Errors_of_before_are_not_told_of_a_command()
    {
        var driver = new Agilent34970aDriver(_device.Context);
        _device.Wire.On("SYST:ERR?<LF>", "-350,\"Queue overflow\"<LF>", "-113,\"Undefined header\"<LF>", NoError);
        await driver.Actuate("301", true, default);
        _device.Wire.Written.ShouldBe(["SYST:ERR?<LF>", "SYST:ERR?<LF>", "SYST:ERR?<LF>", "ROUT:OPEN (@301)<LF>", "SYST:ERR?<LF>"]);
    }

    [Fact]
    public async Task A_command_is_never_sent_twice_when_nothing_comes_back()
    {
        var driver = new Agilent34970aDriver(_device.Context);
        _device.Wire.Answer(NoError);
        await Should.ThrowAsync<TimeoutException>(async () => await driver.Actuate("301", true, default));
        _device.Wire.Written.Count(w => w.StartsWith("ROUT:OPEN (", StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task A_silent_or_late_reading_is_asked_once_more_and_then_is_none()
    {
        var driver = new Agilent34970aDriver(_device.Context);
        _device.Wire.Answer((1.4, "1<LF>"));
        _device.Wire.Answer("0<LF>");
        (await driver.ReadState("301", default)).Value.ShouldBe(ValveState.Closed);
        await Should.ThrowAsync<TimeoutException>(async () => await driver.ReadState("301", default));
    }

    [Theory]
    [InlineData("2<LF>")]
    [InlineData("+1.0E+00<LF>")]
    [InlineData("x1<LF>")]
    public async Task A_garbled_reading_is_unknown(string answer)
    {
        _device.Wire.Answer(answer);
        var reading = await new Agilent34970aDriver(_device.Context).ReadState("301", default);
        (reading.Value, reading.Quality).ShouldBe((ValveState.Unknown, Quality.Fault));
    }

    [Fact]
    public async Task A_garbled_error_is_no_success()
    {
        var driver = new Agilent34970aDriver(_device.Context);
        _device.Wire.On("SYST:ERR?<LF>", NoError, "+0,\"No er<LF>");
        await Should.ThrowAsync<DeviceRefusedException>(async () => await driver.Actuate("301", true, default));
    }

    [Fact]
    public async Task It_says_what_it_is_and_one_that_cannot_is_known_by_its_errors()
    {
        var driver = new Agilent34970aDriver(_device.Context);
        _device.Wire.On("*IDN?<LF>", "HEWLETT-PACKARD,34970A,0,13-2-2<LF>");
        (await driver.Identify(default)).ShouldBe("HEWLETT-PACKARD,34970A,0,13-2-2");
        var other = new ScriptedDevice("agilent-34970a");
        other.Wire.On("SYST:ERR?<LF>", "-113,\"Undefined header\"<LF>");
        (await new Agilent34970aDriver(other.Context).Identify(default)).ShouldContain("-113");
    }
}
