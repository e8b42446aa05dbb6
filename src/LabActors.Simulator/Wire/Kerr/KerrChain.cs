using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Globalization;

namespace LabActors.Simulator.Wire.Kerr;

/// <summary>
/// A chain of PIC-Servo controllers: binary commands with an address, a length in the high half of the command, and a sum. After a reset they have no address; each hears the one that is given
/// at address 0 only when the one before it has its own.
/// </summary>
internal sealed class KerrChain(ImmutableArray<KerrMotor> motors, WireFaults faults)
{
    private const byte Begin = 0xAA;
    private const byte Everybody = 0xFF;
    private const int ReadPosition = 0x01;
    private const int ReadDevice = 0x20;
    private const int ReadHome = 0x10;
    private readonly List<byte> _frame = [];

    /// <summary>A command has begun and is not over.</summary>
    public bool InFrame => _frame.Count > 0;

    public void Clear() => _frame.Clear();

    public static bool Begins(byte b) => b == Begin;

    /// <summary>Takes a byte; the answer when it was the last of a command that is answered.</summary>
    public byte[]? Take(byte b, DateTimeOffset now)
    {
        _frame.Add(b);
        if (_frame.Count < 3 || _frame.Count < 4 + (_frame[2] >> 4))
            return null;
        byte[] frame = [.. _frame];
        _frame.Clear();
        return Answer(frame, now);
    }

    public void Reset(DateTimeOffset now)
    {
        foreach (var motor in motors)
            motor.Reset(now);
    }

    public IEnumerable<(string Key, string Value)> Truth(DateTimeOffset now) => motors.SelectMany(m => new[]
    {
        ($"counts {m.Name}", Math.Round(m.Position(now)).ToString(CultureInfo.InvariantCulture)),
        ($"moving {m.Name}", m.IsMoving(now) ? "true" : "false"),
    });

    private byte[]? Answer(byte[] frame, DateTimeOffset now)
    {
        var (address, command, data) = (frame[1], frame[2] & 0x0F, frame[3..^1]);
        var right = (byte)frame[1..^1].Sum(b => b) == frame[^1];
        if (address == Everybody)
        {
            if (right && command == 0x0F)
                Reset(now);
            return null;
        }

        if (motors.FirstOrDefault(m => m.Address == address) is not { } motor)
            return null;
        byte[] more = right ? Do(motor, command, data, now) : [];
        byte[] answer = [motor.Status(now, !right), .. more];
        return [.. answer, (byte)answer.Sum(b => b)];
    }

    private byte[] Do(KerrMotor motor, int command, byte[] data, DateTimeOffset now)
    {
        switch (command)
        {
            case 0x0:
                motor.ResetCount(now);
                break;
            case 0x1 when data.Length > 0:
                motor.Address = data[0];
                break;
            case 0x3 when data.Length > 0:
                return Read(motor, data[0], now);
            case 0x4 when data.Length > 0:
                Load(motor, data, now);
                break;
            case 0x7 when data.Length > 0:
                motor.Power((data[0] & 0x01) != 0);
                if ((data[0] & 0x0E) != 0)
                    motor.Stop(now);
                break;
            case 0x9:
                motor.LookForHome();
                break;
        }

        return [];
    }

    private static byte[] Read(KerrMotor motor, byte what, DateTimeOffset now)
    {
        var read = new List<byte>();
        void Add(int value) => read.AddRange(BitConverter.GetBytes(BitConverter.IsLittleEndian ? value : BinaryPrimitives.ReverseEndianness(value)));
        if ((what & ReadPosition) != 0)
            Add(motor.Counted(now));
        if ((what & ReadHome) != 0)
            Add(motor.Home);
        if ((what & ReadDevice) != 0)
            read.AddRange([0, 1]);
        return [.. read];
    }

    // What follows the control byte is what its bits say, four bytes each: position, velocity, acceleration.
    private void Load(KerrMotor motor, byte[] data, DateTimeOffset now)
    {
        var control = data[0];
        var at = 1;
        int Next()
        {
            at += 4;
            return at <= data.Length ? BinaryPrimitives.ReadInt32LittleEndian(data.AsSpan(at - 4)) : 0;
        }

        var position = (control & 0x01) != 0 ? Next() : motor.Counted(now);
        var velocity = (uint)((control & 0x02) != 0 ? Next() : 0);

        // What is only loaded waits for a command that starts it, which nobody sends.
        if ((control & 0x80) == 0)
            return;
        if (faults.Find(WireFaultKind.StuckAxis, motor.Name) is not null)
            motor.Stall(position, now);
        else if ((control & 0x20) != 0)
            motor.Run((control & 0x40) != 0, velocity, now);
        else
            motor.MoveTo(position, velocity, now);
    }
}
