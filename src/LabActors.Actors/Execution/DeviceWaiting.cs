using Akka.Configuration;

namespace LabActors.Actors.Execution;

/// <summary>How runs wait for devices that do not answer (section <c>labactors.runs.device-unavailable</c> of the HOCON).</summary>
/// <param name="Limit">How long a run waits before the device counts as lost.</param>
/// <param name="FirstRetry">Wait before the first try; it doubles with each.</param>
/// <param name="LongestRetry">Longest wait between two tries.</param>
public sealed record DeviceWaiting(TimeSpan Limit, TimeSpan FirstRetry, TimeSpan LongestRetry)
{
    /// <summary>5 min, trying after 1, 2, 4 ... 30 s: what <c>node.conf</c> says.</summary>
    public static DeviceWaiting Default { get; } = new(TimeSpan.FromMinutes(5), TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30));

    /// <summary>As a node's configuration says.</summary>
    public static DeviceWaiting Of(Config config)
    {
        const string Section = "labactors.runs.device-unavailable";
        return new DeviceWaiting(
            config.GetTimeSpan($"{Section}.limit", Default.Limit),
            config.GetTimeSpan($"{Section}.first-retry", Default.FirstRetry),
            config.GetTimeSpan($"{Section}.longest-retry", Default.LongestRetry));
    }
}
