using System.Collections.Immutable;
using LabActors.Core.Lines;
using LabActors.Devices.Drivers.Gauges;
using LabActors.Devices.Drivers.Pychron;
using LabActors.Devices.Ports;

namespace LabActors.Devices.Drivers.PychronValves;

/// <summary>
/// The valves, gauges and flags of a Pychron that owns the extraction line. A valve is moved by its name, and read back from the hardware (<c>GetIndicatorState</c>); all of them are read as
/// words, and compared by the server's own checksum: where it differs, every valve is read one by one.
/// </summary>
public sealed class PychronValvesDriver(DriverContext context) : IDriver, IValveSwitch, IValveBank, IGaugePort, IFlagPort
{
    private readonly PychronLink _link = new(context);
    private readonly ImmutableArray<string> _names =
        [.. context.Lab.Valves.Where(v => v.IsDriven && ValveWiring.ReadDevice(v) == context.Device.Name).SelectMany(v => ValveWiring.ReadAddresses(v)).Distinct(StringComparer.Ordinal)];

    private ServerValves _valves = ServerValves.Unknown;

    /// <inheritdoc/>
    public bool Simulated => _link.Simulated;

    /// <inheritdoc/>
    public async ValueTask<string> Identify(CancellationToken cancellation)
    {
        var answer = await _link.Ask("GetLockWord", true, cancellation).ConfigureAwait(false);
        return PychronWord.Read(answer, out var problem) is { } word ? $"a valve server of Pychron with {word.Items.Length} valves" : throw new IOException($"{context.Device.Name}: {problem}");
    }

    /// <inheritdoc/>
    public async ValueTask Actuate(string address, bool open, CancellationToken cancellation)
    {
        var request = $"{(open ? "Open" : "Close")} {address}";
        switch (await _link.Ask(request, false, cancellation).ConfigureAwait(false))
        {
            case PychronLink.Done:
                return;
            case PychronLink.Unchanged:
                // Nothing was moved: because it is locked, or because it stands so already.
                if (await _link.AskFlag($"GetValveLockState {address}", cancellation).ConfigureAwait(false))
                    throw new DeviceRefusedException(context.Device.Name, $"{request}: {address} is locked at the server, nothing was moved");
                return;
            case var other:
                throw _link.Readings.Unexpected(request, other, "OK or ok");
        }
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<ValveState>> ReadState(string address, CancellationToken cancellation)
    {
        var answer = await _link.Ask($"GetIndicatorState {address}", true, cancellation).ConfigureAwait(false);
        return answer switch
        {
            "True" => _link.Readings.Good(ValveState.Open),
            "False" => _link.Readings.Good(ValveState.Closed),
            _ => _link.Readings.Fault(ValveState.Unknown),
        };
    }

    /// <inheritdoc/>
    public async ValueTask<ValveBankReading> ReadAll(CancellationToken cancellation)
    {
        var (since, differences) = (context.Time.GetUtcNow(), ImmutableArray<string>.Empty);
        if (await ReadWords(cancellation).ConfigureAwait(false)
            && _names.All(_valves.States.ContainsKey)
            && await _link.Ask($"GetStateChecksum {string.Join(',', _names)}", true, cancellation).ConfigureAwait(false) is var checksum
            && checksum != _valves.Checksum(_names))
        {
            differences = await Resynchronize(cancellation).ConfigureAwait(false);
        }

        var now = context.Time.GetUtcNow();
        return new ValveBankReading(_names.ToImmutableDictionary(n => n, n => _valves.Of(n, since, now, Simulated)), _valves.Locked.Intersect(_names), differences);
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<double>> ReadPressure(string gauge, CancellationToken cancellation)
    {
        var channel = GaugeChannel.Of(context, gauge);
        return _link.Readings.Good(channel.Factor * await _link.AskNumber($"GetPressure {channel.Channel}", cancellation).ConfigureAwait(false));
    }

    /// <inheritdoc/>
    public async ValueTask<Reading<bool>> ReadFlag(string flag, CancellationToken cancellation) =>
        _link.Readings.Good(await _link.AskFlag($"Read {flag}", cancellation).ConfigureAwait(false));

    /// <inheritdoc/>
    public async ValueTask SetFlag(string flag, bool on, CancellationToken cancellation) => await _link.Ask($"Set {flag} {(on ? 1 : 0)}", true, cancellation).ConfigureAwait(false);

    /// <inheritdoc/>
    public async ValueTask Ping(string flag, CancellationToken cancellation) => await _link.Ask($"Ping {flag}", true, cancellation).ConfigureAwait(false);

    // A server that is slow tells the rest at the next question; after as many as there are valves it has told all that it will.
    private async ValueTask<bool> ReadWords(CancellationToken cancellation)
    {
        var missing = _names.ToHashSet(StringComparer.Ordinal);
        for (var asked = 0; missing.Count > 0 && asked < _names.Length; asked++)
        {
            if (await ReadWord("GetStateWord", cancellation).ConfigureAwait(false) is not { } word)
                return false;
            _valves = _valves.With(word, context.Time.GetUtcNow());
            missing.ExceptWith(word.Items.Select(i => i.Name));
        }

        if (await ReadWord("GetLockWord", cancellation).ConfigureAwait(false) is not { } locks)
            return false;
        _valves = _valves.WithLocks(locks);
        return missing.Count == 0;
    }

    private async ValueTask<PychronWord?> ReadWord(string request, CancellationToken cancellation)
    {
        var word = PychronWord.Read(await _link.Ask(request, true, cancellation).ConfigureAwait(false), out _);
        if (word is null)
            _valves = _valves.AfterBadWord();
        return word;
    }

    private async ValueTask<ImmutableArray<string>> Resynchronize(CancellationToken cancellation)
    {
        var told = _valves;
        _valves = ServerValves.Unknown;
        var differences = ImmutableArray.CreateBuilder<string>();
        foreach (var name in _names)
        {
            var isOpen = await _link.AskFlag($"GetIndicatorState {name}", cancellation).ConfigureAwait(false);
            var isLocked = await _link.AskFlag($"GetValveLockState {name}", cancellation).ConfigureAwait(false);
            _valves = _valves.With(new PychronWord([(name, isOpen)]), context.Time.GetUtcNow()).WithLocks(new PychronWord([(name, isLocked)]));
            if (told.States[name].State != _valves.States[name].State)
                differences.Add($"{name} is {(isOpen ? "open" : "closed")}, the server's word had it {(isOpen ? "closed" : "open")}");
            if (told.Locked.Contains(name) != isLocked)
                differences.Add($"{name} is {(isLocked ? "locked" : "not locked")}, the server's word had it otherwise");
        }

        if (differences.Count == 0)
            differences.Add($"the checksum of {_names.Length} valves differed, and none of them did when they were read one by one");
        return differences.ToImmutable();
    }
}
