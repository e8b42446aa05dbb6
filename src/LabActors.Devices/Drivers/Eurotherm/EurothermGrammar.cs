using System.Globalization;
using System.Text;
using LabActors.Devices.Framings;

namespace LabActors.Devices.Drivers.Eurotherm;

/// <summary>
/// What is said to a Eurotherm 2000 or 3000 in EI-Bisynch and what it answers. Group and unit are sent twice each; <c>EOT 0 0 1 1 PV ENQ</c> is answered by <c>STX PV 25.0 ETX check</c>,
/// <c>EOT 0 0 1 1 STX SL 500.0 ETX check</c> by ACK or NAK.
/// </summary>
public static class EurothermGrammar
{
    private const byte Enq = 0x05;

    /// <summary>Process value.</summary>
    public const string ProcessValue = "PV";

    /// <summary>Set point.</summary>
    public const string Setpoint = "SL";

    /// <summary>Output, percent.</summary>
    public const string Output = "OP";

    /// <summary>Where the address is not given: group 0, unit 1.</summary>
    public const string DefaultAddress = "01";

    /// <summary>The form of all answers.</summary>
    public static Framing Answer { get; } = new BisynchAnswer();

    /// <summary>Asks for a value.</summary>
    /// <param name="address">Group and unit, a digit each.</param>
    /// <param name="mnemonic">Two letters.</param>
    public static byte[] Read(string address, string mnemonic) => [.. Head(address), .. Encoding.ASCII.GetBytes(mnemonic), Enq];

    /// <summary>Sets a value.</summary>
    /// <param name="value">As the controller takes it.</param>
    public static byte[] Write(string address, string mnemonic, string value)
    {
        byte[] body = [.. Encoding.ASCII.GetBytes(mnemonic + value), BisynchAnswer.Etx];
        return [.. Head(address), BisynchAnswer.Stx, .. body, Checksums.Xor(body)];
    }

    /// <summary>A number as the controller takes it.</summary>
    /// <param name="decimals">Digits after the point.</param>
    public static string Number(double value, int decimals) => value.ToString($"F{decimals}", CultureInfo.InvariantCulture);

    /// <summary>Whether an answer is one to a question for the mnemonic: its value, or that the controller does not know it.</summary>
    public static bool Answers(string mnemonic, ReadOnlySpan<byte> message) => message is [BisynchAnswer.Eot] || message.StartsWith(Encoding.ASCII.GetBytes(mnemonic));

    /// <summary>Whether an answer is one to a setting.</summary>
    public static bool IsAcknowledgement(ReadOnlySpan<byte> message) => message is [BisynchAnswer.Ack or BisynchAnswer.Nak];

    /// <summary>The setting was taken.</summary>
    public static bool IsTaken(ReadOnlySpan<byte> message) => message is [BisynchAnswer.Ack];

    /// <summary>The controller does not know the mnemonic.</summary>
    public static bool IsUnknown(ReadOnlySpan<byte> message) => message is [BisynchAnswer.Eot];

    /// <summary>The text of a value, without its mnemonic.</summary>
    public static string Text(string mnemonic, ReadOnlySpan<byte> message) => Encoding.ASCII.GetString(message[mnemonic.Length..]);

    /// <summary>The number that a value is; null when it is none.</summary>
    public static double? Value(string text) =>
        double.TryParse(text, NumberStyles.Float & ~NumberStyles.AllowExponent, CultureInfo.InvariantCulture, out var value) ? value : null;

    private static byte[] Head(string address)
    {
        var (group, unit) = ((byte)address[0], (byte)address[1]);
        return [BisynchAnswer.Eot, group, group, unit, unit];
    }
}
