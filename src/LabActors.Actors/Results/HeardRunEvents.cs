using System.Collections.Concurrent;
using System.Collections.Immutable;
using LabActors.Actors.Persistence;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;

namespace LabActors.Actors.Results;

/// <summary>
/// The events of runs as they are heard in this node, for a journal that is in memory and that nobody can read from outside
/// its actor system: simulations that are thrown away, and tests. Kept until the program ends.
/// </summary>
public sealed class HeardRunEvents : IRunEvents
{
    private readonly ConcurrentDictionary<string, ImmutableList<(long Ordering, IJournalEvent Event)>> _runs = [];
    private long _ordering;

    /// <inheritdoc/>
    public void Heard(JournaledEvent journaled)
    {
        if (!journaled.PersistenceId.StartsWith(IRunEvents.PersistenceIdPrefix, StringComparison.Ordinal)) return;
        var next = (Interlocked.Increment(ref _ordering), journaled.Event);
        _runs.AddOrUpdate(journaled.PersistenceId[IRunEvents.PersistenceIdPrefix.Length..], [next], (_, known) => known.Add(next));
    }

    /// <inheritdoc/>
    public RunEventsRead Of(string runUuid) =>
        _runs.TryGetValue(runUuid, out var events) ? new([.. events.Select(e => e.Event)], events[^1].Ordering) : new([], 0);

    /// <inheritdoc/>
    public ImmutableArray<string> EndedAfter(long ordering) =>
    [
        .. _runs.SelectMany(run => run.Value.Where(e => e.Event is RunEvents.RunEnded && e.Ordering > ordering).Select(e => (Uuid: run.Key, e.Ordering)))
            .OrderBy(end => end.Ordering)
            .Select(end => end.Uuid)
            .Distinct(),
    ];
}
