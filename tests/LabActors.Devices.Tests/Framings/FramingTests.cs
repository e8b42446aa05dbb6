using System.Text;
using LabActors.Devices.Framings;
using LabActors.Devices.Transports;

namespace LabActors.Devices.Tests.Framings;

public sealed class FramingTests
{
    [Theory]
    [InlineData("abc<CR><LF>def<CR><LF>", "abc", "def")]
    [InlineData("abc<CR>def<CR>", "abc", "def")]
    [InlineData("abc<LF>def<LF>", "abc", "def")]
    [InlineData("<LF>abc<CR>", "abc")]
    [InlineData("<CR><LF><CR><LF>abc<CR><LF>", "abc")]
    [InlineData("abc")]
    public void Lines_end_with_any_terminator_and_what_is_left_of_the_one_before_is_passed_over(string bytes, params string[] messages) =>
        MessagesOf(Terminated.Line, bytes).ShouldBe(messages);

    [Theory]
    [InlineData("abc<CR>", 0)]
    [InlineData("abc<LF>", 0)]
    [InlineData("abc<CR><LF>", 1)]
    [InlineData("a<CR>c<LF>d<CR><LF>", 1)]
    public void A_terminator_of_two_characters_needs_both(string bytes, int count) => MessagesOf(Terminated.CrLf, bytes).Length.ShouldBe(count);

    [Fact]
    public void A_terminator_may_be_several_characters_without_a_control_character() =>
        MessagesOf(Terminated.By(";FF"), "@253ACK1.23E-05;FF@253NAK160;FF").ShouldBe(["@253ACK1.23E-05", "@253NAK160"]);

    [Fact]
    public void A_message_without_an_end_is_malformed_when_it_is_too_long()
    {
        var read = (Terminated.Cr with { MaxLength = 10 }).Read(Encoding.ASCII.GetBytes("0123456789A"), false);
        read.Kind.ShouldBe(FrameKind.Malformed);
        read.Reason.ShouldContain("expected at most 10");
        (Terminated.Cr with { MaxLength = 10 }).Read(Encoding.ASCII.GetBytes("0123456789"), false).Kind.ShouldBe(FrameKind.Incomplete);
    }

    [Fact]
    public void A_check_behind_ETX_may_be_any_value_of_seven_bits()
    {
        var framing = new Terminated([new byte[] { 3 }], 1) { Check = new MessageCheck(CheckKind.Xor, 1) };
        for (var tenths = 0; tenths <= 20_000; tenths++)
        {
            byte[] message = [2, .. Encoding.ASCII.GetBytes(FormattableString.Invariant($"PV{tenths / 10.0:0.0}")), 3];
            var bytes = framing.Check.Append(message);
            var read = framing.Read(bytes, false);
            (read.Kind, read.Consumed, read.Message.ToArray().AsSpan().SequenceEqual(message)).ShouldBe((FrameKind.Whole, bytes.Length, true));
            framing.Read(bytes.AsMemory(0, bytes.Length - 1), false).Kind.ShouldBe(FrameKind.Incomplete);
            bytes[^1] ^= 0x10;
            framing.Read(bytes, false).Kind.ShouldBe(FrameKind.WrongCheck);
        }
    }

    [Fact]
    public void Length_and_CRC_come_back_from_the_frame_that_was_made()
    {
        var frame = LengthAndCrc.Frame("A0,B1,C0");
        Encoding.ASCII.GetString(frame).ShouldBe("0010A0,B1,C03446");
        MessagesOf(new LengthAndCrc(), WireText.Of([.. frame, .. LengthAndCrc.Frame("")])).ShouldBe(["A0,B1,C0", ""]);
    }

    [Theory]
    [InlineData("0010A0,B1,C03447", FrameKind.WrongCheck, "found the check '3447', expected '3446'")]
    [InlineData("00X0A0,B1,C03446", FrameKind.Malformed, "found '00X0'")]
    [InlineData("0007A0,B1,C03446", FrameKind.Malformed, "found '0007'")]
    [InlineData("FFFFA0,B1,C03446", FrameKind.Malformed, "found 'FFFF'")]
    [InlineData("0011A0,B1,C03446", FrameKind.Incomplete, "")]
    public void A_wrong_frame_says_what_was_found(string bytes, FrameKind kind, string reason)
    {
        var read = new LengthAndCrc().Read(Encoding.ASCII.GetBytes(bytes), false);
        read.Kind.ShouldBe(kind);
        read.Reason.ShouldContain(reason);
    }

    [Fact]
    public void Modbus_RTU_answers_end_where_their_function_says()
    {
        byte[] block = Convert.FromHexString("010308000041cc00004144bab5");
        byte[] exception = Convert.FromHexString("018302c0f1");
        byte[] written = Convert.FromHexString("01060758000a896a");
        var framing = new ModbusRtuAnswer();
        foreach (var answer in new[] { block, exception, written })
        {
            var read = framing.Read((byte[])[.. answer, 0x55], false);
            (read.Kind, read.Consumed).ShouldBe((FrameKind.Whole, answer.Length));
            read.Message.ToArray().ShouldBe(answer[..^2]);
            for (var length = 0; length < answer.Length; length++)
                framing.Read(answer.AsMemory(0, length), false).Kind.ShouldBe(FrameKind.Incomplete);
            var damaged = answer.ToArray();
            damaged[^3] ^= 1;
            framing.Read(damaged, false).Kind.ShouldBe(FrameKind.WrongCheck);
        }

        framing.Read(Convert.FromHexString("0163"), false).Kind.ShouldBe(FrameKind.Incomplete);
        framing.Read(Convert.FromHexString("016300"), false).Kind.ShouldBe(FrameKind.Malformed);
    }

    [Fact]
    public void Modbus_TCP_answers_have_their_length_in_front()
    {
        byte[] answer = Convert.FromHexString("00070000000501030200FF");
        var framing = new ModbusTcpAnswer();
        framing.Read(answer, false).Message.ToArray().ShouldBe(answer);
        framing.Read(answer.AsMemory(0, answer.Length - 1), false).Kind.ShouldBe(FrameKind.Incomplete);
        framing.Read(Convert.FromHexString("000700010005"), false).Kind.ShouldBe(FrameKind.Malformed);
        framing.Read(Convert.FromHexString("000700000001"), false).Kind.ShouldBe(FrameKind.Malformed);
    }

    [Fact]
    public void A_fixed_length_needs_all_its_bytes_and_takes_no_more()
    {
        new FixedLength(3).Read("abcd"u8.ToArray(), false).Message.ToArray().ShouldBe("abc"u8.ToArray());
        new FixedLength(3).Read("ab"u8.ToArray(), true).Kind.ShouldBe(FrameKind.Incomplete);
    }

    [Fact]
    public void What_ends_with_its_datagram_or_connection_is_whole_only_there()
    {
        new UntilEnd().Read("abc"u8.ToArray(), false).Kind.ShouldBe(FrameKind.Incomplete);
        new UntilEnd().Read("abc"u8.ToArray(), true).Message.ToArray().ShouldBe("abc"u8.ToArray());
        new UntilEnd().Read(ReadOnlyMemory<byte>.Empty, true).Kind.ShouldBe(FrameKind.Incomplete);
    }

    [Fact]
    public void A_message_that_is_shorter_than_its_check_is_malformed() =>
        (Terminated.Cr with { Check = new MessageCheck(CheckKind.SumDecimal) }).Read("07\r"u8.ToArray(), false).Kind.ShouldBe(FrameKind.Malformed);

    private static string[] MessagesOf(Framing framing, string text)
    {
        ReadOnlyMemory<byte> bytes = WireText.Parse(text);
        var messages = new List<string>();
        while (framing.Read(bytes, false) is { Kind: FrameKind.Whole } read)
        {
            messages.Add(Encoding.ASCII.GetString(read.Message.Span));
            bytes = bytes[read.Consumed..];
        }

        return [.. messages];
    }
}
