using System.Collections.Immutable;
using System.Text;

namespace LabActors.Simulator.Wire.Pfeiffer;

/// <summary>A MaxiGauge of six gauges: a command is acknowledged or not, and the single byte ENQ fetches what came of it. A new command cancels what was not fetched.</summary>
public sealed class MaxiGauge : WireInstrument
{
    private const byte Etx = 0x03;
    private const byte Enq = 0x05;
    private const string Ack = "\u0006\r\n";
    private const string Nak = "\u0015\r\n";
    private const string ParameterError = "0010";
    private const string Syntax = "0001";
    private const string NoSensor = "5";
    private const string SensorOff = "4";

    private readonly ImmutableArray<WireGauge> _gauges;
    private readonly string _unit;
    private readonly StringBuilder _command = new();
    private string? _pending;

    /// <summary>A controller.</summary>
    /// <param name="device">The device that it stands for.</param>
    /// <param name="gauges">By channel, 1 to 6.</param>
    /// <param name="units">What it is set to: mbar, torr or pa.</param>
    public MaxiGauge(string device, ImmutableArray<WireGauge> gauges, string units)
        : base(device, WireFaultKind.GaugeOff, WireFaultKind.OutOfRange, WireFaultKind.Refused)
    {
        _gauges = gauges;
        _unit = units switch { "mbar" => "0", "pa" => "2", _ => "1" };
    }

    /// <inheritdoc/>
    public override void Receive(ReadOnlySpan<byte> bytes, DateTimeOffset now, IWireAnswers answers)
    {
        foreach (var b in bytes)
        {
            switch (b)
            {
                case Enq when _pending is { } answer:
                    answers.Send(Bytes(answer + "\r\n"));
                    break;
                case Enq or (byte)'\n':
                    break;
                case Etx:
                    _command.Clear();
                    _pending = null;
                    break;
                case (byte)'\r':
                    var command = _command.ToString().Trim().ToUpperInvariant();
                    _command.Clear();
                    var (done, result) = Active.Use(WireFaultKind.Refused, command) is { } refused ? (false, refused.Text.Length > 0 ? refused.Text : Syntax) : Answer(command);
                    _pending = result;
                    answers.Send(Bytes(done ? Ack : Nak));
                    break;
                default:
                    _pending = null;
                    _command.Append((char)b);
                    break;
            }
        }
    }

    /// <inheritdoc/>
    public override void LosePower(DateTimeOffset now)
    {
        _command.Clear();
        _pending = null;
    }

    /// <inheritdoc/>
    public override ImmutableSortedDictionary<string, string> Truth(DateTimeOffset now) => Facts(_gauges.Select(g => ($"pressure {g.Channel}", Number(g.Read()))));

    private (bool Done, string Result) Answer(string command) => command switch
    {
        ['P', 'R', >= '1' and <= '6'] => (true, Pressure(command[2..])),
        ['P', 'R', ..] => (false, ParameterError),
        "UNI" => (true, _unit),
        _ => (false, Syntax),
    };

    private string Pressure(string channel)
    {
        if (_gauges.FirstOrDefault(g => g.Channel == channel) is not { } gauge)
            return Value(NoSensor, 0);
        if (Active.Use(WireFaultKind.GaugeOff, channel) is { } off)
            return Value(off.Text.Length > 0 ? off.Text : SensorOff, 0);
        return Value("0", Active.Use(WireFaultKind.OutOfRange, channel) is { Value: { } odd } ? odd : gauge.Read());
    }

    private static string Value(string status, double value) => $"{status},{Number(value, "+0.0000E+00;-0.0000E+00")}";
}
