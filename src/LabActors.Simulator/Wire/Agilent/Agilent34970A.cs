using System.Collections.Immutable;
using System.Globalization;
using System.Text.RegularExpressions;

namespace LabActors.Simulator.Wire.Agilent;

/// <summary>
/// An Agilent 34970A with three cards of twenty relays. Commands are not answered; what was wrong with them waits in a queue of errors that holds twenty. What it says of a channel is the
/// relay, not the valve.
/// </summary>
public sealed partial class Agilent34970A : WireInstrument
{
    private const string NoError = "+0,\"No error\"";
    private const string Overflow = "-350,\"Queue overflow\"";
    private const string Undefined = "-113,\"Undefined header\"";
    private const string OutOfRange = "-222,\"Data out of range\"";
    private const string MissingParameter = "-109,\"Missing parameter\"";
    private const int MostErrors = 20;

    private readonly bool _opensByClosing;
    private readonly WireValves _valves;
    private readonly WireLines _lines = new((byte)'\n');
    private readonly Queue<string> _errors = new();

    /// <summary>A switch unit.</summary>
    /// <param name="device">The device that it stands for.</param>
    /// <param name="line">What its valves are in.</param>
    /// <param name="valves">Valves by their channels.</param>
    /// <param name="opensByClosing">The valves are wired so that a closed relay opens them.</param>
    public Agilent34970A(string device, SimulatedLine line, ImmutableArray<WireValve> valves, bool opensByClosing)
        : base(device, WireFaultKind.StuckValve, WireFaultKind.SlowValve, WireFaultKind.StuckRelay, WireFaultKind.Refused)
    {
        _opensByClosing = opensByClosing;
        _valves = new WireValves(line, valves, TimeSpan.Zero, Active);
    }

    /// <inheritdoc/>
    public override DateTimeOffset? NextEvent => _valves.NextEvent;

    /// <inheritdoc/>
    public override void Elapse(DateTimeOffset now, IWireAnswers answers) => _valves.Elapse(now);

    /// <inheritdoc/>
    public override void Receive(ReadOnlySpan<byte> bytes, DateTimeOffset now, IWireAnswers answers)
    {
        foreach (var command in _lines.Take(bytes).SelectMany(l => l.Split(';')).Select(c => c.Trim().TrimStart(':').ToUpperInvariant()).Where(c => c.Length > 0))
        {
            if (Answer(command, now) is { } answer)
                answers.Send(Bytes(answer + "\r\n"));
        }
    }

    /// <summary>Without power its valves close, whichever way they are wired: their supply is the box's.</summary>
    public override void LosePower(DateTimeOffset now)
    {
        _valves.LosePower(now);
        _lines.Clear();
        _errors.Clear();
    }

    /// <inheritdoc/>
    public override ImmutableSortedDictionary<string, string> Truth(DateTimeOffset now) =>
        Facts([.. _valves.Truth(now), ("errors", _errors.Count.ToString(CultureInfo.InvariantCulture))]);

    [GeneratedRegex(@"^ROUTE?:(OPEN|CLOSE?)(:EXCL(?:USIVE)?)?(\?)?\s*(?:\(@([0-9,: ]*)\))?$")]
    private static partial Regex Route();

    private string? Answer(string command, DateTimeOffset now)
    {
        switch (command)
        {
            case "SYST:ERR?" or "SYSTEM:ERROR?":
                return _errors.TryDequeue(out var error) ? error : NoError;
            case "*TST?":
                return "0";
            case "*IDN?":
                return "HEWLETT-PACKARD,34970A,0,13-2-2";
            case "*CLS":
                _errors.Clear();
                return null;
            case "*RST":
                OpenAllRelays(now);
                return null;
        }

        if (Route().Match(command) is not { Success: true } route)
            return Fail(Undefined);
        if (!route.Groups[4].Success || route.Groups[4].Value.Length == 0)
            return Fail(MissingParameter);
        if (Channels(route.Groups[4].Value) is not { } channels)
            return Fail(OutOfRange);
        var opens = route.Groups[1].Value == "OPEN";
        if (route.Groups[3].Success)
            return string.Join(',', channels.Select(c => (_valves.Relay(c) ^ _opensByClosing) == opens ? "1" : "0"));
        if (Active.Use(WireFaultKind.Refused, command) is { } refused)
            return Fail(refused.Text.Length > 0 ? refused.Text : OutOfRange);
        if (route.Groups[2].Success && !opens)
            OpenAllRelays(now);
        foreach (var channel in channels)
            _valves.Switch(channel, opens ^ _opensByClosing, now);
        return null;
    }

    private void OpenAllRelays(DateTimeOffset now)
    {
        foreach (var channel in _valves.Addresses.ToArray())
            _valves.Switch(channel, !_opensByClosing, now);
    }

    private string? Fail(string error)
    {
        if (_errors.Count < MostErrors - 1)
            _errors.Enqueue(error);
        else if (_errors.Count == MostErrors - 1)
            _errors.Enqueue(Overflow);
        return null;
    }

    /// <summary>Channels of a list with ranges; null when one is none of the cards'.</summary>
    private static List<string>? Channels(string list)
    {
        var channels = new List<string>();
        foreach (var part in list.Split(','))
        {
            var ends = part.Split(':');
            if (!int.TryParse(ends[0], out var first) || !int.TryParse(ends[^1], out var last) || ends.Length > 2)
                return null;
            for (var channel = first; channel <= last; channel++)
            {
                if (!IsChannel(channel))
                    return null;
                channels.Add(channel.ToString(CultureInfo.InvariantCulture));
            }
        }

        return channels;
    }

    // Three slots of twenty relays; four digits are those of a 34980A.
    private static bool IsChannel(int channel) => channel < 1000
        ? channel / 100 is >= 1 and <= 3 && channel % 100 is >= 1 and <= 20
        : channel / 1000 is >= 1 and <= 8 && channel % 1000 is >= 1 and <= 32;
}
