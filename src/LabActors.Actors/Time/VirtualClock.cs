using Akka.Dispatch;

namespace LabActors.Actors.Time;

/// <summary>
/// Laboratory time that stands still while anything works and jumps to the next deadline when nothing does.
/// <para>
/// Work in flight is counted: mailbox runs (<see cref="CountingExecutorConfigurator"/>), holds, and the firing of a deadline
/// itself. A mailbox that still has messages is scheduled again before its run is counted out, so a count of zero
/// means that every actor is idle. Then one deadline is fired, and the next only when all that it caused has come to rest:
/// the order of effects is the order of deadlines, and of scheduling where they are equal. <see cref="Now"/> is
/// always the start or the instant of a deadline, whatever the pace, so that a simulation has the same instants at any speed. (When something
/// from outside, such as an operator, speaks to an idle system at a pace that waits for the wall clock, time is first
/// brought up to the wall clock.)
/// </para>
/// <para>A clock with nothing scheduled sleeps; it uses no thread of its own.</para>
/// </summary>
public sealed partial class VirtualClock : IClockHolds, IDisposable
{
    private readonly Lock _gate = new();
    private readonly ClockDeadlines _deadlines = new();
    private readonly ClockHolders _holds;
    private readonly DateTimeOffset _start;
    private readonly Action<Exception> _onError;
    private WallPacing _pacing;
    private long _nowTicks;
    private IRunnable? _caused;
    private int _firingThread;
    private int _inFlight;
    private bool _disposed;

    /// <summary>A clock that stands at <see cref="VirtualClockOptions.Start"/>.</summary>
    /// <param name="options">Start, pace, and when to report a stall.</param>
    /// <param name="wallClock">What paced modes wait for and stalls are measured with; the system's when null.</param>
    /// <param name="onError">Told when a scheduled action throws; it is not fired again. Null: the exception is lost to nobody
    /// but the thread pool, which ends the process.</param>
    public VirtualClock(VirtualClockOptions options, TimeProvider? wallClock = null, Action<Exception>? onError = null)
    {
        var wall = wallClock ?? TimeProvider.System;
        _start = options.Start.ToUniversalTime();
        _nowTicks = _start.UtcTicks;
        _onError = onError ?? (exception => throw new InvalidOperationException("A scheduled action failed.", exception));
        _pacing = new WallPacing(options.Pace, wall, _nowTicks, QueueAdvance);
        _holds = new ClockHolders(this, options.StallAfter, wall);
        Time = new VirtualTimeProvider(this);
    }

    /// <summary>Raised, on a thread of the pool, when holds have lasted too long.</summary>
    public event Action<ClockStalled>? Stalled;

    /// <summary>The clock as a <see cref="TimeProvider"/>: instants, timestamps and timers.</summary>
    public TimeProvider Time { get; }

    /// <summary>Laboratory time, UTC.</summary>
    public DateTimeOffset Now => new(Volatile.Read(ref _nowTicks), TimeSpan.Zero);

    /// <summary>Laboratory time since the start.</summary>
    public TimeSpan Elapsed => Now - _start;

    /// <summary>Deadlines in the queue, cancelled ones included until they are dropped.</summary>
    public int ScheduledCount
    {
        get
        {
            lock (_gate)
                return _deadlines.Count;
        }
    }

    /// <summary>How fast laboratory time passes; may be changed at any moment.</summary>
    public ClockPace Pace
    {
        get
        {
            lock (_gate)
                return _pacing.Pace;
        }

        set
        {
            lock (_gate)
                ReplacePacing(value, _pacing.WallClock);
            QueueAdvance();
        }
    }

    /// <inheritdoc/>
    public IDisposable Hold(string owner)
    {
        ArgumentException.ThrowIfNullOrEmpty(owner);

        // Under the lock: once this has returned no jump is under way or will come before the release.
        lock (_gate)
        {
            if (Interlocked.Increment(ref _inFlight) == 1)
                CatchUpWithWallClock();
            _worked = true;
            return _holds.Take(owner);
        }
    }

    /// <summary>Stops for good: nothing fires any more.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _disposed = true;
            _deadlines.Clear();
            _pacing.Dispose();
            _holds.Dispose();
        }
    }

    /// <summary>Counts a piece of work in.</summary>
    internal void Enter()
    {
        if (Interlocked.Increment(ref _inFlight) != 1)
            return;

        // From rest, and not by a deadline: this stimulus comes from outside.
        if (Volatile.Read(ref _pacing).Pace.WaitsForWallClock)
        {
            lock (_gate)
                CatchUpWithWallClock();
        }

        _worked = true;
    }

    /// <summary>Counts a piece of work out; the last one moves the clock, on the caller's thread.</summary>
    internal void Exit()
    {
        if (Interlocked.Decrement(ref _inFlight) == 0)
            Advance();
    }

    /// <summary>
    /// Counts a mailbox run in and takes it over when this thread is firing a deadline. A hand-over to another thread would cost more than most runs do.
    /// </summary>
    /// <returns>False when the caller has to see to it that it is run, and counted out by <see cref="Exit"/>.</returns>
    internal bool TakeOver(IRunnable run)
    {
        Enter();
        if (Volatile.Read(ref _firingThread) != Environment.CurrentManagedThreadId || _caused is not null)
            return false;
        _caused = run;
        return true;
    }

    /// <summary>Adds a deadline <paramref name="delay"/> from now.</summary>
    /// <exception cref="ObjectDisposedException">The clock was stopped.</exception>
    internal void Schedule(ClockEntry entry, TimeSpan delay)
    {
        lock (_gate)
        {
            ObjectDisposedException.ThrowIf(_disposed, this);
            if (Volatile.Read(ref _inFlight) == 0)
                CatchUpWithWallClock();
            _deadlines.Add(entry, checked(_nowTicks + delay.Ticks));
        }

        // At rest nobody else will come by to look. Never on this thread: its caller may be under a lock of its own.
        if (Volatile.Read(ref _inFlight) == 0)
            QueueAdvance();
    }

    internal void UseWallClock(TimeProvider wallClock)
    {
        lock (_gate)
        {
            ReplacePacing(_pacing.Pace, wallClock);
            _holds.UseWallClock(wallClock);
        }
    }

    /// <summary>Gives a hold back.</summary>
    internal void Release(ClockHolders.Token token)
    {
        lock (_gate)
        {
            if (!_holds.Return(token))
                return;
        }

        if (Interlocked.Decrement(ref _inFlight) == 0)
            QueueAdvance();
    }

    /// <summary>Raises <see cref="Stalled"/> when a hold has lasted too long.</summary>
    internal void ReportStall()
    {
        ClockStalled? stalled;
        lock (_gate)
            stalled = _holds.Check();
        if (stalled is not null)
            Stalled?.Invoke(stalled);
    }

    private void QueueAdvance() =>
        ThreadPool.UnsafeQueueUserWorkItem(static clock => clock.Advance(), this, preferLocal: false);

    private void Advance()
    {
        while (TryTakeNext() is { } entry)
        {
            var caused = Fire(entry);
            var left = Interlocked.Decrement(ref _inFlight);
            if (caused is not null)
                left = RunHere(caused);
            if (left != 0)
                return;
        }
    }

    private int RunHere(IRunnable caused)
    {
        var left = 0;
        try
        {
            caused.Run();
        }
        finally
        {
            left = Interlocked.Decrement(ref _inFlight);
        }

        return left;
    }

    private ClockEntry? TryTakeNext()
    {
        lock (_gate)
        {
            if (_disposed || Volatile.Read(ref _inFlight) != 0 || !_deadlines.TryPeek(out var entry, out var deadline))
                return null;
            StandStill();
            if (!_pacing.IsDue(deadline))
                return null;

            _deadlines.RemoveFirst();
            Volatile.Write(ref _nowTicks, Math.Max(_nowTicks, deadline));
            if (entry.IntervalTicks > 0)
                _deadlines.Add(entry, checked(deadline + entry.IntervalTicks));
            Interlocked.Increment(ref _inFlight);
            _worked = true;
            return entry;
        }
    }

    /// <summary>Fires, and answers the first mailbox run that this caused: it is run on this thread, which has nothing else to do.</summary>
    private IRunnable? Fire(ClockEntry entry)
    {
        // One deadline fires at a time: only the firing thread finds its own number here.
        Volatile.Write(ref _firingThread, Environment.CurrentManagedThreadId);
        try
        {
            entry.Fire();
        }
        catch (Exception exception)
        {
            _onError(exception);
        }
        finally
        {
            Volatile.Write(ref _firingThread, 0);
        }

        var caused = _caused;
        _caused = null;
        return caused;
    }
}
