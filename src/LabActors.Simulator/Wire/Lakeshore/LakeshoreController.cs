using System.Collections.Immutable;
using System.Globalization;

namespace LabActors.Simulator.Wire.Lakeshore;

/// <summary>
/// A Lakeshore of the 33x: temperatures of its inputs, and loops that heat when a range of the heater is chosen. Only queries are answered; what it does not know it does not answer either.
/// </summary>
public sealed class LakeshoreController : WireInstrument
{
    private const string NoReading = "+000.000";
    private const int MaxRange = 5;

    private readonly ImmutableArray<LakeshoreLoop> _loops;
    private readonly Action _losePower;
    private readonly WireLines _lines = new((byte)'\r', (byte)'\n');
    private readonly Dictionary<int, double> _setPoints = [];
    private readonly Dictionary<int, int> _ranges = [];

    /// <summary>A controller.</summary>
    /// <param name="device">The device that it stands for.</param>
    /// <param name="loops">Its inputs and loops with what they cool.</param>
    /// <param name="losePower">What happens to the traps when its power fails.</param>
    public LakeshoreController(string device, ImmutableArray<LakeshoreLoop> loops, Action losePower)
        : base(device, WireFaultKind.OutOfRange, WireFaultKind.SensorOpen, WireFaultKind.Refused)
    {
        (_loops, _losePower) = (loops, losePower);
        foreach (var loop in loops)
            _setPoints[loop.Number] = loop.Trap.SetPoint;
    }

    /// <inheritdoc/>
    public override void Receive(ReadOnlySpan<byte> bytes, DateTimeOffset now, IWireAnswers answers)
    {
        foreach (var command in _lines.Take(bytes).SelectMany(l => l.Split(';')).Select(c => c.Trim().ToUpperInvariant()))
        {
            if (Answer(command) is { } answer)
                answers.Send(Bytes(answer + "\r\n"));
        }
    }

    /// <inheritdoc/>
    public override void LosePower(DateTimeOffset now)
    {
        _lines.Clear();
        _ranges.Clear();
        _losePower();
    }

    /// <inheritdoc/>
    public override ImmutableSortedDictionary<string, string> Truth(DateTimeOffset now) => Facts(_loops.SelectMany(l => new[]
    {
        ($"temperature {l.Input}", Number(l.Trap.ReadTemperature())),
        ($"set point {l.Number}", Number(_setPoints.GetValueOrDefault(l.Number))),
        ($"range {l.Number}", _ranges.GetValueOrDefault(l.Number).ToString(CultureInfo.InvariantCulture)),
    }));

    private string? Answer(string command)
    {
        var blank = command.IndexOf(' ', StringComparison.Ordinal);
        var (word, rest) = blank < 0 ? (command, "") : (command[..blank], command[(blank + 1)..].Trim());
        var arguments = rest.Split(',').Select(a => a.Trim()).ToArray();
        switch (word)
        {
            case "*IDN?":
                return "LSCI,MODEL331S,1234567/1234567,1.0";
            case "KRDG?" or "FETCH:TEMPERATURE?":
                return Reading(rest, 0);
            case "CRDG?":
                return Reading(rest, Physics.ZeroCelsius);
            case "SETP?" or "SOURCE:TEMPERATURE:SETPOINT?":
                return Loop(rest) is { } asked ? Signed(_setPoints.GetValueOrDefault(asked.Number)) : null;
            case "RANGE?" or "RANG?":
                return Loop(rest) is { } ranged ? _ranges.GetValueOrDefault(ranged.Number).ToString(CultureInfo.InvariantCulture) : null;
            case "SETP" or "SOURCE:TEMPERATURE:SETPOINT" or "RANGE" or "RANG" when Active.Use(WireFaultKind.Refused, word) is null && Parse(arguments[^1]) is { } value:
                var loop = Loop(arguments.Length > 1 ? arguments[0] : "");
                if (loop is not null)
                    Set(loop, word.StartsWith("RANG", StringComparison.Ordinal), value);
                return null;
            default:
                return null;
        }
    }

    // The trap is heated, or let cool, to its set point as soon as a range is chosen; without one it stays as it was.
    private void Set(LakeshoreLoop loop, bool range, double value)
    {
        if (range && value is >= 0 and <= MaxRange)
            _ranges[loop.Number] = (int)value;
        else if (!range && value >= loop.Min && value <= loop.Max)
            _setPoints[loop.Number] = value;
        if (_ranges.GetValueOrDefault(loop.Number) > 0 && _setPoints.TryGetValue(loop.Number, out var kelvin))
            loop.Trap.SetTemperature(kelvin);
    }

    private string Reading(string input, double less)
    {
        if (_loops.FirstOrDefault(l => l.Input == (input.Length == 0 ? "A" : input)) is not { } loop || Active.Find(WireFaultKind.SensorOpen, loop.Input) is not null)
            return NoReading;
        return Signed((Active.Use(WireFaultKind.OutOfRange, loop.Input) is { Value: { } odd } ? odd : loop.Trap.ReadTemperature()) - less);
    }

    private LakeshoreLoop? Loop(string number) => number.Length == 0 ? _loops.FirstOrDefault() : _loops.FirstOrDefault(l => l.Number.ToString(CultureInfo.InvariantCulture) == number);

    private static string Signed(double value) => Number(value, "+000.000;-000.000");
}
