namespace LabActors.Core.Replay.Reasons;

/// <summary>One link of a chain of causes.</summary>
/// <param name="Event">The recorded event that tells it.</param>
/// <param name="Words">What it tells.</param>
public sealed record Reason(RecordedEvent Event, string Words);
