using LabActors.Devices.Framings;

namespace LabActors.Devices.Drivers.Eurotherm;

/// <summary>
/// An answer of EI-Bisynch: STX, mnemonic, value, ETX and one byte of check, whichever byte that is (CR, blank and ETX among them); or EOT alone, or STX, mnemonic and EOT, when the
/// controller does not know the mnemonic; or ACK or NAK alone after something was set. The message is what stands between STX and ETX, or the control character.
/// </summary>
public sealed record BisynchAnswer : Framing
{
    internal const byte Stx = 0x02;
    internal const byte Etx = 0x03;
    internal const byte Eot = 0x04;
    internal const byte Ack = 0x06;
    internal const byte Nak = 0x15;

    /// <inheritdoc/>
    protected override FrameRead Find(ReadOnlyMemory<byte> bytes, bool isEnd)
    {
        var all = bytes.Span;
        var start = all.IndexOfAny([Stx, Eot, Ack, Nak]);
        if (start < 0)
            return FrameRead.Incomplete;
        if (all[start] != Stx)
            return FrameRead.Whole(start + 1, bytes.Slice(start, 1));
        var length = all[(start + 1)..].IndexOfAny(Etx, Eot);
        if (length < 0)
            return FrameRead.Incomplete;
        var end = start + 1 + length;
        if (all[end] == Eot)
            return FrameRead.Whole(end + 1, bytes.Slice(end, 1));
        if (end + 1 == all.Length)
            return FrameRead.Incomplete;
        var expected = Checksums.Xor(all[(start + 1)..(end + 1)]);
        return all[end + 1] == expected
            ? FrameRead.Whole(end + 2, bytes[(start + 1)..end])
            : new FrameRead(FrameKind.WrongCheck, end + 2, default, $"found the check {all[end + 1]:X2}, expected {expected:X2}");
    }
}
