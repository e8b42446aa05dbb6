namespace LabActors.Actors.Persistence;

/// <summary>
/// An actor cannot be recovered, now or later: an event that cannot be read, or that cannot be applied. Published on the event stream by the actor, which stops.
/// </summary>
/// <param name="PersistenceId">Whose recovery it was.</param>
/// <param name="SequenceNr">The event at which it ended.</param>
/// <param name="Cause">What was found; of bytes that cannot be read with their manifest.</param>
public sealed record RecoveryFailed(string PersistenceId, long SequenceNr, string Cause);
