using System.Collections.Immutable;
using LabActors.Actors.Persistence;
using LabActors.Core.Journal.Events;
using LabActors.Core.Reduction;
using LabActors.Core.Replay;
using LabActors.Journal.Reading;

namespace LabActors.Actors.Results;

/// <summary>The events of runs from the journal's tables.</summary>
public sealed class JournalRunEvents(JournalReader reader) : IRunEvents
{
    private readonly List<(long Ordering, NodeEvents.NodeStarted Started)> _nodes = [];
    private readonly Dictionary<string, string> _queues = [];
    private readonly Lock _known = new();
    private long _nodesReadTo;

    /// <inheritdoc/>
    public void Heard(JournaledEvent journaled)
    {
        // it is in the tables
    }

    /// <inheritdoc/>
    public RunEventsRead Of(string runUuid)
    {
        var rows = reader.ReadOf(IRunEvents.PersistenceIdPrefix + runUuid).ToBlockingEnumerable().ToArray();
        if (rows.Length == 0)
            return new([], RunOrigin.Unknown);
        var (first, last) = (rows[0].Ordering, rows[^1].Ordering);
        var node = NodeBefore(first);
        var queue = rows[0].Event is RunEvents.RunStarted started ? QueueName(started.QueueId) : "";
        return new(
            [.. rows.Select(row => row.Event)],
            new(node?.Laboratory ?? "", queue, first, last));
    }

    /// <inheritdoc/>
    public ImmutableArray<string> EndedAfter(long ordering) =>
    [
        .. reader.PersistenceIdsOf(JournalReader.RunEnded, ordering + 1).GetAwaiter().GetResult()
            .Where(id => id.StartsWith(IRunEvents.PersistenceIdPrefix, StringComparison.Ordinal))
            .Select(id => id[IRunEvents.PersistenceIdPrefix.Length..]),
    ];

    /// <inheritdoc/>
    public ImmutableDictionary<string, RegistryEvents.AliquotSettled> Settled() =>
        reader.ReadKinds([typeof(RegistryEvents.AliquotSettled)], Sources.RunRegistry).ToBlockingEnumerable().Select(row => (RegistryEvents.AliquotSettled)row.Event).ToImmutableDictionary(settled => settled.RunUuid);

    /// <summary>The last start of a node before an event: the process that wrote it.</summary>
    private NodeEvents.NodeStarted? NodeBefore(long ordering)
    {
        lock (_known)
        {
            if (ordering > _nodesReadTo)
            {
                foreach (var row in reader.ReadOfAll(IRunEvents.NodePrefix, _nodesReadTo + 1).ToBlockingEnumerable())
                {
                    if (row.Event is NodeEvents.NodeStarted started)
                        _nodes.Add((row.Ordering, started));
                }

                _nodesReadTo = ordering;
            }

            return _nodes.LastOrDefault(node => node.Ordering < ordering).Started;
        }
    }

    private string QueueName(string queueId)
    {
        lock (_known)
        {
            if (_queues.TryGetValue(queueId, out var known))
                return known;
            var name = reader.ReadOf(IRunEvents.QueuePrefix + queueId).ToBlockingEnumerable().Select(row => row.Event).OfType<QueueEvents.QueueAccepted>().FirstOrDefault()?.Queue.Name ?? "";
            return _queues[queueId] = name;
        }
    }
}
