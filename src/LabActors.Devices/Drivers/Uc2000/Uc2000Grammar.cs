using LabActors.Devices.Framings;

namespace LabActors.Devices.Drivers.Uc2000;

/// <summary>
/// What is said to a Synrad UC-2000 and what it answers, in bytes: 5B, command, data, ones' complement of their sum. It answers AA or 3F; the status after AA is two bytes of flags, the
/// power that is set and the power that is given in half percents, and a check where that is switched on.
/// </summary>
public static class Uc2000Grammar
{
    private const byte Start = 0x5B;
    private const byte Ack = 0xAA;
    private const byte Nak = 0x3F;
    private const byte LaserIsOn = 0x10;
    private static readonly MessageCheck Check = new(CheckKind.SumComplement, Skip: 1);

    /// <summary>Laser on.</summary>
    public static byte[] On { get; } = Check.Append([Start, 0x75]);

    /// <summary>Laser off.</summary>
    public static byte[] Off { get; } = Check.Append([Start, 0x76]);

    /// <summary>Asks for the status.</summary>
    public static byte[] Status { get; } = Check.Append([Start, 0x7E]);

    /// <summary>An answer that is one byte.</summary>
    public static Framing Acknowledgement { get; } = new FixedLength(1);

    /// <summary>The status: its length depends on how the controller is set up, so a pause ends it.</summary>
    public static Framing StatusAnswer { get; } = new UntilEnd();

    /// <summary>Sets the power in half percents.</summary>
    public static byte[] Power(double percent) => Check.Append([Start, 0x7F, (byte)Math.Round(2 * percent)]);

    /// <summary>Whether a byte is an answer.</summary>
    public static bool IsAcknowledgement(ReadOnlySpan<byte> answer) => answer is [Ack or Nak];

    /// <summary>The command was taken.</summary>
    public static bool IsTaken(ReadOnlySpan<byte> answer) => answer is [Ack, ..];

    /// <summary>Whether the laser is on, and the power that it gives, percent; null where the controller says no more than that it is there.</summary>
    /// <param name="isWhole">False when the answer is no status.</param>
    public static (bool IsOn, double Percent)? Laser(ReadOnlySpan<byte> answer, out bool isWhole)
    {
        isWhole = answer is [Ack] or [Ack, _, _, _, _] || (answer is [Ack, _, _, _, _, var check] && check == (byte)~Checksums.Sum(answer[1..5]));
        return isWhole && answer.Length > 1 ? ((answer[1] & LaserIsOn) != 0, answer[4] / 2.0) : null;
    }
}
