using System.Buffers.Binary;

namespace LabActors.Devices.Framings;

/// <summary>A message of Modbus TCP: transaction number, protocol 0, length, then unit, function and data. The message is returned whole, so that its number can be compared.</summary>
public sealed record ModbusTcpAnswer : Framing
{
    /// <inheritdoc/>
    protected override FrameRead Find(ReadOnlyMemory<byte> bytes, bool isEnd)
    {
        if (bytes.Length < 6)
            return FrameRead.Incomplete;
        var protocol = BinaryPrimitives.ReadUInt16BigEndian(bytes.Span[2..]);
        var length = BinaryPrimitives.ReadUInt16BigEndian(bytes.Span[4..]);
        if (protocol != 0 || length is < 2 or > 254)
            return new FrameRead(FrameKind.Malformed, bytes.Length, default, $"found protocol {protocol} and length {length}, expected 0 and 2 to 254");
        return bytes.Length < 6 + length ? FrameRead.Incomplete : FrameRead.Whole(6 + length, bytes[..(6 + length)]);
    }
}
