namespace LabActors.Core.Durations;

/// <summary>Time in which a run, or the queue before it, waits.</summary>
/// <param name="What"><c>delay, spectrometer, pumping</c>.</param>
/// <param name="Why">In words: for whom or what.</param>
public sealed record PlannedWait(DateTimeOffset From, double Seconds, string What, string Why);
