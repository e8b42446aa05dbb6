using System.Collections.Immutable;
using LabActors.Actors.Persistence;
using LabActors.Core.Journal.Events;
using LabActors.Journal.Reading;

namespace LabActors.Actors.Results;

/// <summary>The events of runs from the journal's tables.</summary>
public sealed class JournalRunEvents(JournalReader reader) : IRunEvents
{
    /// <inheritdoc/>
    public void Heard(JournaledEvent journaled)
    {
        // it is in the tables
    }

    /// <inheritdoc/>
    public RunEventsRead Of(string runUuid)
    {
        var rows = reader.ReadOf(IRunEvents.PersistenceIdPrefix + runUuid).ToBlockingEnumerable().ToArray();
        return new([.. rows.Select(row => row.Event)], rows.Length == 0 ? 0 : rows[^1].Ordering);
    }

    /// <inheritdoc/>
    public ImmutableArray<string> EndedAfter(long ordering) =>
    [
        .. reader.ReadFrom(ordering + 1).ToBlockingEnumerable()
            .Where(row => row.Event is RunEvents.RunEnded && row.PersistenceId.StartsWith(IRunEvents.PersistenceIdPrefix, StringComparison.Ordinal))
            .Select(row => row.PersistenceId[IRunEvents.PersistenceIdPrefix.Length..])
            .Distinct(),
    ];
}
