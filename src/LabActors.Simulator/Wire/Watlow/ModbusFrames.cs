using System.Buffers.Binary;

namespace LabActors.Simulator.Wire.Watlow;

/// <summary>Modbus messages out of bytes, over a serial line or a socket, and back.</summary>
/// <param name="tcp">A header with a length instead of a CRC.</param>
/// <param name="slave">Its number.</param>
public sealed class ModbusFrames(bool tcp, byte slave)
{
    // Longer than three and a half characters at any speed.
    private static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(50);
    private const int HeaderLength = 7;
    private readonly List<byte> _bytes = [];
    private DateTimeOffset _last;

    /// <summary>What of a message has come so far is forgotten.</summary>
    public void Clear() => _bytes.Clear();

    /// <summary>The messages that are for this slave, each with what its answer begins with; those of a wrong CRC are lost.</summary>
    public IReadOnlyList<(byte[] Head, byte[] Message)> Take(ReadOnlySpan<byte> bytes, DateTimeOffset now)
    {
        if (!tcp && now - _last > Gap)
            _bytes.Clear();
        _last = now;
        _bytes.AddRange(bytes);
        var messages = new List<(byte[], byte[])>();
        while (Length() is { } length && _bytes.Count >= length)
        {
            byte[] frame = [.. _bytes[..length]];
            _bytes.RemoveRange(0, length);
            if (tcp && frame[6] == slave)
                messages.Add((frame[..HeaderLength], frame[HeaderLength..]));
            else if (!tcp && Crc(frame.AsSpan()[..^2]) != BinaryPrimitives.ReadUInt16LittleEndian(frame.AsSpan()[^2..]))
                _bytes.Clear();
            else if (!tcp && frame[0] == slave)
                messages.Add((frame[..1], frame[1..^2]));
        }

        return messages;
    }

    /// <summary>An answer as it goes over the wire.</summary>
    public byte[] Answer(byte[] head, byte[] message)
    {
        if (!tcp)
        {
            byte[] frame = [.. head, .. message];
            var crc = Crc(frame);
            return [.. frame, (byte)crc, (byte)(crc >> 8)];
        }

        byte[] answer = [.. head, .. message];
        BinaryPrimitives.WriteUInt16BigEndian(answer.AsSpan(4), (ushort)(message.Length + 1));
        return answer;
    }

    /// <summary>CRC-16 of Modbus.</summary>
    public static ushort Crc(ReadOnlySpan<byte> bytes)
    {
        ushort crc = 0xFFFF;
        foreach (var b in bytes)
        {
            crc ^= b;
            for (var bit = 0; bit < 8; bit++)
                crc = (ushort)((crc & 1) != 0 ? (crc >> 1) ^ 0xA001 : crc >> 1);
        }

        return crc;
    }

    // Requests have a length by their function; one that nobody knows is as long as what came at once.
    private int? Length()
    {
        if (tcp)
            return _bytes.Count < HeaderLength ? null : HeaderLength - 1 + ((_bytes[4] << 8) | _bytes[5]);
        return _bytes.Count < 2 ? null : _bytes[1] switch
        {
            <= 6 => 8,
            15 or 16 => _bytes.Count < 7 ? null : 9 + _bytes[6],
            _ => _bytes.Count < 4 ? null : _bytes.Count,
        };
    }
}
