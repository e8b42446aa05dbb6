namespace LabActors.Core.Replay.Invariants;

/// <summary>An event of one of several journals.</summary>
/// <param name="Journal">Whose: the data folder as it was named.</param>
public sealed record MergedEvent(string Journal, RecordedEvent Recorded)
{
    /// <summary>When it happened, by the clock of the node that journaled it.</summary>
    public DateTimeOffset At => Recorded.Event.At;
}
