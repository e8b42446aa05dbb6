namespace LabActors.Actors.Lab;

/// <summary>The journal was away, and the laboratory stood still.</summary>
/// <param name="At">Laboratory time at which it was lost.</param>
/// <param name="Cause">The database's own words.</param>
/// <param name="Seconds">Real time, s.</param>
public sealed record JournalLoss(DateTimeOffset At, string Cause, double Seconds);
