using System.Buffers.Binary;
using System.Globalization;
using System.Text;

namespace LabActors.Devices.Framings;

/// <summary>A check at the end of a message, and over what it is.</summary>
/// <param name="Skip">Bytes at the beginning that it is not over (the STX of EI-Bisynch).</param>
public sealed record MessageCheck(CheckKind Kind, int Skip = 0)
{
    /// <summary>No check.</summary>
    public static MessageCheck None { get; } = new(CheckKind.None);

    /// <summary>How many bytes it has.</summary>
    public int Length => Kind switch
    {
        CheckKind.None => 0,
        CheckKind.Xor or CheckKind.Sum or CheckKind.SumComplement => 1,
        CheckKind.SumHex or CheckKind.Crc16 => 2,
        CheckKind.SumDecimal => 3,
        _ => 4,
    };

    /// <summary>The check over a message.</summary>
    public byte[] Of(ReadOnlySpan<byte> message)
    {
        var body = message[Math.Min(Skip, message.Length)..];
        return Kind switch
        {
            CheckKind.None => [],
            CheckKind.Xor => [Checksums.Xor(body)],
            CheckKind.Sum => [Checksums.Sum(body)],
            CheckKind.SumComplement => [(byte)~Checksums.Sum(body)],
            CheckKind.SumDecimal => Encoding.ASCII.GetBytes(Checksums.Sum(body).ToString("D3", CultureInfo.InvariantCulture)),
            CheckKind.SumHex => Encoding.ASCII.GetBytes(Checksums.Sum(body).ToString("X2", CultureInfo.InvariantCulture)),
            CheckKind.Crc16 => LowFirst(Checksums.Crc16Modbus(body)),
            CheckKind.Crc16Hex => Encoding.ASCII.GetBytes(Checksums.HexLowFirst(Checksums.Crc16Modbus(body))),
            CheckKind.Crc32 => HighFirst(Checksums.Crc32(body)),
            _ => throw new InvalidOperationException($"there is no check {Kind}"),
        };
    }

    /// <summary>A message with its check behind it.</summary>
    public byte[] Append(ReadOnlySpan<byte> message) => [.. message, .. Of(message)];

    /// <summary>Looks at the check of a message that was found, and takes it off.</summary>
    public FrameRead Read(FrameRead found)
    {
        if (Kind == CheckKind.None)
            return found;
        if (found.Message.Length < Length + Skip)
            return new FrameRead(FrameKind.Malformed, found.Consumed, default, $"found {found.Message.Length} bytes, expected a message with a check of {Length}");
        var message = found.Message[..^Length];
        var check = found.Message.Span[^Length..];
        var expected = Of(message.Span);
        var same = Kind is CheckKind.Crc16Hex or CheckKind.SumHex
            ? string.Equals(Encoding.ASCII.GetString(check), Encoding.ASCII.GetString(expected), StringComparison.OrdinalIgnoreCase)
            : check.SequenceEqual(expected);
        return same
            ? found with { Message = message }
            : new FrameRead(FrameKind.WrongCheck, found.Consumed, default, $"found the check {Convert.ToHexString(check)}, expected {Convert.ToHexString(expected)}");
    }

    private static byte[] LowFirst(ushort value)
    {
        var bytes = new byte[2];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, value);
        return bytes;
    }

    private static byte[] HighFirst(uint value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteUInt32BigEndian(bytes, value);
        return bytes;
    }
}
