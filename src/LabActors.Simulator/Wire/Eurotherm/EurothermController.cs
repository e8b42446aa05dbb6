using System.Collections.Immutable;
using System.Globalization;
using System.Text;

namespace LabActors.Simulator.Wire.Eurotherm;

/// <summary>
/// A Eurotherm that speaks EI-Bisynch: group and unit twice each, a mnemonic, and values between STX and ETX with an exclusive-or after them, which can be any byte at all. Another's address
/// and a bad check in what asks for a value are not answered; a bad write is refused.
/// </summary>
public sealed class EurothermController : WireInstrument, ICheckedAnswers
{
    private const char Stx = '\u0002';
    private const char Etx = '\u0003';
    private const char Eot = '\u0004';
    private const char Enq = '\u0005';
    private const string Ack = "\u0006";
    private const string Nak = "\u0015";
    private const int HeaderLength = 5;
    private const int Longest = 32;

    // What is read of a thermocouple that is open, °C: above any range.
    private const double OpenSensor = 9999;

    private readonly string _header;
    private readonly WireOven _oven;
    private readonly string _format;
    private readonly StringBuilder _message = new();
    private readonly Dictionary<string, double> _kept = new(StringComparer.Ordinal) { ["HO"] = 100, ["XP"] = 10, ["TI"] = 48, ["TD"] = 8 };

    /// <summary>A controller.</summary>
    /// <param name="device">The device that it stands for.</param>
    /// <param name="address">Digits of group and unit.</param>
    /// <param name="oven">What it heats.</param>
    /// <param name="decimals">Digits after the point.</param>
    public EurothermController(string device, string address, WireOven oven, int decimals)
        : base(device, WireFaultKind.OutOfRange, WireFaultKind.SensorOpen, WireFaultKind.Refused)
    {
        _header = $"{Eot}{address[0]}{address[0]}{address[1]}{address[1]}";
        _oven = oven;
        _format = string.Create(CultureInfo.InvariantCulture, $"F{decimals}");
    }

    Range? ICheckedAnswers.CheckOf(ReadOnlySpan<byte> answer) => answer.Length > 2 && answer[0] == Stx && answer[^2] == Etx ? ^1.. : null;

    /// <inheritdoc/>
    public override void Receive(ReadOnlySpan<byte> bytes, DateTimeOffset now, IWireAnswers answers)
    {
        foreach (var b in bytes)
        {
            // EOT begins a message, unless it is the check of one.
            var isCheck = _message.Length > HeaderLength && _message[HeaderLength] == Stx && _message[^1] == Etx;
            if (b == Eot && !isCheck)
                _message.Clear();
            if (_message.Length == 0 && b != Eot)
                continue;
            _message.Append((char)b);
            if (_message.Length > Longest)
                _message.Clear();
            if (isCheck || (b == Enq && !(_message.Length > HeaderLength && _message[HeaderLength] == Stx)))
            {
                var message = _message.ToString();
                _message.Clear();
                if (message.StartsWith(_header, StringComparison.Ordinal) && Answer(message[HeaderLength..], now) is { } answer)
                    answers.Send(Bytes(answer));
            }
        }
    }

    /// <inheritdoc/>
    public override void LosePower(DateTimeOffset now)
    {
        _message.Clear();
        _oven.Off(now);
    }

    /// <inheritdoc/>
    public override ImmutableSortedDictionary<string, string> Truth(DateTimeOffset now) =>
        Facts([("temperature", Number(_oven.Celsius(now))), ("set point", Number(_oven.SetPoint)), ("output", Number(_oven.Output(now)))]);

    private string? Answer(string message, DateTimeOffset now)
    {
        if (message[0] != Stx)
        {
            if (message.Length != 3)
                return null;
            var asked = message[..2];
            return Value(asked, now) is { } value ? Framed(asked + Number(value, _format)) : $"{Stx}{asked}{Eot}";
        }

        var text = message[1..^2];
        if (message[^1] != Check(text) || text.Length < 3 || Active.Use(WireFaultKind.Refused, text[..2]) is not null || Parse(text[2..]) is not { } set)
            return Nak;
        return Set(text[..2], set, now) ? Ack : Nak;
    }

    private double? Value(string mnemonic, DateTimeOffset now) => Active.Use(WireFaultKind.OutOfRange, mnemonic) is { Value: { } odd } ? odd : mnemonic switch
    {
        "PV" => Active.Find(WireFaultKind.SensorOpen) is not null ? OpenSensor : _oven.Celsius(now),
        "SL" => _oven.SetPoint,
        "OP" => Math.Min(_oven.Output(now), _kept["HO"]),
        _ => _kept.TryGetValue(mnemonic, out var kept) ? kept : null,
    };

    private bool Set(string mnemonic, double value, DateTimeOffset now)
    {
        if (mnemonic == "SL")
            return value >= 0 && _oven.Set(value, now);
        if (!_kept.ContainsKey(mnemonic))
            return false;
        _kept[mnemonic] = value;
        return true;
    }

    private static string Framed(string text) => $"{Stx}{text}{Etx}{Check(text)}";

    private static char Check(string text) => (char)text.Aggregate((int)Etx, (check, c) => check ^ c);
}
