using Akka.Actor;
using Akka.Event;
using LabActors.Actors.Persistence;
using LabActors.Actors.Time;
using LabActors.Core.Safety;

namespace LabActors.Actors.Safety;

/// <summary>
/// Watches the laboratory's events by the rules of its configuration and tells its parent to make the laboratory safe when one says so: failed runs in a row, a
/// hold that lasts too long, a time of day. Persists nothing: after a restart of the node it counts anew. A time of day at which nothing has run since
/// the laboratory was last safe is passed over. Dies with its laboratory.
/// </summary>
public sealed class SafetyWatchActor : ReceiveActor, IWithTimers
{
    private const string By = "rule";
    private readonly SafetySettings _settings;
    private readonly LabClock _clock = LabClock.Of(Context.System);
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private SafetyWatch _watch = SafetyWatch.Empty;

    /// <summary>See <see cref="Props"/>.</summary>
    public SafetyWatchActor(SafetySettings settings)
    {
        _settings = settings;
        Receive<JournaledEvent>(e =>
        {
            _watch = _watch.Apply(e.PersistenceId, e.Event);
            Look();
        });
        Receive<HoldLimit>(_ => Look());
        Receive<TimeOfDay>(_ => OnTimeOfDay());
        Receive<SafetyProtocol.MadeSafe>(_ => { });
        Receive<SafetyProtocol.NotNow>(_ => _log.Error("The safe state that a rule asked for could not be journaled; the built-in steps were taken"));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Watches by the rules of the settings.</summary>
    public static Props Props(SafetySettings settings) => Akka.Actor.Props.Create(() => new SafetyWatchActor(settings));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        Context.System.EventStream.Subscribe(Self, typeof(JournaledEvent));
        ScheduleTimeOfDay();
    }

    /// <inheritdoc/>
    protected override void PostStop() => Context.System.EventStream.Unsubscribe(Self);

    private void Look()
    {
        if (_watch.Trips(_settings.Rules, _clock.Now) is { } why)
        {
            _watch = _watch.Tripped();
            Context.Parent.Tell(new SafetyProtocol.MakeSafe(By, why, _settings.EndRuns));
        }

        if (_watch.NextLimit(_settings.Rules) is not { } limit)
            Timers.Cancel("hold");
        else
            Start("hold", new HoldLimit(), limit);
    }

    private void OnTimeOfDay()
    {
        if (_watch.HasRun)
            Context.Parent.Tell(new SafetyProtocol.MakeSafe(By, $"it is {TimeZoneInfo.ConvertTime(_clock.Now, _clock.Time.LocalTimeZone):HH:mm}, as scheduled", _settings.EndRuns));
        ScheduleTimeOfDay();
    }

    private void ScheduleTimeOfDay()
    {
        if (_settings.Rules.NextTime(_clock.Now, _clock.Time.LocalTimeZone) is { } next)
            Start("time of day", new TimeOfDay(), next);
    }

    private void Start(string key, object message, DateTimeOffset at) =>
        Timers.StartSingleTimer(key, message, at > _clock.Now ? at - _clock.Now : TimeSpan.Zero);

    private sealed record HoldLimit;

    private sealed record TimeOfDay;
}
