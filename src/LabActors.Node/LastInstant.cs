using LabActors.Journal.Reading;
using LabActors.Journal.Storage;

namespace LabActors.Node;

/// <summary>Laboratory time at which a journal ends: where a simulation goes on.</summary>
internal static class LastInstant
{
    /// <summary>Latest instant of the last events; null when there are none.</summary>
    public static async Task<DateTimeOffset?> OfAsync(JournalDatabase journal, CancellationToken stop)
    {
        if (journal.Provider == JournalProvider.Memory)
            return null;
        var reader = new JournalReader(journal);
        var last = await reader.LastOrdering(stop);
        DateTimeOffset? at = null;
        await foreach (var row in reader.ReadFrom(Math.Max(0, last - 20), stop))
        {
            if (at is null || row.Event.At > at)
                at = row.Event.At;
        }

        return at;
    }
}
