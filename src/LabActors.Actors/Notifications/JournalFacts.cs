using System.Collections.Immutable;
using LabActors.Actors.Safety;
using LabActors.Core.Journal;
using LabActors.Core.Replay;
using LabActors.Journal.Reading;
using static LabActors.Core.Journal.Events.NodeEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;
using static LabActors.Core.Journal.Events.TripEvents;

namespace LabActors.Actors.Notifications;

/// <summary>The facts of which experiment events are made, from the journal's tables: for what happened while the outbox did not hear.</summary>
public static class JournalFacts
{
    private static readonly Type[] OfRuns = [typeof(RunStarted), typeof(StepStarted), typeof(DeviceUnavailable), typeof(DeviceAvailable)];
    private static readonly Type[] OfNodes = [typeof(NodeStarted), typeof(NodeStopped), typeof(JournalWasLost)];

    /// <summary>Reads the queues that are not known as ended, their runs, when the node came and went, and the trips that nobody has reset.</summary>
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

        var trips = new List<JournalRow>();
        await foreach (var row in reader.ReadOf(TripsActor.Id))
        {
            trips.Add(row);
            if (row.Event is TripReset reset)
                trips.RemoveAll(t => TripOf(t.Event) == reset.Trip);
        }

        trips.ForEach(Add);
        return new NotifierProtocol.Missed(over.ToImmutable(), [.. facts.OrderBy(f => f.Ordering).Select(f => f.Fact)]);

        static string TripOf(IJournalEvent e) => e switch
        {
            Tripped t => t.Trip,
            TripActed t => t.Trip,
            TripReset t => t.Trip,
            _ => "",
        };

        void Add(JournalRow row) => facts.Add((row.Ordering, new NotifierProtocol.Fact(row.PersistenceId, row.SequenceNr, row.Event)));
    }
}
