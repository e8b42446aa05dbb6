using LabActors.Devices.Drivers.Gauges;
using LabActors.Devices.Framings;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Drivers.MicroIon;

/// <summary>
/// What is said to a Granville-Phillips 354 or 358 and what it answers: <c>DS IG</c>, <c>1.23E-08</c>; on RS-485 <c>#01DS IG</c>, <c>*01 1.23E-08</c>, <c>?01 SYNTX ER</c>.
/// </summary>
public static class MicroIonGrammar
{
    // What a gauge that is off answers.
    private const double Inactive = 9.9e9;

    /// <summary>The end of an answer: CR LF, or CR.</summary>
    public static Framing Answer { get; } = Terminated.Line;

    /// <summary>Asks for the pressure of a gauge: IG, IG1, IG2, CG1 or CG2.</summary>
    /// <param name="address">Two digits on RS-485; empty on RS-232.</param>
    public static string Pressure(string address, string gauge) => $"{(address.Length > 0 ? $"#{address}" : "")}DS {gauge}\r";

    /// <summary>Whether a message is the controller's: on RS-485 it begins with the address.</summary>
    public static bool IsFrom(string address, string message) =>
        address.Length == 0 || (message.Length > 3 && message[0] is '*' or '?' && message.AsSpan(1).StartsWith(address, StringComparison.Ordinal));

    /// <summary>The answer without the address; null when it is an error, whose words are given.</summary>
    public static string? Body(string address, string message, out string refusal)
    {
        // A manual's underscore after the address stands for a blank; some units send it as it is printed.
        var body = (address.Length > 0 ? message[3..] : message).Trim(' ', '_');
        refusal = message.StartsWith('?') || body is "SYNTX ER" or "OVERRUN" or "INVALID" ? body : "";
        return refusal.Length == 0 ? body : null;
    }

    /// <summary>A pressure; 9.90E+09 says that the gauge is off.</summary>
    public static GaugeAnswer Value(string body) => GaugeAnswer.Number(body) switch
    {
        null => GaugeAnswer.Of(GaugeStatus.Unknown, body),
        >= Inactive => GaugeAnswer.Of(GaugeStatus.Off, body),
        { } pressure => GaugeAnswer.Measured(pressure, body),
    };
}
