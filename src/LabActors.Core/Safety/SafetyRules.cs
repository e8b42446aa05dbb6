using System.Collections.Immutable;

namespace LabActors.Core.Safety;

/// <summary>When a laboratory makes itself safe without being told.</summary>
/// <param name="FailedRuns">After so many failed runs in a row; 0 for never.</param>
/// <param name="Hold">When a queue or a run is held, or a question is open, for longer than this; null for never.</param>
/// <param name="Times">At these times of the laboratory's day.</param>
public sealed record SafetyRules(int FailedRuns, TimeSpan? Hold, ImmutableArray<TimeOnly> Times)
{
    /// <summary>Only when it is told.</summary>
    public static SafetyRules None { get; } = new(0, null, []);

    /// <summary>True when there is a rule at all.</summary>
    public bool Any => FailedRuns > 0 || Hold is not null || !Times.IsEmpty;

    /// <summary>The first time of day after an instant; null when none is configured.</summary>
    public DateTimeOffset? NextTime(DateTimeOffset after, TimeZoneInfo zone)
    {
        var local = TimeZoneInfo.ConvertTime(after, zone);
        DateTimeOffset? next = null;
        foreach (var time in Times)
        {
            foreach (var day in new[] { 0, 1, 2 })
            {
                var wall = local.Date.AddDays(day) + time.ToTimeSpan();

                // A time that a change of the clocks leaves out is the next that there is.
                if (zone.IsInvalidTime(wall))
                    wall = wall.AddHours(1);
                var at = new DateTimeOffset(wall, zone.GetUtcOffset(wall));
                if (at > after && (next is null || at < next))
                    next = at;
            }
        }

        return next;
    }
}
