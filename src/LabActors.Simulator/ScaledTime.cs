namespace LabActors.Simulator;

/// <summary>Laboratory time that runs so many times as fast as the wall clock.</summary>
/// <param name="start">Where it starts.</param>
/// <param name="factor">Laboratory seconds a second, above 0.</param>
/// <param name="wall">The wall clock.</param>
public sealed class ScaledTime(DateTimeOffset start, double factor, TimeProvider wall) : TimeProvider
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    private readonly long _since = wall.GetTimestamp();

    /// <inheritdoc/>
    public override long TimestampFrequency => wall.TimestampFrequency;

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow() => start + (wall.GetElapsedTime(_since) * factor);

    /// <inheritdoc/>
    public override long GetTimestamp() => (long)((wall.GetTimestamp() - _since) * factor);

    /// <inheritdoc/>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period) =>
        new ScaledTimer(this, wall.CreateTimer(callback, state, OfWall(dueTime), OfWall(period)));

    // Never earlier than asked for: timers of the wall clock count whole milliseconds.
    private TimeSpan OfWall(TimeSpan lab) => lab <= TimeSpan.Zero ? lab : Tick * Math.Ceiling(lab / factor / Tick);

    private sealed class ScaledTimer(ScaledTime time, ITimer timer) : ITimer
    {
        public bool Change(TimeSpan dueTime, TimeSpan period) => timer.Change(time.OfWall(dueTime), time.OfWall(period));

        public void Dispose() => timer.Dispose();

        public ValueTask DisposeAsync() => timer.DisposeAsync();
    }
}
