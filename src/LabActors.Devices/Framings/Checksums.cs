using System.Globalization;

namespace LabActors.Devices.Framings;

/// <summary>The checks that instruments use.</summary>
public static class Checksums
{
    /// <summary>CRC-16/MODBUS: polynomial 0x8005 reflected, begun with 0xFFFF.</summary>
    public static ushort Crc16Modbus(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFF;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xA001 : crc >> 1;
        }

        return (ushort)crc;
    }

    /// <summary>CRC-32 as zlib has it: polynomial 0x04C11DB7 reflected, begun and ended with 0xFFFFFFFF.</summary>
    public static uint Crc32(ReadOnlySpan<byte> bytes)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
        }

        return ~crc;
    }

    /// <summary>Exclusive or of all bytes.</summary>
    public static byte Xor(ReadOnlySpan<byte> bytes)
    {
        byte all = 0;
        foreach (var b in bytes)
            all ^= b;
        return all;
    }

    /// <summary>Sum of all bytes modulo 256.</summary>
    public static byte Sum(ReadOnlySpan<byte> bytes)
    {
        var sum = 0;
        foreach (var b in bytes)
            sum += b;
        return (byte)sum;
    }

    /// <summary>Four lower-case hexadecimal digits, low byte first, as Pychron appends them.</summary>
    public static string HexLowFirst(ushort crc) => string.Create(CultureInfo.InvariantCulture, $"{crc & 0xFF:x2}{crc >> 8:x2}");
}
