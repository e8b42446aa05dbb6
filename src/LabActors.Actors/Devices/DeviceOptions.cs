namespace LabActors.Actors.Devices;

/// <summary>The limits of a device actor.</summary>
/// <param name="Timeout">How long an answer may take.</param>
/// <param name="Grace">How long a transaction that is given up may take to end before the port is closed under it.</param>
/// <param name="UrgentGrace">The same when something urgent waits.</param>
/// <param name="ShortestBackOff">First wait after a port could not be opened; it doubles.</param>
/// <param name="LongestBackOff">Longest wait.</param>
/// <param name="QueueLimit">Transactions that may wait; more are refused.</param>
public sealed record DeviceOptions(
    TimeSpan Timeout,
    TimeSpan Grace,
    TimeSpan UrgentGrace,
    TimeSpan ShortestBackOff,
    TimeSpan LongestBackOff,
    int QueueLimit)
{
    /// <summary>10 s for an answer, 1 s to end, 0.25 s for what is urgent, 1 to 30 s between attempts to open, 1,000 waiting.</summary>
    public static DeviceOptions Default { get; } = new(
        TimeSpan.FromSeconds(10),
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(0.25),
        TimeSpan.FromSeconds(1),
        TimeSpan.FromSeconds(30),
        1_000);
}
