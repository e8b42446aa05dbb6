using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace LabActors.Simulator.Wire.Mks;

/// <summary>An MKS 937 gauge controller: messages from @ with an address to ;FF, six channels, of which 1, 3 and 5 are high-vacuum gauges that are off after their power failed.</summary>
public sealed class Mks937 : WireInstrument
{
    private const string End = ";FF";
    private const string Everybody = "254";
    private const string Unrecognized = "160";
    private const string BadArgument = "169";
    private const int Channels = 6;
    private const int Longest = 64;

    // Below this the controller says so.
    private const double Lowest = 1e-11;

    private readonly string _address;
    private readonly ImmutableArray<WireGauge> _gauges;
    private readonly HashSet<string> _off = new(StringComparer.Ordinal);
    private readonly StringBuilder _message = new();

    /// <summary>A controller.</summary>
    /// <param name="device">The device that it stands for.</param>
    /// <param name="address">Three digits.</param>
    /// <param name="gauges">By channel, 1 to 6.</param>
    public Mks937(string device, string address, ImmutableArray<WireGauge> gauges)
        : base(device, WireFaultKind.GaugeOff, WireFaultKind.OutOfRange, WireFaultKind.Refused) => (_address, _gauges) = (address, gauges);

    /// <inheritdoc/>
    public override void Receive(ReadOnlySpan<byte> bytes, DateTimeOffset now, IWireAnswers answers)
    {
        foreach (var b in bytes)
        {
            if (b == '@' || _message.Length > Longest)
                _message.Clear();
            if (b == '@' || _message.Length > 0)
                _message.Append((char)b);
            var message = _message.ToString();
            if (!message.EndsWith(End, StringComparison.Ordinal))
                continue;
            _message.Clear();
            if (message.Length < 4 + End.Length || (message[1..4] != _address && message[1..4] != Everybody))
                continue;
            answers.Send(Bytes($"@{_address}{Answer(message[4..^End.Length])}{End}"));
        }
    }

    /// <inheritdoc/>
    public override void LosePower(DateTimeOffset now)
    {
        _message.Clear();
        _off.UnionWith(["1", "3", "5"]);
    }

    /// <inheritdoc/>
    public override ImmutableSortedDictionary<string, string> Truth(DateTimeOffset now) =>
        Facts(_gauges.SelectMany(g => new[] { ($"pressure {g.Channel}", Number(g.Read())), ($"on {g.Channel}", Word(!_off.Contains(g.Channel))) }));

    private string Answer(string command)
    {
        if (Active.Use(WireFaultKind.Refused, command) is { } refused)
            return $"NAK{(refused.Text.Length > 0 ? refused.Text : Unrecognized)}";
        if (command == "PRZ?")
            return "ACK" + string.Join(' ', Enumerable.Range(1, Channels).Select(c => Pressure(c.ToString(CultureInfo.InvariantCulture))));
        if (command.StartsWith("PR", StringComparison.Ordinal) && command.EndsWith('?'))
            return IsChannel(command[2..^1]) ? "ACK" + Pressure(command[2..^1]) : "NAK" + BadArgument;
        if (command.StartsWith("CP", StringComparison.Ordinal) && command.Length >= 4)
            return !IsChannel(command[2..3]) ? "NAK" + BadArgument : Power(command[2..3], command[3..]);
        return "NAK" + Unrecognized;
    }

    private string Power(string channel, string what)
    {
        switch (what)
        {
            case "?":
                return _off.Contains(channel) ? "ACKOFF" : "ACKON";
            case "!ON":
                _off.Remove(channel);
                return "ACKON";
            case "!OFF":
                _off.Add(channel);
                return "ACKOFF";
            default:
                return "NAK" + BadArgument;
        }
    }

    private string Pressure(string channel)
    {
        if (_gauges.FirstOrDefault(g => g.Channel == channel) is not { } gauge)
            return "NO_GAUGE";
        if (Active.Use(WireFaultKind.GaugeOff, channel) is { } fault)
            return fault.Text.Length > 0 ? fault.Text : "OFF";
        if (_off.Contains(channel))
            return "OFF";
        var pressure = Active.Use(WireFaultKind.OutOfRange, channel) is { Value: { } odd } ? odd : gauge.Read();
        return pressure < Lowest ? "LO<E-11" : Number(pressure, "0.00E+00");
    }

    private static bool IsChannel(string text) => text.Length == 1 && text[0] is >= '1' and <= '6';
}
