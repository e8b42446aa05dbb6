using System.Collections.Immutable;
using System.Globalization;

namespace LabActors.Simulator.Wire.Arduino;

/// <summary>
/// A valve box of an Arduino: a pin drives a valve, the one below it is on when the valve is open, the one below that when it is closed; neither while it moves. Opening the port resets it: its
/// outputs fall off, and for two seconds it hears nothing.
/// </summary>
public sealed class ArduinoValves : WireInstrument
{
    private static readonly TimeSpan Boot = TimeSpan.FromSeconds(2);

    private readonly ImmutableArray<WireValve> _wired;
    private readonly WireLines _lines = new((byte)'\r', (byte)'\n');
    private readonly WireValves _valves;
    private DateTimeOffset _ready = DateTimeOffset.MinValue;

    /// <summary>A box.</summary>
    /// <param name="device">The device that it stands for.</param>
    /// <param name="line">What its valves are in.</param>
    /// <param name="valves">Valves by their numbers 0 to 9 in the box, or by their pins.</param>
    /// <param name="travel">How long a valve takes to move.</param>
    public ArduinoValves(string device, SimulatedLine line, ImmutableArray<WireValve> valves, TimeSpan travel)
        : base(device, WireFaultKind.StuckValve, WireFaultKind.SlowValve, WireFaultKind.StuckRelay, WireFaultKind.BothIndicatorsOn, WireFaultKind.BothIndicatorsOff)
    {
        _wired = valves;
        _valves = new WireValves(line, valves, travel, Active);
    }

    /// <inheritdoc/>
    public override DateTimeOffset? NextEvent => _valves.NextEvent;

    /// <inheritdoc/>
    public override void Connect(DateTimeOffset now, IWireAnswers answers) => LosePower(now);

    /// <inheritdoc/>
    public override void Elapse(DateTimeOffset now, IWireAnswers answers) => _valves.Elapse(now);

    /// <inheritdoc/>
    public override void Receive(ReadOnlySpan<byte> bytes, DateTimeOffset now, IWireAnswers answers)
    {
        if (now < _ready)
            return;
        foreach (var line in _lines.Take(bytes))
        {
            if (Answer(line.Split(' ', StringSplitOptions.RemoveEmptyEntries), now) is { } answer)
                answers.Send(Bytes(answer + "\r\n"));
        }
    }

    /// <inheritdoc/>
    public override void LosePower(DateTimeOffset now)
    {
        _valves.LosePower(now);
        _lines.Clear();
        _ready = now + Boot;
    }

    /// <inheritdoc/>
    public override ImmutableSortedDictionary<string, string> Truth(DateTimeOffset now) => Facts([.. _valves.Truth(now), ("booting", Word(now < _ready))]);

    // What it does not understand it does not answer.
    private string? Answer(string[] words, DateTimeOffset now)
    {
        if (words is ["w", _, "0" or "1"] && Pin(words[1]) is { } written)
        {
            if (AddressOf(written) is { } address)
                _valves.Switch(address, words[2] == "1", now);
            return "OK";
        }

        if (words is not ["r", _] || Pin(words[1]) is not { } read)
            return null;
        return AddressOf(read) is { } driven ? Digit(_valves.Relay(driven))
            : AddressOf(read + 1) is { } opened ? Digit(_valves.Indicators(opened, now).Open)
            : AddressOf(read + 2) is { } closed ? Digit(_valves.Indicators(closed, now).Closed)
            : "0";
    }

    private string? AddressOf(int pin) => _wired.Select(v => v.Address).FirstOrDefault(a => PinOf(a) == pin);

    private static string Digit(bool on) => on ? "1" : "0";

    // Valve 0 is at pin 51, each further one three below.
    private static int? PinOf(string address) => Pin(address) is { } number ? number <= 9 ? 51 - (3 * number) : number : null;

    private static int? Pin(string text) => int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var pin) ? pin : null;
}
