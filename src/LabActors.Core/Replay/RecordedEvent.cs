using LabActors.Core.Journal;

namespace LabActors.Core.Replay;

/// <summary>One event as the journal has it.</summary>
/// <param name="Number">Its number in the whole journal: grows, with gaps.</param>
/// <param name="Source">The persistence id of whose event it is.</param>
/// <param name="SequenceNr">Its number among the events of that actor, from 1, without gaps.</param>
public sealed record RecordedEvent(long Number, string Source, long SequenceNr, IJournalEvent Event)
{
    /// <summary>Real time at which it was written; null where that is not known.</summary>
    public DateTimeOffset? WrittenAt { get; init; }

    /// <summary>Its name in words: <c>RunLaunched</c>.</summary>
    public string Name => Event.GetType().Name;
}
