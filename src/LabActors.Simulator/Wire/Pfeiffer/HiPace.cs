using System.Collections.Immutable;
using System.Globalization;

namespace LabActors.Simulator.Wire.Pfeiffer;

/// <summary>A Pfeiffer HiPace: parameters by number, with an address and a sum of characters. It runs up and down as heavy rotors do; what pumps is elsewhere.</summary>
public sealed class HiPace : WireInstrument, ICheckedAnswers
{
    private const string Question = "=?";
    private const string On = "111111";
    private const string Off = "000000";
    private const string NoParameter = "NO_DEF";
    private const string OutOfRange = "_RANGE";
    private const string NoAccess = "_LOGIC";

    // Hz, and the part of it in standby.
    private const double Nominal = 1000;
    private const double Standby = 0.667;

    // s; and amperes at speed and while it accelerates.
    private const double Lag = 60;
    private const double IdleCurrent = 0.5;
    private const double RunUpCurrent = 3;

    private readonly string _address;
    private readonly WireLines _lines = new((byte)'\r', (byte)'\n');
    private FirstOrder _speed = new(Nominal, Nominal, DateTimeOffset.MinValue, Lag);
    private bool _station = true;
    private bool _motor = true;
    private bool _standby;

    /// <summary>A pump that runs.</summary>
    /// <param name="device">The device that it stands for.</param>
    /// <param name="address">Three digits.</param>
    public HiPace(string device, string address)
        : base(device, WireFaultKind.OutOfRange, WireFaultKind.Refused) => _address = address;

    private double Target => _station && _motor ? Nominal * (_standby ? Standby : 1) : 0;

    Range? ICheckedAnswers.CheckOf(ReadOnlySpan<byte> answer) => answer.Length > 4 ? ^4..^1 : null;

    /// <inheritdoc/>
    public override void Receive(ReadOnlySpan<byte> bytes, DateTimeOffset now, IWireAnswers answers)
    {
        foreach (var line in _lines.Take(bytes))
        {
            if (line.Length < 13 || line[..3] != _address || WithSum(line[..^3]) != line)
                continue;
            var data = line[10..^3];
            if (line[8..10] != data.Length.ToString("00", CultureInfo.InvariantCulture))
                continue;
            var parameter = line[5..8];
            var answer = Active.Use(WireFaultKind.Refused, parameter) is { } refused ? refused.Text.Length > 0 ? refused.Text : NoAccess
                : line[3..5] == "00" && data == Question ? Get(parameter, now)
                : line[3..5] == "10" ? Set(parameter, data, now)
                : NoAccess;
            answers.Send(Bytes(WithSum(string.Create(CultureInfo.InvariantCulture, $"{_address}10{parameter}{answer.Length:00}{answer}")) + "\r"));
        }
    }

    /// <summary>The rotor goes on turning, ever slower.</summary>
    public override void LosePower(DateTimeOffset now)
    {
        _lines.Clear();
        (_station, _standby) = (false, false);
        _speed = _speed.Towards(Target, now);
    }

    /// <inheritdoc/>
    public override ImmutableSortedDictionary<string, string> Truth(DateTimeOffset now) =>
        Facts([("running", Word(_station && _motor)), ("standby", Word(_standby)), ("speed", Number(_speed.At(now)))]);

    /// <summary>With the sum of its characters, modulo 256, as three digits.</summary>
    public static string WithSum(string text) => string.Create(CultureInfo.InvariantCulture, $"{text}{text.Sum(c => c) % 256:000}");

    private string Get(string parameter, DateTimeOffset now) => parameter switch
    {
        "002" => _standby ? On : Off,
        "010" => _station ? On : Off,
        "023" => _motor ? On : Off,
        "303" => "000000",
        "308" => Integer(Target),
        "309" => Integer(Active.Use(WireFaultKind.OutOfRange, parameter) is { Value: { } odd } ? odd : _speed.At(now)),
        "310" => Integer(100 * Current(now)),
        "312" => "010100",
        "349" => "TC 110",
        _ => NoParameter,
    };

    private string Set(string parameter, string data, DateTimeOffset now)
    {
        if (parameter is not ("002" or "010" or "023"))
            return Get(parameter, now) == NoParameter ? NoParameter : NoAccess;
        if (data is not (On or Off))
            return OutOfRange;
        var on = data == On;
        (_standby, _station, _motor) = parameter switch
        {
            "002" => (on, _station, _motor),
            "010" => (_standby, on, _motor),
            _ => (_standby, _station, on),
        };
        _speed = _speed.Towards(Target, now);
        return data;
    }

    private double Current(DateTimeOffset now) => Target == 0 ? 0 : Target - _speed.At(now) > Nominal / 100 ? RunUpCurrent : IdleCurrent;

    private static string Integer(double value) => Number(Math.Round(value), "000000");
}
