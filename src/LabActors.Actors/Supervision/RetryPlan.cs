namespace LabActors.Actors.Supervision;

/// <summary>
/// When to try again what failed: after <paramref name="Shortest"/>, twice that, and so on up to <paramref name="Longest"/>, and so often. After the last
/// attempt nothing is tried by itself any more: an idle virtual clock would otherwise run through the waits for ever.
/// </summary>
/// <param name="Attempts">How many attempts there are.</param>
public sealed record RetryPlan(TimeSpan Shortest, TimeSpan Longest, int Attempts)
{
    /// <summary>1 s, 2 s ... 1 h: most of a day.</summary>
    public static RetryPlan OfADay { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromHours(1), 30);

    /// <summary>The wait after so many failed attempts; null when there has been the last.</summary>
    public TimeSpan? WaitAfter(int failed) =>
        failed >= Attempts ? null : TimeSpan.FromTicks(Math.Min(Longest.Ticks, Shortest.Ticks << Math.Min(Math.Max(failed, 1) - 1, 30)));
}
