namespace LabActors.Devices.Framings;

/// <summary>An answer of Modbus RTU: its length follows from the function code; two bytes of CRC-16, low byte first. The message is address, function and data.</summary>
public sealed record ModbusRtuAnswer : Framing
{
    private const int AddressFunctionCrc = 4;

    /// <inheritdoc/>
    protected override FrameRead Find(ReadOnlyMemory<byte> bytes, bool isEnd)
    {
        if (bytes.Length < 3)
            return FrameRead.Incomplete;
        var function = bytes.Span[1];
        int? length = function switch
        {
            _ when (function & 0x80) != 0 => 5,
            1 or 2 or 3 or 4 => bytes.Span[2] + 5,
            5 or 6 or 15 or 16 => 4 + AddressFunctionCrc,
            _ => null,
        };
        if (length is not { } whole)
            return new FrameRead(FrameKind.Malformed, bytes.Length, default, $"found the function {function}, expected 1 to 6, 15 or 16");
        if (bytes.Length < whole)
            return FrameRead.Incomplete;
        var body = bytes[..(whole - 2)];
        var crc = bytes.Span[whole - 2] | (bytes.Span[whole - 1] << 8);
        return crc == Checksums.Crc16Modbus(body.Span)
            ? FrameRead.Whole(whole, body)
            : new FrameRead(FrameKind.WrongCheck, whole, default, $"found the CRC {crc:X4}, expected {Checksums.Crc16Modbus(body.Span):X4}");
    }
}
