using Akka.Actor;
using Akka.Configuration;
using Akka.Dispatch;
using Akka.Event;

namespace LabActors.Actors.Time;

/// <summary>
/// Akka.NET's scheduler on a <see cref="VirtualClock"/>; named as <c>akka.scheduler.implementation</c>. It needs
/// <see cref="CountingExecutorConfigurator"/> as executor of the default and internal dispatchers: without it
/// the clock does not know that actors are at work.
/// </summary>
public sealed class VirtualTimeScheduler : SchedulerBase, IDateTimeOffsetNowTimeProvider, IDisposable
{
    private bool _attached;

    /// <summary>The constructor that Akka.NET calls.</summary>
    public VirtualTimeScheduler(Config config, ILoggingAdapter log)
        : base(config, log)
    {
        Clock = new VirtualClock(
            VirtualClockOptions.From(config),
            onError: exception => log.Error(exception, "A scheduled action failed and is not scheduled again"));
        Clock.Stalled += stalled => log.Warning("{0}", stalled);
    }

    /// <summary>The clock that the scheduler reads and sets.</summary>
    public VirtualClock Clock { get; }

    /// <inheritdoc/>
    public override TimeSpan MonotonicClock => Clock.Elapsed;

    /// <inheritdoc/>
    public override TimeSpan HighResMonotonicClock => Clock.Elapsed;

    /// <inheritdoc/>
    protected override DateTimeOffset TimeNow => Clock.Now;

    /// <inheritdoc/>
    public void Dispose() => Clock.Dispose();

    /// <inheritdoc/>
    protected override void InternalScheduleTellOnce(TimeSpan delay, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
        Schedule(new Tell(receiver, message, sender, cancelable), delay);

    /// <inheritdoc/>
    protected override void InternalScheduleTellRepeatedly(TimeSpan initialDelay, TimeSpan interval, ICanTell receiver, object message, IActorRef sender, ICancelable cancelable) =>
        Schedule(new Tell(receiver, message, sender, cancelable) { IntervalTicks = interval.Ticks }, initialDelay);

    /// <inheritdoc/>
    protected override void InternalScheduleOnce(TimeSpan delay, Action action, ICancelable cancelable) =>
        Schedule(new Call(action, cancelable), delay);

    /// <inheritdoc/>
    protected override void InternalScheduleOnce(TimeSpan delay, IRunnable action, ICancelable cancelable) =>
        Schedule(new Call(action.Run, cancelable), delay);

    /// <inheritdoc/>
    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, Action action, ICancelable cancelable) =>
        Schedule(new Call(action, cancelable) { IntervalTicks = interval.Ticks }, initialDelay);

    /// <inheritdoc/>
    protected override void InternalScheduleRepeatedly(TimeSpan initialDelay, TimeSpan interval, IRunnable action, ICancelable cancelable) =>
        Schedule(new Call(action.Run, cancelable) { IntervalTicks = interval.Ticks }, initialDelay);

    /// <summary>
    /// Connects the clock to what a scheduler's constructor is not given: the event stream, for stalls, and the set-up of
    /// the actor system. Every dispatcher's configurator calls it; the first call counts.
    /// </summary>
    internal void Attach(IDispatcherPrerequisites prerequisites)
    {
        if (Interlocked.Exchange(ref _attached, true))
            return;
        var events = prerequisites.EventStream;
        Clock.Stalled += stalled => events.Publish(stalled);
        if (prerequisites.Settings.Setup.Get<WallClockSetup>() is { HasValue: true, Value: var setup })
            Clock.UseWallClock(setup.WallClock);
    }

    private void Schedule(ClockEntry entry, TimeSpan delay)
    {
        try
        {
            Clock.Schedule(entry, delay);
        }
        catch (ObjectDisposedException exception)
        {
            throw new SchedulerException($"The actor system has ended: nothing can be scheduled. ({exception.Message})");
        }
    }

    private sealed class Tell(ICanTell receiver, object message, IActorRef sender, ICancelable? cancelable) : ClockEntry
    {
        public override bool LooksOn => message is ILooksOn;

        public override bool IsCancelled => cancelable?.IsCancellationRequested ?? false;

        public override void Fire() => receiver.Tell(message, sender);
    }

    private sealed class Call(Action action, ICancelable? cancelable) : ClockEntry
    {
        private volatile bool _failed;

        public override bool IsCancelled => _failed || (cancelable?.IsCancellationRequested ?? false);

        public override void Fire()
        {
            // Like Akka.NET's own scheduler: an action that has thrown is not repeated.
            _failed = true;
            action();
            _failed = false;
        }
    }
}
