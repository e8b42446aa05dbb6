using LabActors.Core.Labs;
using LabActors.Core.Replay;
using LabActors.Journal.Reading;

namespace LabActors.Node.Recovery;

/// <summary>What a journal holds of unfinished executions: their actors' events, without those of runs that are over, so that a long night is read as fast as a short one.</summary>
internal static class UnfinishedLab
{
    private static readonly string[] Shared = ["line", "leases", "decisions", "safety"];

    /// <summary>Null when no execution is unfinished.</summary>
    public static async Task<LabState?> ReadAsync(JournalReader journal, LabDefinition lab, CancellationToken stop)
    {
        var state = LabState.Empty;
        foreach (var instrument in lab.Instruments)
            state = await FoldAsync(journal, state, Sources.OfExecutor(instrument.Name), stop);
        var running = state.Executions.Values.Where(e => e.Running).ToArray();
        if (running.Length == 0)
            return null;
        foreach (var queue in running.Select(e => e.Current).Where(id => id.Length > 0))
        {
            state = await FoldAsync(journal, state, Sources.OfQueue(queue), stop);
            foreach (var row in state.QueueById(queue)?.InFlight ?? [])
                state = await FoldAsync(journal, state, Sources.OfRun(state.QueueById(queue)!.Row(row).RunUuid), stop);
        }

        foreach (var source in Shared)
            state = await FoldAsync(journal, state, source, stop);
        return state;
    }

    private static async Task<LabState> FoldAsync(JournalReader journal, LabState state, string source, CancellationToken stop)
    {
        await foreach (var row in journal.ReadOf(source, cancellation: stop))
            state = state.Apply(new RecordedEvent(row.Ordering, row.PersistenceId, row.SequenceNr, row.Event));
        return state;
    }
}
