using System.Globalization;
using System.Text;

namespace LabActors.Devices.Framings;

/// <summary>
/// Pychron's message frame <c>L4,-,C4</c>: four hexadecimal digits with the length of the whole message, these included; the message; four hexadecimal digits of the CRC-16
/// over the message, low byte first.
/// </summary>
public sealed record LengthAndCrc : Framing
{
    private const int Around = 8;

    /// <summary>Puts a message into the frame.</summary>
    public static byte[] Frame(string message)
    {
        var body = Encoding.ASCII.GetBytes(message);
        return Encoding.ASCII.GetBytes($"{body.Length + Around:X4}{message}{Checksums.HexLowFirst(Checksums.Crc16Modbus(body))}");
    }

    /// <inheritdoc/>
    protected override FrameRead Find(ReadOnlyMemory<byte> bytes, bool isEnd)
    {
        if (bytes.Length < 4)
            return FrameRead.Incomplete;
        var digits = Encoding.ASCII.GetString(bytes.Span[..4]);
        if (!int.TryParse(digits, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var length) || length < Around || length > MaxLength)
            return new FrameRead(FrameKind.Malformed, bytes.Length, default, $"found '{digits}', expected the length of a message in four hexadecimal digits");
        if (bytes.Length < length)
            return FrameRead.Incomplete;
        var message = bytes[4..(length - 4)];
        var check = Encoding.ASCII.GetString(bytes.Span[(length - 4)..length]);
        return string.Equals(check, Checksums.HexLowFirst(Checksums.Crc16Modbus(message.Span)), StringComparison.OrdinalIgnoreCase)
            ? FrameRead.Whole(length, message)
            : new FrameRead(FrameKind.WrongCheck, length, default, $"found the check '{check}', expected '{Checksums.HexLowFirst(Checksums.Crc16Modbus(message.Span))}'");
    }
}
