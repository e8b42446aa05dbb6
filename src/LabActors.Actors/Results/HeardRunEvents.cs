using System.Collections.Concurrent;
using System.Collections.Immutable;
using LabActors.Actors.Persistence;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Reduction;

namespace LabActors.Actors.Results;

/// <summary>
/// The events of runs as they are heard in this node, for a journal that is in memory and that nobody can read from outside
/// its actor system: simulations that are thrown away, and tests. Kept until the program ends.
/// </summary>
/// <param name="node">The node that hears, where it is known.</param>
public sealed class HeardRunEvents(NodeEvents.NodeStarted? node = null) : IRunEvents
{
    private readonly ConcurrentDictionary<string, ImmutableList<(long Ordering, IJournalEvent Event)>> _runs = [];
    private readonly ConcurrentDictionary<string, string> _queues = [];
    private readonly ConcurrentDictionary<string, RegistryEvents.AliquotSettled> _settled = [];
    private long _ordering;

    /// <inheritdoc/>
    public void Heard(JournaledEvent journaled)
    {
        if (journaled.Event is QueueEvents.QueueAccepted accepted) _queues[accepted.QueueId] = accepted.Queue.Name;
        if (journaled.Event is RegistryEvents.AliquotSettled settled) _settled[settled.RunUuid] = settled;
        if (!journaled.PersistenceId.StartsWith(IRunEvents.PersistenceIdPrefix, StringComparison.Ordinal)) return;
        var next = (Interlocked.Increment(ref _ordering), journaled.Event);
        _runs.AddOrUpdate(journaled.PersistenceId[IRunEvents.PersistenceIdPrefix.Length..], [next], (_, known) => known.Add(next));
    }

    /// <inheritdoc/>
    public RunEventsRead Of(string runUuid)
    {
        if (!_runs.TryGetValue(runUuid, out var events)) return new([], RunOrigin.Unknown);
        var queue = events[0].Event is RunEvents.RunStarted started ? _queues.GetValueOrDefault(started.QueueId, "") : "";
        return new(
            [.. events.Select(e => e.Event)],
            new(node?.Laboratory ?? "", queue, events[0].Ordering, events[^1].Ordering));
    }

    /// <inheritdoc/>
    public ImmutableDictionary<string, RegistryEvents.AliquotSettled> Settled() => _settled.ToImmutableDictionary();

    /// <inheritdoc/>
    public ImmutableArray<string> EndedAfter(long ordering) =>
    [
        .. _runs.SelectMany(run => run.Value.Where(e => e.Event is RunEvents.RunEnded && e.Ordering > ordering).Select(e => (Uuid: run.Key, e.Ordering)))
            .OrderBy(end => end.Ordering)
            .Select(end => end.Uuid)
            .Distinct(),
    ];
}
