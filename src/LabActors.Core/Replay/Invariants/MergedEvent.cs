namespace LabActors.Core.Replay.Invariants;

/// <summary>An event of one of several journals.</summary>
/// <param name="Journal">Whose: the data folder as it was named.</param>
public sealed record MergedEvent(string Journal, RecordedEvent Recorded)
{
    /// <summary>When it happened, by the clock of the node that journaled it.</summary>
    public DateTimeOffset At => Recorded.Event.At;

    /// <summary>
    /// When it was written, by which events of several journals are put in order: a fact is written before anything is built on it, by whichever node, and laboratory times of simulated nodes have nothing to do
    /// with each other. Where that is not known, when it happened.
    /// </summary>
    public DateTimeOffset Written => Recorded.WrittenAt ?? At;
}
