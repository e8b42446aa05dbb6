using System.Collections.Immutable;
using System.Globalization;

namespace LabActors.Simulator.Wire.Pychron;

/// <summary>
/// A Pychron that owns the valves and serves them to others: actuation with its own interlocks and locks, words of states with a CRC, flags with ping and expiry, pipette counts,
/// pressures. Reading one valve takes a while, so that a word holds only as many as a quarter of a second allows; the next one has the rest.
/// </summary>
public sealed class PychronValveServer : TxServer
{
    private static readonly TimeSpan WordBudget = TimeSpan.FromSeconds(0.25);

    private static readonly ImmutableHashSet<string> Words =
    [
        "Open", "Close", "GetIndicatorState", "GetValveState", "GetValveStates", "GetStateWord", "GetValveLockStates", "GetLockWord", "GetValveLockState", "GetValveOwners",
        "GetStateChecksum", "GetPipetteCount", "GetPipetteCounts", "GetPressure", "Read", "Set", "Ping", "GetData",
    ];

    private readonly ImmutableArray<PychronValve> _valves;
    private readonly ImmutableArray<string> _flagNames;
    private readonly ImmutableArray<PychronPipette> _pipettes;
    private readonly Func<string, string, double?> _pressure;
    private readonly TimeSpan _readTime;
    private readonly WireValves _box;
    private readonly HashSet<string> _sent = new(StringComparer.Ordinal);
    private ImmutableArray<PychronFlag> _flags = [];

    /// <summary>A server.</summary>
    /// <param name="device">The device that it stands for.</param>
    /// <param name="line">What its valves are in.</param>
    /// <param name="valves">In the order of its words.</param>
    /// <param name="flags">Names of its flags.</param>
    /// <param name="pipettes">Name, inner and outer valve of each, as the server names them.</param>
    /// <param name="pressure">A pressure by controller and gauge; null when there is none such.</param>
    /// <param name="readTime">How long reading one valve takes.</param>
    public PychronValveServer(
        string device,
        SimulatedLine line,
        ImmutableArray<PychronValve> valves,
        ImmutableArray<string> flags,
        ImmutableArray<(string Name, string Inner, string Outer)> pipettes,
        Func<string, string, double?> pressure,
        TimeSpan readTime)
        : base(device, WireFaultKind.StuckValve, WireFaultKind.SlowValve, WireFaultKind.Locked, WireFaultKind.Busy, WireFaultKind.Refused, WireFaultKind.OutOfRange)
    {
        (_valves, _flagNames, _pressure, _readTime) = (valves, flags, pressure, readTime);
        _pipettes = [.. pipettes.Select(p => new PychronPipette(p.Name, p.Inner, p.Outer))];
        _box = new WireValves(line, [.. valves.Select(v => new WireValve(v.Valve, v.Name))], TimeSpan.Zero, Active);
    }

    /// <inheritdoc/>
    public override DateTimeOffset? NextEvent => _box.NextEvent;

    /// <inheritdoc/>
    public override void Elapse(DateTimeOffset now, IWireAnswers answers) => _box.Elapse(now);

    /// <summary>The server starts anew: its flags and what it had sent are forgotten. The valves stay: others hold them.</summary>
    public override void LosePower(DateTimeOffset now)
    {
        _sent.Clear();
        _flags = [.. _flagNames.Select(f => new PychronFlag(f, now))];
    }

    /// <inheritdoc/>
    public override ImmutableSortedDictionary<string, string> Truth(DateTimeOffset now) => Facts(_box.Truth(now)
        .Where(t => t.Key.StartsWith("valve", StringComparison.Ordinal))
        .Concat(Flags(now).Select(f => ($"flag {f.Name}", Word(f.IsSet(now)))))
        .Concat(_pipettes.Select(p => ($"shots {p.Name}", p.Shots.ToString(CultureInfo.InvariantCulture)))));

    private protected override bool Knows(string word) => Words.Contains(word);

    private protected override string? Answer(TxRequest request, DateTimeOffset now, ref TimeSpan took)
    {
        _box.Elapse(now);
        return request.Word switch
        {
            "Open" => Actuate(request.Text, true, now),
            "Close" => Actuate(request.Text, false, now),
            "GetIndicatorState" => Find(request.Text) is { } v ? Bool(IsOpen(v, now)) : Error(5, $"{request.Text} is not a registered valve"),
            "GetValveState" => Find(request.Text) is { } v ? Bool(_box.Relay(v.Name)) : Error(5, $"{request.Text} is not a registered valve"),
            "GetValveStates" or "GetStateWord" => StateWord(now, ref took),
            "GetValveLockStates" or "GetLockWord" => StateWords.WithCrc(string.Join(',', _valves.Select(v => $"{v.Name}{(IsLocked(v) ? 1 : 0)}"))),
            "GetValveLockState" => Find(request.Text) is { } v ? Bool(IsLocked(v)) : Nothing,
            "GetValveOwners" => StateWords.WithCrc(string.Join(',', _valves.Select(v => v.Name))),
            "GetStateChecksum" => Checksum(request.Arguments, now),
            "GetPipetteCount" => _pipettes.FirstOrDefault(p => p.Name == request.Text)?.Shots.ToString(CultureInfo.InvariantCulture) ?? Nothing,
            "GetPipetteCounts" => $"[{string.Join(", ", _pipettes.Select(p => $"('{p.Name}', {p.Shots})"))}]",
            "GetPressure" => Pressure(request),
            "Read" => Flag(request.Text, now) is { } f ? f.IsSet(now) ? "1" : "0" : Error(8, $"{request.Text} is not connected"),
            "Set" => Set(request, now),
            "Ping" => Ping(request.Member("device") ?? request.Text, now),

            // An old stub that says X and a random fraction; here the fraction is of the instant.
            "GetData" => Parse(request.Text) is { } x ? Float(x + (now.Ticks % TimeSpan.TicksPerSecond / (double)TimeSpan.TicksPerSecond)) : null,
            _ => null,
        };
    }

    private string Actuate(string name, bool open, DateTimeOffset now)
    {
        if (Find(name) is not { } valve)
            return Error(4, $"invalid arguments {name}");
        if (Active.Use(WireFaultKind.Busy, name) is not null)
            return Error(6, $"{name} is in use by another");
        if (Active.Use(WireFaultKind.Refused, name) is { } refused)
            return refused.Text.Length > 0 ? refused.Text : Error(15, $"{name} failed to actuate");
        if (IsLocked(valve) || (!open && !IsOpen(valve, now)))
            return "ok";
        if (valve.Interlocks.Any(i => Find(i) is { } other && IsOpen(other, now)) || (open && !valve.PositiveInterlocks.All(i => Find(i) is { } other && IsOpen(other, now))))
            return Error(15, $"{name} failed to actuate");
        _box.Switch(valve.Name, open, now);
        if (IsOpen(valve, now) != open)
            return Error(15, $"{name} failed to actuate");
        if (open)
        {
            foreach (var pipette in _pipettes)
                pipette.Opened(valve.Name);
        }

        return Done;
    }

    // What has not been sent yet, as far as the time goes; when all has been, from the beginning.
    private string StateWord(DateTimeOffset now, ref TimeSpan took)
    {
        if (_sent.Count >= _valves.Length)
            _sent.Clear();
        var states = new List<string>();
        foreach (var valve in _valves.Where(v => !_sent.Contains(v.Name)).ToArray())
        {
            if (took + _readTime > WordBudget && states.Count > 0)
                break;
            took += _readTime;
            _sent.Add(valve.Name);
            states.Add($"{valve.Name}{(IsOpen(valve, now) ? 1 : 0)}");
        }

        return StateWords.WithCrc(string.Join(',', states));
    }

    private string? Checksum(ImmutableArray<string> names, DateTimeOffset now)
    {
        var valves = names.Select(Find).ToArray();
        return valves.Any(v => v is null)
            ? null
            : StateWords.Crc32(string.Concat(valves.Select(v => v!.Manual ? $"MANUAL_SWITCH-{v.Name}{Bool(IsOpen(v, now))}" : $"VALVE-{v.Name}{Bool(IsOpen(v, now))}{Bool(IsLocked(v))}")))
                .ToString(CultureInfo.InvariantCulture);
    }

    private string Pressure(TxRequest request)
    {
        var controller = request.Member("controller") ?? request.Arguments[0];
        var gauge = request.Member("gauge") ?? (request.Arguments.Length > 1 ? request.Arguments[1] : "");
        if (Active.Use(WireFaultKind.OutOfRange, gauge) is { Value: { } value })
            return Float(value);
        return _pressure(controller, gauge) is { } pressure ? Float(pressure) : Error(16, $"gauge {gauge} is not available");
    }

    private string? Set(TxRequest request, DateTimeOffset now)
    {
        string[] words = request.Member("device") is { } device ? [device, request.Text] : request.Text.Split(' ');
        if (words.Length != 2)
            return null;
        if (Flag(words[0], now) is not { } flag)
            return Error(8, $"{words[0]} is not connected");
        flag.Set(words[1] is not ("0" or "False" or "false" or ""), now);
        return Done;
    }

    private string Ping(string name, DateTimeOffset now)
    {
        if (Flag(name, now) is not { } flag)
            return Error(8, $"{name} is not connected");
        flag.Ping(now);
        return now.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture);
    }

    private ImmutableArray<PychronFlag> Flags(DateTimeOffset now)
    {
        if (_flags.Length != _flagNames.Length)
            _flags = [.. _flagNames.Select(f => new PychronFlag(f, now))];
        return _flags;
    }

    private PychronFlag? Flag(string name, DateTimeOffset now) => Flags(now).FirstOrDefault(f => f.Name == name);

    private PychronValve? Find(string name) => _valves.FirstOrDefault(v => v.Name == name);

    private bool IsOpen(PychronValve valve, DateTimeOffset now) => _box.Shown(valve.Name, now);

    private bool IsLocked(PychronValve valve) => !valve.Manual && Active.Find(WireFaultKind.Locked, valve.Name) is not null;
}
