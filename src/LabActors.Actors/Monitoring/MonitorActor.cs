using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using LabActors.Actors.Devices;
using LabActors.Actors.Health;
using LabActors.Actors.Time;
using LabActors.Devices.Ports;
using static LabActors.Actors.Monitoring.MonitorProtocol;

namespace LabActors.Actors.Monitoring;

/// <summary>
/// Reads gauges, pumps, heaters and cold traps at intervals and keeps what each read last, with its quality: what cannot be read any more is stale, what never could is missing, and neither is ever told as a reading. Receives
/// <see cref="GetValues"/>; persists nothing; a device that is silent costs nobody else anything. What says that it has a fault is an error flag that holds nothing up, until it says so no more. Dies with its laboratory.
/// </summary>
public sealed class MonitorActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ImmutableArray<MonitorSource> _sources;
    private readonly IActorRef _health;
    private readonly Dictionary<MonitorSource, string> _faults = [];
    private readonly Dictionary<MonitorSource, ImmutableArray<MonitoredValue>> _values = [];
    private readonly HashSet<MonitorSource> _asked = [];
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly LabClock _clock = LabClock.Of(Context.System);
    private DeviceCalls _calls = null!;

    public MonitorActor(ImmutableArray<MonitorSource> sources, IActorRef health)
    {
        (_sources, _health) = (sources, health);
        Receive<Poll>(p => Read(p.Source));
        Receive<GetValues>(_ => Sender.Tell(new ValuesAre([.. _sources.SelectMany(s => ValuesOf(s))])));
        Receive<HealthProtocol.FlagsAre>(_ => { });
        Receive<DeviceProtocol.Completed>(c => _calls.Answer(c));
        Receive<DeviceProtocol.Failed>(f => _calls.Answer(f));
        Receive<DeviceCalls.Unanswered>(u => _calls.Answer(u));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Reads these, each at its own interval.</summary>
    /// <param name="health">The error flags.</param>
    public static Props Props(ImmutableArray<MonitorSource> sources, IActorRef health) => Akka.Actor.Props.Create(() => new MonitorActor(sources, health));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        _calls = new DeviceCalls(Self, Timers, Patience);
        foreach (var source in _sources)
            Timers.StartPeriodicTimer(source, new Poll(source), TimeSpan.Zero, source.Every);
    }

    private ImmutableArray<MonitoredValue> ValuesOf(MonitorSource source) => _values.GetValueOrDefault(
        source, [new MonitoredValue(source.Kind, source.Name, "", 0, "", Quality.Missing, _clock.Now, "not read yet")]);

    private void Read(MonitorSource source)
    {
        if (_asked.Add(source))
        {
            _calls.Send(source.Device, source.Transaction, value => Know(source, source.Values(value)), failed => Lose(source, failed.Reason));
        }
    }

    private void Lose(MonitorSource source, string reason) => Know(
        source, [.. ValuesOf(source).Select(v => v with { Quality = v.Quality is Quality.Good or Quality.Stale ? Quality.Stale : Quality.Missing, Reason = reason })]);

    private void Know(MonitorSource source, ImmutableArray<MonitoredValue> values)
    {
        _asked.Remove(source);
        var before = ValuesOf(source);
        _values[source] = values;
        foreach (var value in values.Where(v => (before.FirstOrDefault(b => b.What == v.What)?.Quality ?? Quality.Missing) != v.Quality))
            _log.Info("{Kind} {Name} {What}: {Value}", value.Kind, value.Name, value.What, value.Words);
        Tell(source, string.Join("; ", values.Where(v => v.Quality == Quality.Fault).Select(v => v.Reason).Distinct()));
    }

    // Flags outlive a node, so that the first that is well is told too; one that is not read any more is not known to be well.
    private void Tell(MonitorSource source, string fault)
    {
        var isWell = fault.Length == 0;
        if (isWell && ValuesOf(source).Any(v => v.Quality != Quality.Good))
            return;
        if (_faults.TryGetValue(source, out var told) && told == fault)
            return;
        _faults[source] = fault;
        var flag = $"{source.Kind} {source.Name}";
        _health.Tell(isWell ? new HealthProtocol.ClearError(flag, "the monitor", "it says that it is well") : new HealthProtocol.RaiseError(flag, $"it says: {fault}", "the monitor", Holds: false));
    }

    private sealed record Poll(MonitorSource Source);
}
