using LabActors.Core.Journal;
namespace LabActors.Journal.Reading;

/// <summary>One event as it stands in the journal.</summary>
/// <param name="Ordering">Its number in the whole journal: grows, with gaps. What a projection remembers.</param>
/// <param name="PersistenceId">Whose event it is.</param>
/// <param name="SequenceNr">Its number among the events of that actor, from 1, without gaps.</param>
/// <param name="WrittenAt">Real time at which it was written; laboratory time is <see cref="IJournalEvent.At"/>.</param>
/// <param name="Manifest">The manifest under which it was written, perhaps an old one.</param>
/// <param name="Event">The fact, as the type of today.</param>
public sealed record JournalRow(
    long Ordering,
    string PersistenceId,
    long SequenceNr,
    DateTimeOffset WrittenAt,
    string Manifest,
    IJournalEvent Event);
