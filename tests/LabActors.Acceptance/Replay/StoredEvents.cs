using System.Collections.Immutable;
using LabActors.Core.Journal;
using LabActors.Core.Replay;

namespace LabActors.Acceptance.Replay;

/// <summary>A stored journal as what looks into journals reads it.</summary>
internal static class StoredEvents
{
    /// <summary>The newest stored journal.</summary>
    public static string Newest => StoredJournal.Names.Last();

    /// <summary>Its events.</summary>
    public static ImmutableArray<RecordedEvent> Read(string name) =>
        [.. StoredJournal.Read(Path.Combine(StoredJournal.Folder, $"{name}.jsonl.gz")).Rows.Select((row, i) => new RecordedEvent(i + 1, row.Id, row.SequenceNr, row.Event))];

    /// <summary>The first event of a kind that fits.</summary>
    public static RecordedEvent First<T>(this ImmutableArray<RecordedEvent> events, Func<T, bool> fits)
        where T : IJournalEvent => events.First(e => e.Event is T fact && fits(fact));
}
