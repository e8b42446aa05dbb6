using System.Globalization;
using System.Text;

namespace LabActors.Simulator.Wire.Pychron;

/// <summary>The check of Pychron's words, and that of all states together.</summary>
public static class StateWords
{
    /// <summary>A word with its CRC-16 (0x8005 reflected, from 0xFFFF), four hexadecimal digits, low byte first.</summary>
    public static string WithCrc(string word)
    {
        var crc = 0xFFFFu;
        foreach (var b in Encoding.ASCII.GetBytes(word))
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xA001u : crc >> 1;
        }

        return string.Create(CultureInfo.InvariantCulture, $"{word}{crc & 0xFF:x2}{crc >> 8:x2}");
    }

    /// <summary>CRC-32 as zlib has it.</summary>
    public static uint Crc32(string text)
    {
        var crc = 0xFFFFFFFFu;
        foreach (var b in Encoding.ASCII.GetBytes(text))
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (crc & 1) != 0 ? (crc >> 1) ^ 0xEDB88320u : crc >> 1;
        }

        return ~crc;
    }
}
