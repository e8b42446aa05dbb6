using System.Text;
using LabActors.Devices.Drivers.Gauges;
using LabActors.Devices.Framings;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Drivers.MaxiGauge;

/// <summary>
/// What is said to a Pfeiffer MaxiGauge TPG 256A (also TPG 26x, 36x) and what it answers: a command and CR, then ACK or NAK and CR LF; then ENQ alone, and a line with status and value, or
/// with the error after a NAK. Another command in between loses the value, so both are one conversation.
/// </summary>
public static class MaxiGaugeGrammar
{
    private const byte Ack = 0x06;
    private const byte Nak = 0x15;

    /// <summary>Asks for the value that a command has made ready.</summary>
    public static ReadOnlyMemory<byte> Enquiry { get; } = new byte[] { 0x05 };

    /// <summary>The end of an answer.</summary>
    public static Framing Answer { get; } = Terminated.CrLf;

    /// <summary>Makes the pressure of a channel, 1 to 6, ready.</summary>
    public static ReadOnlyMemory<byte> Pressure(string channel) => Encoding.ASCII.GetBytes($"PR{channel}\r");

    /// <summary>Whether a line says that a command was taken, or was not.</summary>
    public static bool IsAcknowledgement(ReadOnlySpan<byte> line) => line is [Ack or Nak];

    /// <summary>The command was taken.</summary>
    public static bool IsTaken(ReadOnlySpan<byte> line) => line is [Ack];

    /// <summary>What an error word means: four digits, each an error by itself.</summary>
    public static string Error(string word) => word switch
    {
        ['1', _, _, _] => $"{word}: error of the controller",
        [_, '1', _, _] => $"{word}: no such hardware",
        [_, _, '1', _] => $"{word}: wrong parameter",
        [_, _, _, '1'] => $"{word}: wrong syntax",
        _ => word,
    };

    /// <summary>Status and value of a line such as <c>0,+1.2345E-03</c>; null when it is none.</summary>
    public static GaugeAnswer? Value(string line)
    {
        if (line.Trim().Split(',') is not [[var status], var number] || GaugeAnswer.Number(number) is not { } pressure)
            return null;
        return status switch
        {
            '0' => GaugeAnswer.Measured(pressure, line),
            '1' => GaugeAnswer.Of(GaugeStatus.UnderRange, "1: under range"),
            '2' => GaugeAnswer.Of(GaugeStatus.OverRange, "2: over range"),
            '3' => GaugeAnswer.Of(GaugeStatus.SensorError, "3: sensor error"),
            '4' => GaugeAnswer.Of(GaugeStatus.Off, "4: sensor off"),
            '5' => GaugeAnswer.Of(GaugeStatus.NoGauge, "5: no sensor"),
            '6' => GaugeAnswer.Of(GaugeStatus.NotIdentified, "6: identification error"),
            _ => GaugeAnswer.Of(GaugeStatus.Unknown, line),
        };
    }
}
