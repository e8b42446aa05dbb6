using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LabActors.Simulator.Wire.Newport;

/// <summary>
/// A Newport ESP301 with three axes. Commands are not answered: what was wrong with them waits in a buffer of errors. When its axes have arrived, what lies under the laser is the hole that is there;
/// while they move it is none.
/// </summary>
public sealed partial class Esp301 : WireInstrument
{
    private const int Axes = 3;
    private const int MostErrors = 10;
    private const int UnknownCommand = 6;
    private const int OutOfRange = 7;
    private const int BadAxis = 9;
    private const int BadGroup = 14;
    private const int MissingAxis = 37;
    private const int MissingParameter = 38;
    private const int AboveLimit = 6;
    private const int BelowLimit = 7;

    // TS answers a letter whose lowest bits are the axes that move.
    private const int StillLetter = 'P';

    private static readonly ImmutableHashSet<string> OfAxes = ["TP", "MD", "PA", "PR", "DP", "VA", "AC", "AG", "MO", "MF", "OR", "DH", "ST", "TJ"];

    private readonly double _min;
    private readonly double _max;
    private readonly Action<ImmutableArray<double>, bool> _moved;
    private readonly WireLines _lines = new((byte)'\r', (byte)'\n');
    private readonly ImmutableArray<StageAxis> _axes;
    private readonly Queue<(int Code, DateTimeOffset At)> _errors = new();
    private DateTimeOffset _started;
    private int[] _group = [];
    private double _groupVelocity = 5;
    private bool _wasMoving;

    /// <summary>A controller.</summary>
    /// <param name="device">The device that it stands for.</param>
    /// <param name="min">Lowest position of any axis.</param>
    /// <param name="max">Highest position of any axis.</param>
    /// <param name="at">Where the axes 1 to 3 stand.</param>
    /// <param name="moved">Where the axes 1 to 3 are, and whether one still moves; told when they set out and when they arrive.</param>
    public Esp301(string device, double min, double max, ImmutableArray<double> at, Action<ImmutableArray<double>, bool> moved)
        : base(device, WireFaultKind.StuckAxis, WireFaultKind.OutOfRange, WireFaultKind.Refused)
    {
        (_min, _max, _moved) = (min, max, moved);
        _axes = [.. Enumerable.Range(0, Axes).Select(i => new StageAxis(at[i]))];
    }

    /// <inheritdoc/>
    public override DateTimeOffset? NextEvent => _wasMoving ? _axes.Max(a => a.Arrival) : null;

    /// <inheritdoc/>
    public override void Elapse(DateTimeOffset now, IWireAnswers answers) => Look(now);

    /// <inheritdoc/>
    public override void Receive(ReadOnlySpan<byte> bytes, DateTimeOffset now, IWireAnswers answers)
    {
        if (_started == default)
            _started = now;
        foreach (var command in _lines.Take(bytes).SelectMany(l => l.Split(';')).Select(c => c.Trim().ToUpperInvariant()).Where(c => c.Length > 0))
        {
            Look(now);
            if (Answer(command, now) is { } answer)
                answers.Send(Bytes(answer + "\r\n"));
            Look(now);
        }
    }

    /// <inheritdoc/>
    public override void LosePower(DateTimeOffset now)
    {
        _lines.Clear();
        _errors.Clear();
        _group = [];
        foreach (var axis in _axes)
        {
            axis.Stop(now);
            axis.Define(0, now);
            axis.Powered = false;
        }

        Look(now);
    }

    /// <inheritdoc/>
    public override ImmutableSortedDictionary<string, string> Truth(DateTimeOffset now) => Facts(
        Enumerable.Range(0, Axes).SelectMany(i => new[] { ($"position {i + 1}", Number(_axes[i].Position(now))), ($"moving {i + 1}", Word(_axes[i].IsMoving(now))) }));

    [GeneratedRegex(@"^([0-9]*)([A-Z*]{2,4})(\??)\s*([-+0-9.,E ]*)(\??)$")]
    private static partial Regex Command();

    private string? Answer(string command, DateTimeOffset now)
    {
        if (Command().Match(command) is not { Success: true } match)
            return Fail(UnknownCommand, now);
        var word = match.Groups[2].Value;
        var asks = match.Groups[3].Length > 0 || match.Groups[5].Length > 0;
        var arguments = match.Groups[4].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
        switch (word)
        {
            case "TB":
                var (code, at) = _errors.TryDequeue(out var error) ? error : (0, now);
                return string.Create(CultureInfo.InvariantCulture, $"{code}, {(long)((at - _started).TotalMilliseconds / 0.4)}, {Words(code)}");
            case "TE":
                return (_errors.TryDequeue(out var last) ? last.Code : 0).ToString(CultureInfo.InvariantCulture);
            case "TS":
                return $"{(char)(StillLetter | Enumerable.Range(0, Axes).Sum(i => _axes[i].IsMoving(now) ? 1 << i : 0))}";
            case "VE":
                return "ESP301 Version 3.0.1";
            case "ST" or "AB" when match.Groups[1].Length == 0:
                foreach (var each in _axes)
                    each.Stop(now);
                return null;
        }

        if (Active.Use(WireFaultKind.Refused, word) is { } refused)
            return Fail(int.TryParse(refused.Text, out var said) ? said : OutOfRange, now);
        if (word[0] == 'H')
            return Group(word, asks, arguments, now);
        if (!OfAxes.Contains(word))
            return Fail(UnknownCommand, now);
        if (match.Groups[1].Length == 0)
            return Fail(MissingAxis, now);
        var number = match.Groups[1].Length == 1 ? match.Groups[1].Value[0] - '0' : 0;
        return number is < 1 or > Axes ? Fail(BadAxis, now) : Axis(number, word, asks, arguments, now);
    }

    private string? Axis(int number, string word, bool asks, string[] arguments, DateTimeOffset now)
    {
        var axis = _axes[number - 1];
        var value = arguments is [var text] ? Parse(text) : null;
        switch (word)
        {
            case "TP":
                return Position(Active.Use(WireFaultKind.OutOfRange, $"{number}") is { Value: { } odd } ? odd : axis.Position(now));
            case "MD" when asks:
                return axis.IsMoving(now) ? "0" : "1";
            case "PA" or "DP" when asks:
                return Position(axis.Target);
            case "VA" when asks:
                return Number(axis.Velocity);
            case "AC" when asks:
                return Number(axis.Acceleration);
            case "AG" when asks:
                return Number(axis.Deceleration);
            case "MO" when asks:
                return axis.Powered ? "1" : "0";
            case "PA" or "PR" when value is { } where:
                return Move(number, word == "PR" ? axis.Position(now) + where : where, axis.Velocity, now);
            case "PA" or "PR" or "VA" or "AC" or "AG" when value is null:
                return Fail(MissingParameter, now);
            case "VA" or "AC" or "AG" when value is <= 0:
                return Fail(OutOfRange, now);
            case "VA":
                axis.Velocity = value!.Value;
                return null;
            case "AC":
                axis.Acceleration = value!.Value;
                return null;
            case "AG":
                axis.Deceleration = value!.Value;
                return null;
            case "OR":
                axis.GoHome(now);
                return null;
            case "DH":
                axis.Define(value ?? 0, now);
                return null;
            case "ST":
                axis.Stop(now);
                return null;
            case "MO" or "MF":
                axis.Powered = word == "MO";
                return null;
            case "TJ":
                return null;
            default:
                return Fail(UnknownCommand, now);
        }
    }

    // One group is enough for a stage.
    private string? Group(string word, bool asks, string[] arguments, DateTimeOffset now)
    {
        switch (word)
        {
            case "HN":
                _group = [.. arguments.Select(a => int.TryParse(a, out var n) ? n : 0)];
                if (_group.Length > 0 && _group.All(n => n is >= 1 and <= Axes))
                    return null;
                _group = [];
                return Fail(BadAxis, now);
            case "HX":
                _group = [];
                return null;
            case "HS" when asks:
                return _group.Any(n => _axes[n - 1].IsMoving(now)) ? "0" : "1";
            case "HQ" when asks:
                return "10";
            case "HV" when arguments is [var speed] && Parse(speed) is { } velocity and > 0:
                _groupVelocity = velocity;
                return null;
            case "HA" or "HD" when arguments.Length == 1:
                return null;
            case "HL" or "HC" when _group.Length == 0:
                return Fail(BadGroup, now);
            case "HL" when arguments.Length == _group.Length && arguments.All(a => Parse(a) is not null):
                return Line([.. arguments.Select(a => Parse(a)!.Value)], now);

            // An arc about a centre ends where the angle says; on the way nothing is heated.
            case "HC" when arguments is [var cx, var cy, var angle] && _group.Length == 2 && Parse(cx) is { } x && Parse(cy) is { } y && Parse(angle) is { } degrees:
                var (from, side) = (_axes[_group[0] - 1].Position(now) - x, _axes[_group[1] - 1].Position(now) - y);
                var (sin, cos) = Math.SinCos(degrees * Math.PI / 180);
                return Line([x + (from * cos) - (side * sin), y + (from * sin) + (side * cos)], now);
            default:
                return Fail(word is "HL" or "HC" or "HV" or "HA" or "HD" ? MissingParameter : UnknownCommand, now);
        }
    }

    // All axes of the group arrive together.
    private string? Line(double[] to, DateTimeOffset now)
    {
        var way = Math.Sqrt(_group.Select((n, i) => Math.Pow(to[i] - _axes[n - 1].Position(now), 2)).Sum());
        if (way == 0)
            return null;
        for (var i = 0; i < _group.Length; i++)
        {
            var share = Math.Abs(to[i] - _axes[_group[i] - 1].Position(now)) / way;
            Move(_group[i], to[i], Math.Max(_groupVelocity * share, 1e-9), now);
        }

        return null;
    }

    private string? Move(int number, double to, double velocity, DateTimeOffset now)
    {
        if (to > _max || to < _min)
            return Fail((100 * number) + (to > _max ? AboveLimit : BelowLimit), now);
        if (_axes[number - 1].Powered && Active.Find(WireFaultKind.StuckAxis, $"{number}") is null)
            _axes[number - 1].Move(to, velocity, now);
        return null;
    }

    private void Look(DateTimeOffset now)
    {
        var moving = _axes.Any(a => a.IsMoving(now));
        if (moving == _wasMoving)
            return;
        _wasMoving = moving;
        _moved([.. _axes.Select(a => a.Position(now))], moving);
    }

    private string? Fail(int code, DateTimeOffset now)
    {
        if (_errors.Count < MostErrors)
            _errors.Enqueue((code, now));
        return null;
    }

    private static string Position(double value) => Number(value, "0.00000");

    private static string Words(int code) => code switch
    {
        0 => "NO ERROR DETECTED",
        UnknownCommand => "COMMAND DOES NOT EXIST",
        OutOfRange => "PARAMETER OUT OF RANGE",
        BadAxis => "AXIS NUMBER OUT OF RANGE",
        BadGroup => "GROUP NUMBER OUT OF RANGE",
        MissingAxis => "AXIS NUMBER MISSING",
        MissingParameter => "COMMAND PARAMETER MISSING",
        _ => "MOTION ERROR",
    };
}
