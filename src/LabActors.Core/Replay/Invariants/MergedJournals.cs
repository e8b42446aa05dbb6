using System.Runtime.CompilerServices;

namespace LabActors.Core.Replay.Invariants;

/// <summary>Reads several journals as one.</summary>
public static class MergedJournals
{
    /// <summary>
    /// All events in the order in which they were written; those of one journal in its own order, whatever their times. At the same time the journal that was named first comes first.
    /// </summary>
    public static async IAsyncEnumerable<MergedEvent> Merge(IReadOnlyList<(string Journal, IAsyncEnumerable<RecordedEvent> Events)> journals, [EnumeratorCancellation] CancellationToken stop = default)
    {
        var heads = new List<Head>();
        try
        {
            foreach (var (journal, events) in journals)
            {
                var head = new Head(journal, events.GetAsyncEnumerator(stop));
                heads.Add(head);
                await head.MoveAsync();
            }

            while (heads.Where(h => h.HasEvent).MinBy(h => h.At) is { } next)
            {
                yield return new MergedEvent(next.Journal, next.Events.Current);
                await next.MoveAsync();
            }
        }
        finally
        {
            foreach (var head in heads)
                await head.Events.DisposeAsync();
        }
    }

    private sealed class Head(string journal, IAsyncEnumerator<RecordedEvent> events)
    {
        public string Journal => journal;

        public IAsyncEnumerator<RecordedEvent> Events => events;

        public bool HasEvent { get; private set; }

        /// <summary>When the next event's turn is: an outcome that was journaled late does not hold up what comes after it.</summary>
        public DateTimeOffset At { get; private set; }

        public async Task MoveAsync()
        {
            HasEvent = await events.MoveNextAsync();
            if (HasEvent && new MergedEvent(journal, events.Current).Written is var written && written > At)
                At = written;
        }
    }
}
