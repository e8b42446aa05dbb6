using LabActors.Core.Journal;

namespace LabActors.Actors.Persistence;

/// <summary>
/// An event that is in the journal and in its actor's state. Published on the event stream of its node, for
/// consoles and projections that want to hear at once; what must not be missed is read from the journal.
/// </summary>
/// <param name="PersistenceId">Whose event it is.</param>
/// <param name="SequenceNr">Its number among the events of that actor, from 1.</param>
/// <param name="Timestamp">Laboratory time of the fact.</param>
/// <param name="Event">The fact.</param>
public sealed record JournaledEvent(string PersistenceId, long SequenceNr, DateTimeOffset Timestamp, IJournalEvent Event)
{
    /// <summary>True when the actor's next event was written in the same transaction: a crash leaves both or neither.</summary>
    public bool Continues { get; init; }
}
