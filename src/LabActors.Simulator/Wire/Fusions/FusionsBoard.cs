using System.Collections.Immutable;
using System.Globalization;
using System.Text;
using LabActors.Simulator.Wire.Kerr;

namespace LabActors.Simulator.Wire.Fusions;

/// <summary>
/// The logic board of a Fusions CO2 laser, with Kerr motors on its line. Its interlocks are a mask that it tells when it is asked: an open one keeps it from being enabled, and does not stop a laser that
/// fires, which is up to who fires it.
/// </summary>
public sealed class FusionsBoard : WireInstrument, ICheckedAnswers
{
    private const string Done = "OK";
    private const string Error = "ERROR";
    private const int CoolantBit = 4;
    private const double FullScale = 255;

    private readonly string _prefix;
    private readonly WireBeam _beam;
    private readonly KerrChain _chain;
    private readonly StringBuilder _line = new();
    private bool _enabled;
    private bool _modulated;
    private bool _pointer;
    private double _percent;

    /// <summary>A board; it begins as its laser stands.</summary>
    /// <param name="device">The device that it stands for.</param>
    /// <param name="prefix">What begins every command to it.</param>
    /// <param name="beam">The laser.</param>
    /// <param name="motors">In the order of the chain: the channel of each, and its travel in counts from home.</param>
    public FusionsBoard(string device, string prefix, WireBeam beam, ImmutableArray<(string Channel, double Lowest, double Highest)> motors)
        : base(device, WireFaultKind.InterlockOpen, WireFaultKind.CoolantHot, WireFaultKind.Refused, WireFaultKind.OutOfRange, WireFaultKind.StuckAxis)
    {
        (_prefix, _beam) = (prefix, beam);
        _chain = new KerrChain([.. motors.Select(m => new KerrMotor(m.Channel, m.Lowest, m.Highest))], Active);
        (_enabled, _modulated, _percent) = (beam.Standing is not null, beam.Standing is not null, beam.Standing ?? 0);
        beam.Join(device, _enabled, _percent);
    }

    private int Interlocks =>
        (int)(Active.Find(WireFaultKind.InterlockOpen) is { } open ? open.Value ?? 1 : 0) | (Active.Find(WireFaultKind.CoolantHot) is null ? 0 : CoolantBit);

    // Only the motors' answers have a sum; a text ends with CR.
    Range? ICheckedAnswers.CheckOf(ReadOnlySpan<byte> answer) => answer[^1] == '\r' ? null : ^1..;

    /// <inheritdoc/>
    public override void Receive(ReadOnlySpan<byte> bytes, DateTimeOffset now, IWireAnswers answers)
    {
        foreach (var b in bytes)
        {
            if (_chain.InFrame || KerrChain.Begins(b))
            {
                _line.Clear();
                if (_chain.Take(b, now) is { } moved)
                    answers.Send(moved);
                continue;
            }

            if (b != '\r')
            {
                _line.Append((char)b);
                continue;
            }

            var line = _line.ToString().Trim();
            _line.Clear();
            var at = line.IndexOf(_prefix, StringComparison.Ordinal);
            if (at >= 0)
                answers.Send(Bytes(Answer(line[(at + _prefix.Length)..].Trim()) + "\r"));
        }
    }

    /// <inheritdoc/>
    public override void LosePower(DateTimeOffset now)
    {
        _line.Clear();
        _chain.Clear();
        _chain.Reset(now);
        (_enabled, _modulated, _pointer, _percent) = (false, false, false, 0);
        Drive();
    }

    /// <inheritdoc/>
    public override ImmutableSortedDictionary<string, string> Truth(DateTimeOffset now) => Facts(
    [
        .. _chain.Truth(now),
        ("enabled", Word(_enabled)),
        ("power", Number(_percent)),
        ("emission", Number(_beam.Emission)),
        ("pointer", Word(_pointer)),
        ("interlocks", Interlocks.ToString(CultureInfo.InvariantCulture)),
    ]);

    private string Answer(string command)
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0)
            return Error;
        if (Active.Use(WireFaultKind.Refused, words[0]) is { } refused)
            return refused.Text.Length > 0 ? refused.Text : Error;
        switch (words)
        {
            case ["VER"]:
                return "1.0";
            case ["INTLK"]:
                return Interlocks.ToString(CultureInfo.InvariantCulture);
            case ["ADC1"]:
                return Number(Math.Round(Active.Use(WireFaultKind.OutOfRange, "ADC1") is { Value: { } odd } ? odd : _beam.Emission / 100 * FullScale), "0");
            case ["ENBL", "1"] when Interlocks != 0:
                return Error;
            case ["ENBL", "0" or "1"]:
                _enabled = words[1] == "1";
                return Drive();
            case ["PWE", "0" or "1"]:
                _modulated = words[1] == "1";
                return Drive();
            case ["DRV1", "0" or "1"]:
                _pointer = words[1] == "1";
                return Done;
            case ["PDC", var text] when Parse(text) is { } percent and >= 0 and <= 100:
                _percent = percent;
                return Drive();
            default:
                return Error;
        }
    }

    private string Drive()
    {
        _beam.Drive(Device, _enabled && _modulated, _percent);
        return Done;
    }
}
