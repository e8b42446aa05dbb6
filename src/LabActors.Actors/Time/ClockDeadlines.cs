using System.Diagnostics.CodeAnalysis;

namespace LabActors.Actors.Time;

/// <summary>
/// Deadlines in order of their instant; where the instants are equal what looks on comes after what acts, and then the order is that of
/// scheduling. Not thread-safe: the clock's lock guards it.
/// </summary>
internal sealed class ClockDeadlines
{
    // Below this many entries cancelled ones may lie about until their deadline.
    private const int SmallestPurge = 1024;

    private readonly PriorityQueue<ClockEntry, Key> _queue = new();
    private long _lastSequence;
    private int _purgeAbove = SmallestPurge;

    public int Count => _queue.Count;

    public void Add(ClockEntry entry, long deadlineTicks)
    {
        // Timers that are set again and again (receive time-outs) leave cancelled entries behind. Dropping them each time
        // the queue has doubled costs a constant an entry.
        if (_queue.Count >= _purgeAbove)
            Purge();
        _queue.Enqueue(entry, new Key(deadlineTicks, entry.LooksOn, ++_lastSequence));
    }

    /// <summary>The next entry that is not cancelled.</summary>
    public bool TryPeek([NotNullWhen(true)] out ClockEntry? entry, out long deadlineTicks)
    {
        while (_queue.TryPeek(out entry, out var key))
        {
            deadlineTicks = key.DeadlineTicks;
            if (!entry.IsCancelled)
                return true;
            _queue.Dequeue();
        }

        deadlineTicks = 0;
        return false;
    }

    public void RemoveFirst() => _queue.Dequeue();

    public void Clear() => _queue.Clear();

    private void Purge()
    {
        var live = _queue.UnorderedItems.Where(item => !item.Element.IsCancelled).ToArray();
        _queue.Clear();
        _queue.EnqueueRange(live);
        _purgeAbove = Math.Max(SmallestPurge, 2 * live.Length);
    }

    private readonly record struct Key(long DeadlineTicks, bool LooksOn, long Sequence) : IComparable<Key>
    {
        public int CompareTo(Key other)
        {
            var byDeadline = DeadlineTicks.CompareTo(other.DeadlineTicks);
            var byRole = byDeadline != 0 ? byDeadline : LooksOn.CompareTo(other.LooksOn);
            return byRole != 0 ? byRole : Sequence.CompareTo(other.Sequence);
        }
    }
}
