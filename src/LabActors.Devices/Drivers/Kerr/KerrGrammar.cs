using System.Buffers.Binary;
using LabActors.Devices.Framings;

namespace LabActors.Devices.Drivers.Kerr;

/// <summary>
/// What is said to a Kerr PIC-Servo and what it answers, in bytes: AA, address, command with the number of data bytes in its high nibble, data, sum. An answer is the status, data and sum. Of
/// the control bits of a move only those of an absolute one are in use at laboratories; those of the search for home are the maker's.
/// </summary>
public static class KerrGrammar
{
    private const byte Header = 0xAA;

    // Position, velocity and acceleration follow; servo; start now.
    private const byte AbsoluteMove = 0x97;

    // Velocity and acceleration follow; servo, velocity profile, backwards; start now.
    private const byte BackwardsUntilStopped = 0xF6;

    // At the first limit switch, and stop there at once.
    private const byte HomeAtLimit1 = 0x11;

    private static readonly MessageCheck Sum = new(CheckKind.Sum);

    /// <summary>An answer that is the status alone.</summary>
    public static Framing StatusAnswer { get; } = new FixedLength(2) { Check = Sum };

    /// <summary>An answer with a position.</summary>
    public static Framing PositionAnswer { get; } = new FixedLength(6) { Check = Sum };

    /// <summary>Nothing, which is answered with the status.</summary>
    public static byte[] Nop(byte address) => Command(address, 0x0E);

    /// <summary>Makes the next answers hold the position; this one does.</summary>
    public static byte[] ReadPosition(byte address) => Command(address, 0x13, 0x01);

    /// <summary>Amplifier on, motor held.</summary>
    public static byte[] AmplifierOn(byte address) => Command(address, 0x17, 0x01);

    /// <summary>Stops at once, amplifier off.</summary>
    public static byte[] Stop(byte address) => Command(address, 0x17, 0x06);

    /// <summary>Forgets errors that were told.</summary>
    public static byte[] ClearErrors(byte address) => Command(address, 0x0B);

    /// <summary>Everything as after switching on: no motor has an address, positions are forgotten. Not answered.</summary>
    public static byte[] ResetAll() => Command(0xFF, 0x0F);

    /// <summary>Gives the first motor of the chain that has no address one; the next hears the next. All are in the group FF.</summary>
    public static byte[] GiveAddress(byte address) => Command(0, 0x21, address, 0xFF);

    /// <summary>Moves to a position.</summary>
    public static byte[] Move(byte address, int position, int velocity, int acceleration) =>
        Command(address, 0xD4, [AbsoluteMove, .. Bytes(position), .. Bytes(velocity), .. Bytes(acceleration)]);

    /// <summary>Counts from here.</summary>
    public static byte[] ResetPosition(byte address) => Command(address, 0x00);

    /// <summary>Where the search for home ends.</summary>
    public static byte[] HomeWhere(byte address) => Command(address, 0x19, HomeAtLimit1);

    /// <summary>Moves backwards until home is found.</summary>
    public static byte[] Backwards(byte address, int velocity, int acceleration) => Command(address, 0x94, [BackwardsUntilStopped, .. Bytes(velocity), .. Bytes(acceleration)]);

    /// <summary>The status of an answer.</summary>
    public static KerrStatus Status(ReadOnlySpan<byte> answer) => (KerrStatus)answer[0];

    /// <summary>The position of an answer.</summary>
    public static int Position(ReadOnlySpan<byte> answer) => BinaryPrimitives.ReadInt32LittleEndian(answer[1..]);

    private static byte[] Command(byte address, byte command, params ReadOnlySpan<byte> data)
    {
        // The sum is over what follows the header.
        byte[] body = [address, command, .. data];
        return [Header, .. Sum.Append(body)];
    }

    private static byte[] Bytes(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32LittleEndian(bytes, value);
        return bytes;
    }
}
