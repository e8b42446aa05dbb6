using LabActors.Console.Session;

namespace LabActors.Console.FullScreen;

/// <summary>Laboratory time between what is heard of it: the node says it every two seconds, and with every event.</summary>
public static class ScreenClock
{
    // A node that is not heard of may have stopped, and its time with it.
    private static readonly TimeSpan Most = TimeSpan.FromSeconds(10);

    /// <summary>Laboratory time now.</summary>
    /// <param name="heard">The newest that was heard.</param>
    /// <param name="since">Real time since then.</param>
    public static DateTimeOffset Now(DateTimeOffset heard, TimeSpan since, LabTime time) =>
        time.IsVirtual ? heard : heard + (since < Most ? since : Most) * time.Factor;
}
