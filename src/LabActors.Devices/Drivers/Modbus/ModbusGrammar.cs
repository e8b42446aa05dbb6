using System.Buffers.Binary;
using LabActors.Devices.Framings;

namespace LabActors.Devices.Drivers.Modbus;

/// <summary>Modbus requests and answers, without what RTU and TCP put around them: function and data. Registers are 0-based, as they go over the wire.</summary>
public static class ModbusGrammar
{
    /// <summary>Read holding registers.</summary>
    public const byte ReadHolding = 3;

    /// <summary>Write one register.</summary>
    public const byte WriteOne = 6;

    /// <summary>Write several registers.</summary>
    public const byte WriteSeveral = 16;

    private const byte IsException = 0x80;

    /// <summary>Asks for registers.</summary>
    public static byte[] Read(ushort register, ushort count) => [ReadHolding, High(register), Low(register), High(count), Low(count)];

    /// <summary>Writes one register.</summary>
    public static byte[] Write(ushort register, ushort value) => [WriteOne, High(register), Low(register), High(value), Low(value)];

    /// <summary>Writes several registers.</summary>
    public static byte[] Write(ushort register, ReadOnlySpan<ushort> values)
    {
        var bytes = new List<byte> { WriteSeveral, High(register), Low(register), 0, (byte)values.Length, (byte)(2 * values.Length) };
        foreach (var value in values)
            bytes.AddRange([High(value), Low(value)]);
        return [.. bytes];
    }

    /// <summary>Whether an answer is one to a request: its function (or an exception of it), and the registers or the count of them that were asked for.</summary>
    public static bool Answers(ReadOnlySpan<byte> request, ReadOnlySpan<byte> answer)
    {
        if (answer.Length < 2 || (answer[0] & ~IsException) != request[0])
            return false;
        if ((answer[0] & IsException) != 0)
            return answer.Length == 2;
        return request[0] == ReadHolding
            ? answer[1] == 2 * BinaryPrimitives.ReadUInt16BigEndian(request[3..]) && answer.Length == 2 + answer[1]
            : answer.Length == 5 && answer[..3].SequenceEqual(request[..3]);
    }

    /// <summary>The exception that an answer is; null when it is none.</summary>
    public static ModbusException? Exception(ReadOnlySpan<byte> answer) => (answer[0] & IsException) != 0 ? new ModbusException(answer[1]) : null;

    /// <summary>The registers of an answer to <see cref="Read"/>.</summary>
    public static ushort[] Registers(ReadOnlySpan<byte> answer)
    {
        var registers = new ushort[answer[1] / 2];
        for (var i = 0; i < registers.Length; i++)
            registers[i] = BinaryPrimitives.ReadUInt16BigEndian(answer[(2 + (2 * i))..]);
        return registers;
    }

    /// <summary>A 32-bit float of two registers.</summary>
    public static float Float(ushort first, ushort second, WordOrder order) =>
        BitConverter.UInt32BitsToSingle(order == WordOrder.LowHigh ? (uint)((second << 16) | first) : (uint)((first << 16) | second));

    /// <summary>The two registers of a 32-bit float.</summary>
    public static ushort[] Registers(float value, WordOrder order)
    {
        var bits = BitConverter.SingleToUInt32Bits(value);
        var (high, low) = ((ushort)(bits >> 16), (ushort)bits);
        return order == WordOrder.LowHigh ? [low, high] : [high, low];
    }

    /// <summary>A request of Modbus RTU: address, request, CRC.</summary>
    public static byte[] Rtu(byte slave, ReadOnlySpan<byte> request) => new MessageCheck(CheckKind.Crc16).Append([slave, .. request]);

    /// <summary>A request of Modbus TCP: number, protocol 0, length, unit, request.</summary>
    public static byte[] Tcp(ushort number, byte unit, ReadOnlySpan<byte> request)
    {
        var length = (ushort)(request.Length + 1);
        return [High(number), Low(number), 0, 0, High(length), Low(length), unit, .. request];
    }

    private static byte High(ushort value) => (byte)(value >> 8);

    private static byte Low(ushort value) => (byte)value;
}
