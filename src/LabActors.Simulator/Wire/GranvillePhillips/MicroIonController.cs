using System.Collections.Immutable;

namespace LabActors.Simulator.Wire.GranvillePhillips;

/// <summary>
/// A Granville-Phillips 354 or 358: an ion gauge with two filaments and two convectron gauges. The ion gauge saves itself from high pressure, and is off after its power failed. On RS-485 it has an
/// address, and errors have their own form.
/// </summary>
public sealed class MicroIonController : WireInstrument
{
    private const string Inactive = "9.90E+09";
    private const string Done = "OK";
    private const string Invalid = "INVALID";
    private const string SyntaxError = "SYNTX ER";
    private const int Relays = 6;

    // Above this, in the controller's units, the ion gauge does not burn.
    private const double HighestForFilament = 5e-2;

    private readonly string _address;
    private readonly ImmutableArray<WireGauge> _gauges;
    private readonly WireLines _lines = new((byte)'\r', (byte)'\n');
    private string _filament = "IG1";
    private bool _degas;

    /// <summary>A controller.</summary>
    /// <param name="device">The device that it stands for.</param>
    /// <param name="address">Two digits on RS-485, empty on RS-232.</param>
    /// <param name="gauges">By what it calls them: IG, IG1, IG2, CG1, CG2.</param>
    public MicroIonController(string device, string address, ImmutableArray<WireGauge> gauges)
        : base(device, WireFaultKind.GaugeOff, WireFaultKind.OutOfRange, WireFaultKind.Refused) => (_address, _gauges) = (address, gauges);

    /// <inheritdoc/>
    public override void Receive(ReadOnlySpan<byte> bytes, DateTimeOffset now, IWireAnswers answers)
    {
        foreach (var line in _lines.Take(bytes))
        {
            if (_address.Length > 0 && !line.StartsWith($"#{_address}", StringComparison.OrdinalIgnoreCase))
                continue;
            var command = _address.Length > 0 ? line[(_address.Length + 1)..] : line;
            var answer = Active.Use(WireFaultKind.Refused, command) is { } refused ? refused.Text.Length > 0 ? refused.Text : SyntaxError : Answer(command.Trim().ToUpperInvariant());
            var prefix = _address.Length == 0 ? "" : answer is SyntaxError or "OVERRUN" ? $"?{_address} " : $"*{_address}_";
            answers.Send(Bytes($"{prefix}{answer}\r\n"));
        }
    }

    /// <inheritdoc/>
    public override void LosePower(DateTimeOffset now)
    {
        _lines.Clear();
        (_filament, _degas) = ("", false);
    }

    /// <inheritdoc/>
    public override ImmutableSortedDictionary<string, string> Truth(DateTimeOffset now) => Facts(
    [
        .. _gauges.Select(g => ($"pressure {g.Channel}", Number(g.Read()))),
        ("filament", _filament),
        ("degas", Word(_degas)),
    ]);

    private string Answer(string command)
    {
        switch (command.Split(' ', StringSplitOptions.RemoveEmptyEntries))
        {
            case ["DS", var channel]:
                return Pressure(channel);
            case ["DGS"]:
                return _degas ? "1" : "0";
            case ["DG", "ON" or "OFF"]:
                if (_filament.Length == 0)
                    return Invalid;
                _degas = command.EndsWith("ON", StringComparison.Ordinal);
                return Done;
            case ["IG1" or "IG2", "ON"]:
                return Burn(command[..3]);
            case ["IG1" or "IG2", "OFF"]:
                if (_filament != command[..3])
                    return Invalid;
                (_filament, _degas) = ("", false);
                return Done;
            case ["PCS"]:
                return string.Join(',', Enumerable.Repeat("0", Relays));
            case ["PCS", ['1' or '2' or '3' or '4' or '5' or '6']]:
                return "0";
            default:
                return SyntaxError;
        }
    }

    private string Burn(string filament)
    {
        if (_filament.Length > 0 || IonGauge() is not { } gauge || gauge.Read() > HighestForFilament)
            return Invalid;
        _filament = filament;
        return Done;
    }

    private string Pressure(string channel)
    {
        var isIon = channel is "IG" or "IG1" or "IG2";
        if ((isIon ? IonGauge() : _gauges.FirstOrDefault(g => g.Channel == channel)) is not { } gauge)
            return channel is "IG" or "IG1" or "IG2" or "CG1" or "CG2" ? Inactive : SyntaxError;
        if (Active.Use(WireFaultKind.GaugeOff, channel) is { } off)
            return off.Text.Length > 0 ? off.Text : Inactive;
        if (Active.Use(WireFaultKind.OutOfRange, channel) is { Value: { } odd })
            return Number(odd, "0.00E+00");
        if (isIon && (_filament.Length == 0 || (channel != "IG" && channel != _filament)))
            return Inactive;
        var pressure = gauge.Read();
        return isIon && pressure > HighestForFilament ? Inactive : Number(pressure, "0.00E+00");
    }

    private WireGauge? IonGauge() => _gauges.FirstOrDefault(g => g.Channel is "IG" or "IG1" or "IG2");
}
