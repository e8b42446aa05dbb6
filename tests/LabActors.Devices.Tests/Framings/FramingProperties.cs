using System.Text;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LabActors.Devices.Framings;

namespace LabActors.Devices.Tests.Framings;

public sealed class FramingProperties
{
    private static readonly string[] Characters = [.. Enumerable.Range(32, 95).Select(c => ((char)c).ToString())];

    public static IEnumerable<object[]> Kinds => new (string Name, Framing Framing, Func<string, byte[]> Frame)[]
    {
        ("line", Terminated.Line, m => Encoding.ASCII.GetBytes(m + "\r\n")),
        ("CR", Terminated.Cr, m => Encoding.ASCII.GetBytes(m + "\r")),
        ("words", Terminated.By(";FF"), m => Encoding.ASCII.GetBytes(m.Replace(';', ':') + ";FF")),
        ("length and CRC", new LengthAndCrc(), LengthAndCrc.Frame),
        ("ETX and BCC", EtxBcc, m => EtxBcc.Check.Append([2, .. Encoding.ASCII.GetBytes(m), 3])),
        ("CR and sum", Terminated.Cr with { Check = new MessageCheck(CheckKind.SumDecimal) }, m => [.. new MessageCheck(CheckKind.SumDecimal).Append(Encoding.ASCII.GetBytes(m)), 13]),
        ("Modbus RTU", new ModbusRtuAnswer(), m => new MessageCheck(CheckKind.Crc16).Append([1, 3, (byte)m.Length, .. Encoding.ASCII.GetBytes(m)])),
        ("Modbus TCP", new ModbusTcpAnswer(), m => [0, 1, 0, 0, 0, (byte)(m.Length + 3), 1, 3, (byte)m.Length, .. Encoding.ASCII.GetBytes(m)]),
    }.Select(k => new object[] { k.Name, k.Framing, k.Frame });

    private static Terminated EtxBcc => new([new byte[] { 3 }], 1) { Check = new MessageCheck(CheckKind.Xor, 1) };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void However_the_bytes_are_split_the_messages_are_the_same(string name, object framing, object frame)
    {
        name.ShouldNotBeEmpty();
        var cases =
            from messages in Gen.ListOf(Gen.NonEmptyListOf(Gen.Elements(Characters)).Resize(60).Select(c => string.Concat(c.Take(60))))
            from cuts in Gen.ListOf(Gen.Choose(1, 7))
            select (Messages: messages.ToArray(), Cuts: cuts.ToArray());
        Prop.ForAll(cases.ToArbitrary(), c =>
        {
            var frames = c.Messages.Select((Func<string, byte[]>)frame).ToArray();
            var whole = Feed((Framing)framing, frames.SelectMany(f => f).ToArray(), []);
            whole.Length.ShouldBe(frames.Length);
            Feed((Framing)framing, frames.SelectMany(f => f).ToArray(), c.Cuts).ShouldBe(whole);
        }).QuickCheckThrowOnFailure();
    }

    [Property(MaxTest = 300)]
    public void A_damaged_bit_never_goes_through_a_CRC(byte[] bytes, int bit)
    {
        byte[] body = [7, .. bytes.Take(200)];
        foreach (var kind in new[] { CheckKind.Crc16, CheckKind.Crc32 })
        {
            var message = new MessageCheck(kind).Append(body);
            var at = (int)((uint)bit % (message.Length * 8));
            message[at / 8] ^= (byte)(1 << (at % 8));
            new MessageCheck(kind).Read(FrameRead.Whole(message.Length, message)).Kind.ShouldBe(FrameKind.WrongCheck);
        }
    }

    // Reads as a conversation does: all that has come, again with each piece more; the last pieces are whatever is left.
    private static string[] Feed(Framing framing, byte[] bytes, int[] cuts)
    {
        var messages = new List<string>();
        var came = new List<byte>();
        foreach (var piece in Pieces(bytes, cuts))
        {
            came.AddRange(piece);
            while (came.Count > 0 && framing.Read(came.ToArray(), false) is { Kind: not FrameKind.Incomplete } read)
            {
                read.Kind.ShouldBe(FrameKind.Whole, read.Reason);
                messages.Add(Convert.ToHexString(read.Message.Span));
                came.RemoveRange(0, read.Consumed);
            }
        }

        return [.. messages];
    }

    private static IEnumerable<byte[]> Pieces(byte[] bytes, int[] cuts)
    {
        var at = 0;
        foreach (var cut in cuts.TakeWhile(_ => at < bytes.Length))
        {
            yield return bytes[at..Math.Min(at + cut, bytes.Length)];
            at = Math.Min(at + cut, bytes.Length);
        }

        yield return bytes[at..];
    }
}
