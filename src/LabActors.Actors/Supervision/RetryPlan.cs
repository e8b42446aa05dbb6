using Akka.Configuration;

namespace LabActors.Actors.Supervision;

/// <summary>
/// When to try again what failed: after <paramref name="Shortest"/>, twice that, and so on up to <paramref name="Longest"/>, for as long as it takes. Real time: databases, disks and
/// networks do not come back at the laboratory's pace, and an idle virtual clock would run through the waits.
/// </summary>
/// <param name="Patience">Failed attempts after which whoever waits is told that it has not been done yet.</param>
public sealed record RetryPlan(TimeSpan Shortest, TimeSpan Longest, int Patience)
{
    /// <summary>1 s, 2 s ... 5 min; who waits is told after about 15 s.</summary>
    public static RetryPlan Default { get; } = new(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(5), 5);

    /// <summary>The settings of a section: <c>retry-first</c>, <c>retry-longest</c>, <c>told-after</c>.</summary>
    public static RetryPlan From(Config config, string section) => new(
        config.GetTimeSpan($"{section}.retry-first", Default.Shortest),
        config.GetTimeSpan($"{section}.retry-longest", Default.Longest),
        config.GetInt($"{section}.told-after", Default.Patience));

    /// <summary>The wait after so many failed attempts.</summary>
    public TimeSpan WaitAfter(int failed) =>
        TimeSpan.FromTicks(Math.Min(Longest.Ticks, Shortest.Ticks << Math.Min(Math.Max(failed, 1) - 1, 20)));
}
