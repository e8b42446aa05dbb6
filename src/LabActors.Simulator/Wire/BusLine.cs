namespace LabActors.Simulator.Wire;

/// <summary>The wire from the instruments to the computer: one message after another, each as long as its bytes take, in the order in which they begin.</summary>
/// <param name="byteTime">How long a byte takes; none with sockets.</param>
internal sealed class BusLine(TimeSpan byteTime)
{
    // What an operating system keeps for a program that does not read; more is lost, as it is with a serial port.
    private const int MostBytes = 256 * 1024;

    private readonly PriorityQueue<(ReadOnlyMemory<byte> Bytes, BusSlot From), (DateTimeOffset Begin, long Number)> _waiting = new();
    private DateTimeOffset _free = DateTimeOffset.MinValue;
    private DateTimeOffset? _end;
    private DateTimeOffset _last = DateTimeOffset.MinValue;
    private long _number;
    private int _bytes;

    /// <summary>When the next message will have come, or the connection ends; null when nothing is under way.</summary>
    public DateTimeOffset? Next => _waiting.TryPeek(out var head, out var at) ? Finish(head.Bytes, at.Begin) : _end;

    /// <summary>How many bytes the next message has; null when nothing is under way.</summary>
    public int? NextLength => _waiting.TryPeek(out var head, out _) ? head.Bytes.Length : null;

    /// <summary>Something is sent from an instant on.</summary>
    public void Send(ReadOnlyMemory<byte> bytes, BusSlot from, DateTimeOffset begin)
    {
        if (_end is not null || bytes.Length == 0 || _bytes + bytes.Length > MostBytes)
            return;
        _waiting.Enqueue((bytes, from), (begin, _number++));
        _bytes += bytes.Length;
        if (begin > _last)
            _last = begin;
    }

    /// <summary>The connection ends when all has been sent.</summary>
    public void End(DateTimeOffset now) => _end ??= now > _last ? now : _last;

    /// <summary>An instrument says nothing more of what it was about to say.</summary>
    public void Drop(BusSlot from)
    {
        var rest = _waiting.UnorderedItems.Where(m => m.Element.From != from).ToArray();
        _waiting.Clear();
        _waiting.EnqueueRange(rest);
        _bytes = rest.Sum(m => m.Element.Bytes.Length);
    }

    /// <summary>The connection is cut: what is under way is lost.</summary>
    public void Cut(DateTimeOffset now)
    {
        _waiting.Clear();
        _bytes = 0;
        _end = now;
    }

    /// <summary>It is whole again.</summary>
    public void Restore() => _end = null;

    /// <summary>The next message that has come by an instant; null when there is none.</summary>
    public ReadOnlyMemory<byte>? Take(DateTimeOffset now)
    {
        if (!_waiting.TryPeek(out var head, out var at) || Finish(head.Bytes, at.Begin) is var finish && finish > now)
            return null;
        _waiting.Dequeue();
        _bytes -= head.Bytes.Length;
        _free = finish;
        return head.Bytes;
    }

    /// <summary>Nothing comes any more.</summary>
    public bool IsOver(DateTimeOffset now) => _waiting.Count == 0 && _end <= now;

    private DateTimeOffset Finish(ReadOnlyMemory<byte> bytes, DateTimeOffset begin) => (begin > _free ? begin : _free) + (byteTime * bytes.Length);
}
