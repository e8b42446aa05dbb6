using LabActors.Core.Durations;
using LabActors.Journal.Reading;
using LabActors.Journal.Storage;

namespace LabActors.Node.Durations;

/// <summary>Learns durations from a journal, as they were learned when it was written.</summary>
internal static class DurationsHistory
{
    /// <summary>Reads every run of a journal; nothing where the journal is in memory.</summary>
    public static async Task<LearnedDurations> LearnAsync(JournalDatabase journal, CancellationToken stop)
    {
        var learned = LearnedDurations.None;
        if (journal.Provider == JournalProvider.Memory)
            return learned;
        var runs = new Dictionary<string, RunDurations>(StringComparer.Ordinal);
        await foreach (var row in new JournalReader(journal).ReadKinds(RunDurations.Kinds, "run-%", stop))
        {
            var run = runs[row.PersistenceId] = runs.GetValueOrDefault(row.PersistenceId, RunDurations.Empty).Apply(row.Event);
            if (!run.Ended)
                continue;
            runs.Remove(row.PersistenceId);
            learned = run.Learned.Aggregate(learned, (l, taught) => l.With(taught.Key, taught.Times));
        }

        return learned;
    }
}
