using System.Collections.Immutable;

namespace LabActors.Simulator.Wire;

/// <summary>
/// The valves on a box: relays, and what they drive. A valve with one coil is open while the coil has power; one with two stays where it is until the other coil alone has it. Where they work the other way round
/// (<see cref="WireValve.ClosesWithPower"/>) a coil without power does what one with power does otherwise.
/// </summary>
internal sealed class WireValves
{
    private readonly SimulatedLine _line;
    private readonly ImmutableArray<WireValve> _valves;
    private readonly TimeSpan _travel;
    private readonly WireFaults _faults;
    private readonly Dictionary<string, bool> _relays = new(StringComparer.OrdinalIgnoreCase);
    private readonly SortedDictionary<string, (bool Open, DateTimeOffset At)> _moves = new(StringComparer.Ordinal);

    public WireValves(SimulatedLine line, ImmutableArray<WireValve> valves, TimeSpan travel, WireFaults faults)
    {
        (_line, _valves, _travel, _faults) = (line, valves, travel, faults);
        foreach (var valve in valves.Where(v => v.Driven))
        {
            _relays[valve.Address] = line.IsOpen(valve.Name) != valve.ClosesWithPower;
            if (valve.ClosingAddress.Length > 0)
                _relays[valve.ClosingAddress] = valve.ClosesWithPower;
        }
    }

    public DateTimeOffset? NextEvent => _moves.Count > 0 ? _moves.Values.Min(m => m.At) : null;

    /// <summary>The valve at an address, its own or that of its closing coil; null for none.</summary>
    public WireValve? Find(string address) => _valves.FirstOrDefault(v => v.Driven && At(v, address)) ?? _valves.FirstOrDefault(v => At(v, address));

    /// <summary>Addresses at which something is driven.</summary>
    public IEnumerable<string> Addresses => _relays.Keys.Order(StringComparer.Ordinal);

    public bool Relay(string address) => _relays.GetValueOrDefault(address);

    /// <summary>Switches what an address drives; an address without a valve has a relay all the same.</summary>
    public void Switch(string address, bool on, DateTimeOffset now)
    {
        Elapse(now);
        var valve = Find(address);
        if (Has(WireFaultKind.StuckRelay, address, valve) is not null)
            return;
        _relays[address] = on;
        if (valve is not { Driven: true } || Target(valve) is not { } open || Has(WireFaultKind.StuckValve, address, valve) is not null)
            return;
        if (!_moves.ContainsKey(valve.Name) && _line.IsOpen(valve.Name) == open)
            return;
        var travel = Has(WireFaultKind.SlowValve, address, valve) is { } slow ? TimeSpan.FromSeconds(slow.Seconds) : _travel;
        _moves[valve.Name] = (open, now + travel);
        Elapse(now);
    }

    /// <summary>What whoever reads the valve back says: open until it has closed, and the reverse; the wrong way round where it is wired so.</summary>
    public bool Shown(string address, DateTimeOffset now)
    {
        Elapse(now);
        return Seen(address) is { } valve && (_line.IsOpen(valve.Name) ^ valve.Inverted);
    }

    /// <summary>What the indicators of the valve at an address show: one for open, one for closed.</summary>
    public (bool Open, bool Closed) Indicators(string address, DateTimeOffset now)
    {
        var valve = Seen(address);
        if (Has(WireFaultKind.BothIndicatorsOn, address, valve) is not null)
            return (true, true);
        if (Has(WireFaultKind.BothIndicatorsOff, address, valve) is not null)
            return (false, false);
        Elapse(now);
        return valve is null || _moves.ContainsKey(valve.Name) ? (false, false)
            : _line.IsOpen(valve.Name) ^ valve.Inverted ? (true, false)
            : (false, true);
    }

    /// <summary>Valves that have arrived by now are where they went.</summary>
    public void Elapse(DateTimeOffset now)
    {
        foreach (var (valve, move) in _moves.Where(m => m.Value.At <= now).ToArray())
        {
            _moves.Remove(valve);
            _line.Actuate(valve, move.Open);
        }
    }

    /// <summary>All relays fall off; valves with one coil close at once, or open where power closes them.</summary>
    public void LosePower(DateTimeOffset now)
    {
        Elapse(now);
        _moves.Clear();
        foreach (var relay in _relays.Keys.ToArray())
            _relays[relay] = false;
        foreach (var valve in _valves.Where(v => v.Driven && v.ClosingAddress.Length == 0))
            _line.Actuate(valve.Name, valve.ClosesWithPower);
    }

    public IEnumerable<(string Key, string Value)> Truth(DateTimeOffset now)
    {
        Elapse(now);
        return Truth();
    }

    private IEnumerable<(string Key, string Value)> Truth() => _valves
        .Select(v => v.Name).Distinct()
        .Select(v => ($"valve {v}", _moves.ContainsKey(v) ? "moving" : _line.IsOpen(v) ? "open" : "closed"))
        .Concat(_relays.OrderBy(r => r.Key, StringComparer.Ordinal).Select(r => ($"relay {r.Key}", r.Value ? "on" : "off")));

    // An address may be that of a coil and, for another valve, that of an input.
    private WireValve? Seen(string address) => _valves.FirstOrDefault(v => !v.Driven && At(v, address)) ?? _valves.FirstOrDefault(v => At(v, address));

    private static bool At(WireValve valve, string address) =>
        string.Equals(valve.Address, address, StringComparison.OrdinalIgnoreCase)
        || (valve.ClosingAddress.Length > 0 && string.Equals(valve.ClosingAddress, address, StringComparison.OrdinalIgnoreCase));

    private bool? Target(WireValve valve) => (Relay(valve.Address) != valve.ClosesWithPower, valve.ClosingAddress.Length > 0 && Relay(valve.ClosingAddress) != valve.ClosesWithPower) switch
    {
        (true, false) => true,
        (false, true) => false,
        (false, false) when valve.ClosingAddress.Length == 0 => false,
        _ => null,
    };

    private WireFault? Has(WireFaultKind kind, string address, WireValve? valve) =>
        _faults.Find(kind, address) ?? (valve is null ? null : _faults.Find(kind, valve.Name) ?? _faults.Find(kind, valve.Address));
}
