using System.Collections.Concurrent;
using System.Collections.Immutable;
using LabActors.Devices.Ports;

namespace LabActors.Actors.Tests.Devices;

/// <summary>A controller of which the test knows the truth and that tells all its valves at once.</summary>
public sealed class FakeValveBank(FakeValves valves, ImmutableArray<string> addresses, TimeProvider time) : IValveSwitch, IValveBank
{
    private DateTimeOffset _good = time.GetUtcNow();

    /// <summary>Words that are still to fail their check; the third in a row is a fault.</summary>
    public int BadWords { get; set; }

    /// <summary>After so many bad words in a row the next question hangs until the test lets it go.</summary>
    public (int After, TaskCompletionSource Until)? Gate { get; set; }

    /// <summary>Valves that it does not tell of.</summary>
    public ConcurrentDictionary<string, bool> Untold { get; } = [];

    /// <summary>Valves that are locked there.</summary>
    public ImmutableHashSet<string> Locked { get; set; } = [];

    /// <summary>What the next reading finds by comparing.</summary>
    public ConcurrentQueue<string> Differences { get; } = [];

    /// <summary>The way to it is lost.</summary>
    public bool IsLost { get; set; }

    private int _bad;

    public ValueTask Actuate(string address, bool open, CancellationToken cancellation) => IsLost ? throw new IOException("the port is lost") : valves.Actuate(address, open, cancellation);

    public ValueTask<Reading<ValveState>> ReadState(string address, CancellationToken cancellation) =>
        IsLost ? throw new IOException("the port is lost") : valves.ReadState(address, cancellation);

    public async ValueTask<ValveBankReading> ReadAll(CancellationToken cancellation)
    {
        valves.Calls.Enqueue("read all");
        if (Gate is (var after, var until) && after == _bad)
            await until.Task;
        if (IsLost)
            throw new IOException("the port is lost");
        var quality = BadWords == 0 ? Quality.Good : ++_bad >= 3 ? Quality.Fault : Quality.Stale;
        BadWords = Math.Max(0, BadWords - 1);
        if (quality == Quality.Good)
            (_good, _bad) = (time.GetUtcNow(), 0);
        ImmutableArray<string> found = Differences.TryDequeue(out var difference) ? [difference] : [];
        return new ValveBankReading(
            addresses.ToImmutableDictionary(
                a => a,
                a => Untold.ContainsKey(a)
                    ? new Reading<ValveState>(ValveState.Unknown, Quality.Missing, time.GetUtcNow())
                    : new Reading<ValveState>(valves.Truth.GetValueOrDefault(a, ValveState.Closed), quality, quality == Quality.Good ? time.GetUtcNow() : _good)),
            Locked,
            found);
    }
}
