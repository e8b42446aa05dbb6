namespace LabActors.Core.Replay.Verification;

/// <summary>The first recorded event that this build would not have journaled.</summary>
/// <param name="Event">The event.</param>
/// <param name="Decision">Which decision it came of.</param>
/// <param name="Recorded">What the journal says, where it differs.</param>
/// <param name="Decided">What this build decides.</param>
/// <param name="Cause">What that follows from.</param>
public sealed record Difference(RecordedEvent Event, string Decision, string Recorded, string Decided, string Cause);
