namespace LabActors.Actors.Time;

/// <summary>
/// A <see cref="VirtualClock"/> as .NET's time provider. Timers fire with the clock's lock free and counted as work, so what
/// runs inside the callback is held for; what it starts elsewhere needs a hold of its own.
/// </summary>
internal sealed class VirtualTimeProvider(VirtualClock clock) : TimeProvider
{
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    public override DateTimeOffset GetUtcNow() => clock.Now;

    public override long GetTimestamp() => clock.Now.UtcTicks;

    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(clock, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private sealed class VirtualTimer(VirtualClock clock, TimerCallback callback, object? state) : ITimer
    {
        private readonly Lock _gate = new();
        private Entry? _current;
        private bool _disposed;

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            Validate(dueTime, nameof(dueTime));
            Validate(period, nameof(period));
            lock (_gate)
            {
                if (_disposed)
                    return false;
                _current?.Cancel();
                _current = null;
                if (dueTime != Timeout.InfiniteTimeSpan)
                {
                    _current = new Entry(callback, state) { IntervalTicks = Math.Max(0, period == Timeout.InfiniteTimeSpan ? 0 : period.Ticks) };
                    clock.Schedule(_current, dueTime);
                }

                return true;
            }
        }

        public void Dispose()
        {
            lock (_gate)
            {
                _disposed = true;
                _current?.Cancel();
                _current = null;
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private static void Validate(TimeSpan value, string name)
        {
            if (value < TimeSpan.Zero && value != Timeout.InfiniteTimeSpan)
                throw new ArgumentOutOfRangeException(name, value, "A timer's time is not negative.");
        }
    }

    private sealed class Entry(TimerCallback callback, object? state) : ClockEntry
    {
        private volatile bool _cancelled;

        public override bool IsCancelled => _cancelled;

        public override void Fire() => callback(state);

        public void Cancel() => _cancelled = true;
    }
}
