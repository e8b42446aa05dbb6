using LabActors.Devices.Drivers.Esp301;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Tests.Drivers;

public sealed class Esp301Tests
{
    private const string NoError = "0, 451322, NO ERROR DETECTED<CR><LF>";
    private readonly ScriptedDevice _device = new("esp301", [("y", "3"), ("min", "-30"), ("max", "30")]);

    private IMotionPort Port => _device.Driver<IMotionPort>();

    [Fact]
    public async Task A_move_is_taken_when_the_controller_has_no_error_afterwards()
    {
        _device.Wire.On("TB?<CR>", NoError);
        await Port.MoveAxis("x", 12.345, default);
        await Port.MoveAxis("y", -1, default);
        _device.Wire.Written.ShouldBe(["1PA12.34500<CR>", "TB?<CR>", "3PA-1.00000<CR>", "TB?<CR>"]);
        _device.Traces.Count.ShouldBe(2);
    }

    [Fact]
    public async Task A_move_that_was_not_taken_is_refused_with_all_errors()
    {
        _device.Wire.On("TB?<CR>", "108, 451322, AXIS-1 MOTOR NOT ENABLED<CR><LF>", "38, 451323, COMMAND PARAMETER OUT OF RANGE<CR><LF>", NoError);
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.MoveAxis("x", 1, default))).Reason
            .ShouldBe("move x to 1: error 108: AXIS-1 MOTOR NOT ENABLED; error 38: COMMAND PARAMETER OUT OF RANGE");
        _device.Wire.Written.Count.ShouldBe(4);
    }

    [Fact]
    public async Task Errors_without_end_end_after_ten()
    {
        _device.Wire.On("TB?<CR>", "7, 1, PARAMETER OUT OF RANGE<CR><LF>");
        await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.Stop(default));
        _device.Wire.Written.Count(w => w == "TB?<CR>").ShouldBe(Esp301Grammar.ErrorsKept);
    }

    [Theory]
    [InlineData("0", true)]
    [InlineData("1", false)]
    public async Task It_tells_whether_an_axis_moves(string answer, bool moves)
    {
        _device.Wire.On("1MD?<CR>", answer + "<CR><LF>");
        (await Port.ReadMoving("1", default)).Value.ShouldBe(moves);
    }

    [Fact]
    public async Task An_answer_that_does_not_tell_is_an_error_and_not_at_rest()
    {
        _device.Wire.On("1MD?<CR>", "2<CR><LF>");
        await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.ReadMoving("x", default));
    }

    [Fact]
    public async Task A_position_is_read()
    {
        _device.Wire.On("2TP?<CR>", "-12.34500<CR><LF>");
        (await Port.ReadPosition("2", default)).Value.ShouldBe(-12.345);
        _device.Wire.On("1TP?<CR>", "12.3#500<CR><LF>");
        await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.ReadPosition("x", default));
    }

    [Fact]
    public async Task Silence_after_a_move_is_a_failure_since_nobody_knows()
    {
        await Should.ThrowAsync<TimeoutException>(async () => await Port.MoveAxis("x", 1, default));
    }

    [Theory]
    [InlineData("x", 31)]
    [InlineData("x", double.NaN)]
    [InlineData("w", 0)]
    [InlineData("4", 0)]
    public async Task What_the_stage_does_not_have_is_never_sent(string axis, double position)
    {
        await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.MoveAxis(axis, position, default));
        _device.Wire.Written.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_late_answer_is_not_the_answer_to_the_next_question()
    {
        _device.Wire.Late("1MD?<CR>", "1<CR><LF>");
        _device.Wire.On("1TP?<CR>", "5.00000<CR><LF>");
        await Should.ThrowAsync<TimeoutException>(async () => await Port.ReadMoving("x", default));
        (await Port.ReadPosition("x", default)).Value.ShouldBe(5);
    }
}
