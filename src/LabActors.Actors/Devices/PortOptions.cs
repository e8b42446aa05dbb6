namespace LabActors.Actors.Devices;

/// <summary>The limits of a port's actor.</summary>
/// <param name="ShortestBackOff">First wait after the port could not be opened or was lost; it doubles.</param>
/// <param name="LongestBackOff">Longest wait.</param>
/// <param name="Jitter">A number from 0 to 1 for each wait, by which it is shortened by up to a fifth: ports that were lost together are not opened together.</param>
/// <param name="QueueLimit">Transactions that may wait; more are refused.</param>
public sealed record PortOptions(TimeSpan ShortestBackOff, TimeSpan LongestBackOff, Func<double> Jitter, int QueueLimit)
{
    /// <summary>1 s doubling to 30 s, 1,000 waiting.</summary>
    public static PortOptions Default { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), Random.Shared.NextDouble, 1_000);
}
