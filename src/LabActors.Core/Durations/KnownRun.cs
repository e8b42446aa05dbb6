namespace LabActors.Core.Durations;

/// <summary>What has happened of a run that has begun.</summary>
/// <param name="Overlaps">True when the next run may start before its end.</param>
/// <param name="LineFreed">When it left the line to the next run; null when it has not.</param>
/// <param name="Ended">When it was over; null while it goes on.</param>
public sealed record KnownRun(DateTimeOffset Started, bool Overlaps, DateTimeOffset? LineFreed, DateTimeOffset? Ended);
