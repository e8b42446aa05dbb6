using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Replay;
using LabActors.Journal.Reading;

namespace LabActors.Node.Recovery;

/// <summary>What a journal holds of unfinished executions: their actors' events, without those of runs that are over, so that a long night is read as fast as a short one.</summary>
internal static class UnfinishedLab
{
    private static readonly string[] Shared = ["line", "leases", "decisions", "safety"];

    /// <summary>The state and the events, in the order of the journal; null when no execution is unfinished.</summary>
    public static async Task<(LabState State, ImmutableArray<RecordedEvent> Events)?> ReadAsync(JournalReader journal, LabDefinition lab, CancellationToken stop)
    {
        var (state, events) = (LabState.Empty, new List<RecordedEvent>());
        foreach (var instrument in lab.Instruments)
            await FoldAsync(Sources.OfExecutor(instrument.Name));
        var running = state.Executions.Values.Where(e => e.Running).ToArray();
        if (running.Length == 0)
            return null;
        foreach (var id in running.Select(e => e.Current).Where(id => id.Length > 0))
        {
            await FoldAsync(Sources.OfQueue(id));
            foreach (var row in state.QueueById(id) is { } queue ? queue.InFlight.Select(queue.Row) : [])
                await FoldAsync(Sources.OfRun(row.RunUuid));
        }

        foreach (var source in Shared)
            await FoldAsync(source);
        return (state, [.. events.OrderBy(e => e.Number)]);

        async Task FoldAsync(string source)
        {
            await foreach (var row in journal.ReadOf(source, cancellation: stop))
            {
                events.Add(new RecordedEvent(row.Ordering, row.PersistenceId, row.SequenceNr, row.Event));
                state = state.Apply(events[^1]);
            }
        }
    }
}
