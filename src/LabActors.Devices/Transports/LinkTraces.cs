using System.Collections.Immutable;

namespace LabActors.Devices.Transports;

/// <summary>The last transactions of each port, for whoever asks what went over a wire. Safe for calls from several threads.</summary>
/// <param name="kept">How many of each port.</param>
public sealed class LinkTraces(int kept)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, Queue<LinkTrace>> _ports = new(StringComparer.Ordinal);

    /// <summary>Remembers a transaction, and forgets the oldest.</summary>
    public void Add(LinkTrace trace)
    {
        lock (_gate)
        {
            if (!_ports.TryGetValue(trace.Port, out var last))
                _ports.Add(trace.Port, last = []);
            if (last.Count >= kept)
                last.Dequeue();
            last.Enqueue(trace);
        }
    }

    /// <summary>The last transactions of a device, oldest first.</summary>
    public ImmutableArray<LinkTrace> Of(string device)
    {
        lock (_gate)
            return [.. _ports.Values.SelectMany(p => p).Where(t => t.Device == device).OrderBy(t => t.At)];
    }
}
