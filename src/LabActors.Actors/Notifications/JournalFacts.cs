using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Replay;
using LabActors.Journal.Reading;
using static LabActors.Core.Journal.Events.NodeEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Notifications;

/// <summary>The facts of which experiment events are made, from the journal's tables: for what happened while the outbox did not hear.</summary>
public static class JournalFacts
{
    private static readonly Type[] OfRuns = [typeof(RunStarted), typeof(StepStarted), typeof(DeviceUnavailable), typeof(DeviceAvailable)];
    private static readonly Type[] OfNodes = [typeof(NodeStarted), typeof(NodeStopped), typeof(JournalWasLost)];

    /// <summary>Reads the queues that are not known as ended, their runs, and when the node came and went.</summary>
    public static async Task<NotifierProtocol.Missed> ReadAsync(JournalReader reader, ImmutableHashSet<string> ended)
    {
        var facts = new List<(long Ordering, NotifierProtocol.Fact Fact)>();
        var over = ImmutableArray.CreateBuilder<string>();
        var ids = await reader.PersistenceIds();
        foreach (var queue in ids.Where(id => Sources.KindOf(id) == SourceKind.Queue && !ended.Contains(id)))
        {
            await foreach (var row in reader.ReadOf(queue))
            {
                Add(row);
                if (row.Event is QueueEnded)
                    over.Add(queue);
                if (row.Event is not RunLaunched launched)
                    continue;
                await foreach (var step in reader.ReadKinds(OfRuns, Sources.OfRun(launched.RunUuid)))
                {
                    if (step.Event is not StepStarted { Step: not "save" })
                        Add(step);
                }
            }
        }

        foreach (var node in ids.Where(id => Sources.KindOf(id) == SourceKind.Node))
        {
            await foreach (var row in reader.ReadKinds(OfNodes, node))
                Add(row);
        }

        return new NotifierProtocol.Missed(over.ToImmutable(), [.. facts.OrderBy(f => f.Ordering).Select(f => f.Fact)]);

        void Add(JournalRow row) => facts.Add((row.Ordering, new NotifierProtocol.Fact(row.PersistenceId, row.SequenceNr, row.Event)));
    }
}
