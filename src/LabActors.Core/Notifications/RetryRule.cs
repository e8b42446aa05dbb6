namespace LabActors.Core.Notifications;

/// <summary>When a failed delivery is tried again, in real time: the world outside does not go at the laboratory's pace.</summary>
/// <param name="First">Wait after the first failure; doubled after each.</param>
/// <param name="Longest">Longest wait.</param>
/// <param name="GiveUpAfter">From the moment at which it became due.</param>
public sealed record RetryRule(TimeSpan First, TimeSpan Longest, TimeSpan GiveUpAfter)
{
    /// <summary>1 min to 1 h, for 24 h.</summary>
    public static RetryRule Default { get; } = new(TimeSpan.FromMinutes(1), TimeSpan.FromHours(1), TimeSpan.FromHours(24));

    /// <summary>The wait after so many failures.</summary>
    public TimeSpan After(int failures) => TimeSpan.FromTicks((long)Math.Min(Longest.Ticks, First.Ticks * Math.Pow(2, Math.Min(failures - 1, 40))));
}
