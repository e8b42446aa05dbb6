namespace LabActors.Actors.Time;

/// <summary>
/// Keeps a virtual clock from running ahead of the wall clock: laboratory time since an anchor is at most
/// <see cref="ClockPace.Factor"/> times the wall time since it. Guarded by the clock's lock.
/// </summary>
internal sealed class WallPacing(ClockPace pace, TimeProvider wallClock, long anchorTicks, Action wake) : IDisposable
{
    // Timers of .NET count whole milliseconds up to about 49 days; a longer wait is taken in parts.
    private static readonly TimeSpan LongestWait = TimeSpan.FromDays(1);
    private static readonly TimeSpan ShortestWait = TimeSpan.FromMilliseconds(1);

    private long _anchorWall = wallClock.GetTimestamp();
    private ITimer? _alarm;

    public ClockPace Pace { get; } = pace;

    public TimeProvider WallClock { get; } = wallClock;

    /// <summary>Laboratory time up to which the wall clock lets the virtual clock go.</summary>
    public long TicksByWallClock() =>
        anchorTicks + (long)(WallClock.GetElapsedTime(_anchorWall).Ticks * Pace.Factor);

    /// <summary>True when the deadline may fire now; otherwise the clock is woken when it may.</summary>
    public bool IsDue(long deadlineTicks)
    {
        if (!Pace.WaitsForWallClock)
            return true;

        var dueAfter = TimeSpan.FromTicks((long)Math.Ceiling(Math.Min((deadlineTicks - anchorTicks) / Pace.Factor, long.MaxValue / 2)));
        var wait = dueAfter - WallClock.GetElapsedTime(_anchorWall);
        if (wait <= TimeSpan.Zero)
            return true;

        SetAlarm(wait < ShortestWait ? ShortestWait : wait > LongestWait ? LongestWait : wait);
        return false;
    }

    /// <summary>Laboratory time is here now: what it stood still before is not made up.</summary>
    public void AnchorAt(long ticks) => (anchorTicks, _anchorWall) = (ticks, WallClock.GetTimestamp());

    public void Dispose() => _alarm?.Dispose();

    private void SetAlarm(TimeSpan wait)
    {
        if (_alarm is null)
            _alarm = WallClock.CreateTimer(static state => ((Action)state!)(), wake, wait, Timeout.InfiniteTimeSpan);
        else
            _alarm.Change(wait, Timeout.InfiniteTimeSpan);
    }
}
