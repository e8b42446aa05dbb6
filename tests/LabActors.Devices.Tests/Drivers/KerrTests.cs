using LabActors.Core.Labs;
using LabActors.Devices.Drivers.Kerr;
using LabActors.Devices.Framings;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Tests.Drivers;

public sealed class KerrTests
{
    private const string Nop = "AA010E0F";
    private readonly ScriptedDevice _device = new(
        "kerr",
        [("motor_1_counts", "100"), ("motor_1_velocity", "131072"), ("motor_1_acceleration", "256")],
        new LabDefinition
        {
            Name = "test",
            ExtractionDevices =
            [
                new ExtractionDeviceDefinition("laser", [], ExtractionDeviceKind.Laser, "", "", [], [], [], [Motor("beam", "1"), Motor("zoom", "2")], [], false, false),
            ],
        });

    private IMotionPort Port => _device.Driver<IMotionPort>();

    [Fact]
    public void Commands_are_those_of_real_motors()
    {
        string[] known = ["AA01130115", "AA010001", "AA010E0F", "AA0117061E", "AA01170119", "AA010B0C"];
        byte[][] built = [KerrGrammar.ReadPosition(1), KerrGrammar.ResetPosition(1), KerrGrammar.Nop(1), KerrGrammar.Stop(1), KerrGrammar.AmplifierOn(1), KerrGrammar.ClearErrors(1)];
        built.Select(Convert.ToHexString).ShouldBe(known);
        Convert.ToHexString(KerrGrammar.Move(1, 1000, 131072, 256)).ShouldBe("AA01D497" + "E8030000" + "00000200" + "00010000" + "5A");
    }

    [Fact]
    public async Task A_move_is_taken_when_every_command_has_been()
    {
        Answer("AA010B0C", "09");
        Answer("AA01170119", "09");
        Answer("AA01D497E80300000000020000010000" + "5A", "08");
        await Port.MoveAxis("1", 10, default);
        _device.Wire.Written.Count.ShouldBe(3);
        _device.Traces.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Motors_that_were_switched_on_are_given_their_addresses_and_asked_again()
    {
        // All are silent at first: the two of the laboratory's file, asked twice where that is safe.
        _device.Wire.On(Text(Nop), "", "", "", WireText.Of(new MessageCheck(CheckKind.Sum).Append([0x09])));
        Answer("AA002101FF21", "09");
        Answer("AA002102FF22", "09");
        (await Port.ReadMoving("1", default)).Value.ShouldBeFalse();
        _device.Wire.Written.Select(w => Convert.ToHexString(WireText.Parse(w))).ShouldBe(["AA010E0F", "AA010E0F", "AA010E0F", "AA020E10", "AAFF0F0E", "AA002101FF21", "AA002102FF22", "AA010E0F"]);
    }

    [Fact]
    public async Task A_motor_that_stands_at_0_is_lost_until_it_was_sent_home()
    {
        Answer("AA01130115", "09" + "00000000");
        Answer("AA010001", "09");
        var port = Port;
        (await port.IsLost("1", default)).ShouldBeTrue();
        await port.EndHome("1", default);
        (await port.IsLost("1", default)).ShouldBeFalse();
        Answer("AA02130116", "09" + "E8030000");
        (await port.IsLost("2", default)).ShouldBeFalse("somebody has moved it since it was switched on");
    }

    [Fact]
    public async Task A_move_that_came_garbled_is_a_failure()
    {
        Answer("AA010B0C", "09");
        Answer("AA01170119", "0B");
        (await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.MoveAxis("1", 10, default))).Message.ShouldContain("0B");
        _device.Wire.Written.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("09", false)]
    [InlineData("08", true)]
    [InlineData("89", true)]
    [InlineData("00", true)]
    public async Task It_moves_until_the_move_is_done_and_home_is_found(string status, bool moves)
    {
        Answer(Nop, status);
        (await Port.ReadMoving("1", default)).ShouldBe(new Reading<bool>(moves, Quality.Good, _device.Time.GetUtcNow()));
    }

    [Theory]
    [InlineData("05", "OverCurrent")]
    [InlineData("11", "PositionError")]
    public async Task A_motor_that_is_stuck_is_a_fault_and_not_at_rest(string status, string word)
    {
        Answer(Nop, status);
        var reading = await Port.ReadMoving("1", default);
        (reading.Quality, reading.Word).ShouldBe((Quality.Fault, $"motor 1: {word}"));
    }

    [Theory]
    [InlineData("E8030000", 10)]
    [InlineData("18FCFFFF", -10)]
    public async Task A_position_is_read_back_in_units(string counts, double position)
    {
        Answer("AA01130115", "09" + counts);
        (await Port.ReadPosition("1", default)).Value.ShouldBe(position);
    }

    [Fact]
    public async Task A_wrong_sum_is_an_error_after_one_repetition()
    {
        _device.Wire.On(Text(Nop), Text("0902"));
        (await Should.ThrowAsync<LinkException>(async () => await Port.ReadMoving("1", default))).Reply.Outcome.ShouldBe(LinkOutcome.ChecksumError);
        _device.Wire.Written.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Silence_is_neither_moving_nor_at_rest() => await Should.ThrowAsync<TimeoutException>(async () => await Port.ReadMoving("1", default));

    [Fact]
    public async Task All_motors_are_stopped_whatever_comes_of_the_first()
    {
        Answer("AA0217061F", "00");
        await Should.ThrowAsync<TimeoutException>(async () => await Port.Stop(default));
        _device.Wire.Written.Distinct().ShouldBe([Text("AA0117061E"), Text("AA0217061F")]);
    }

    [Theory]
    [InlineData("7")]
    [InlineData("beam")]
    public async Task There_is_no_motor_of_another_address(string axis)
    {
        await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.MoveAxis(axis, 1, default));
        _device.Wire.Written.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_position_beyond_the_counter_is_never_sent()
    {
        await Should.ThrowAsync<DeviceRefusedException>(async () => await Port.MoveAxis("1", 3e7, default));
        _device.Wire.Written.ShouldBeEmpty();
    }

    private static MotorDefinition Motor(string name, string channel) => new(name, 0, 100) { Device = "device", Channel = channel };

    private static string Text(string hex) => WireText.Of(Convert.FromHexString(hex));

    private void Answer(string request, string answer) => _device.Wire.On(Text(request), WireText.Of(new MessageCheck(CheckKind.Sum).Append(Convert.FromHexString(answer))));
}
