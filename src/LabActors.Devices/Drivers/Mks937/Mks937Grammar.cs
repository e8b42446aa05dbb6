using System.Globalization;
using System.Text;
using LabActors.Devices.Drivers.Gauges;
using LabActors.Devices.Framings;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Drivers.Mks937;

/// <summary>
/// What is said to an MKS 937A or 937B and what it answers: <c>@001PR1?;FF</c>, <c>@001ACK1.23E-05;FF</c>, <c>@001NAK160;FF</c>. There is no CR; <c>;FF</c> ends a message.
/// </summary>
public static class Mks937Grammar
{
    /// <summary>Where the address is not given.</summary>
    public const string DefaultAddress = "001";

    /// <summary>The end of an answer.</summary>
    public static Framing Answer { get; } = Terminated.By(";FF");

    /// <summary>Asks for the pressure of a channel.</summary>
    public static string Pressure(string address, string channel) => $"@{address}PR{channel}?;FF";

    /// <summary>Whether a message comes from the controller at the address; broadcasts are answered with the controller's own.</summary>
    public static bool IsFrom(string address, ReadOnlySpan<byte> message) =>
        message.Length >= 7 && message[0] == '@' && Encoding.ASCII.GetString(message[1..4]) == address;

    /// <summary>What an answer holds after its ACK; null for a NAK, whose code is given.</summary>
    public static string? Acknowledged(string message, out string refusal)
    {
        var body = message.Length > 4 ? message[4..] : "";
        refusal = body.StartsWith("ACK", StringComparison.Ordinal) ? ""
            : body.StartsWith("NAK", StringComparison.Ordinal) ? Nak(body[3..])
            : message;
        return refusal.Length == 0 ? body[3..] : null;
    }

    /// <summary>A pressure, or the word that stands in its place.</summary>
    public static GaugeAnswer Value(string text)
    {
        var word = text.Trim();
        return GaugeAnswer.Number(word) is { } pressure ? GaugeAnswer.Measured(pressure, word) : GaugeAnswer.Of(StatusOf(word), word);
    }

    private static GaugeStatus StatusOf(string word) => word.ToUpperInvariant() switch
    {
        "OFF" or "CTRL_OFF" or "RP_OFF" => GaugeStatus.Off,
        "PROT_OFF" => GaugeStatus.Protected,
        "NO_GAUGE" => GaugeStatus.NoGauge,
        "WAIT" => GaugeStatus.Waiting,
        "LOWEMIS" or "MISCONN" => GaugeStatus.SensorError,
        "ATM" => GaugeStatus.OverRange,
        ['L', 'O', '<', ..] => GaugeStatus.UnderRange,
        ['H', 'I', '>', ..] => GaugeStatus.OverRange,
        _ => GaugeStatus.Unknown,
    };

    // The codes differ between the units of the series; 160 is the same in all.
    private static string Nak(string code) => code == "160" ? "NAK160: it does not know the command" : string.Create(CultureInfo.InvariantCulture, $"NAK{code}");
}
