using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using LabActors.Actors.Devices;
using LabActors.Actors.Health;
using LabActors.Actors.Time;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;
using static LabActors.Actors.Monitoring.MonitorProtocol;

namespace LabActors.Actors.Monitoring;

/// <summary>
/// Reads gauges, pumps, heaters and cold traps at intervals and keeps what each read last, with its quality: what cannot be read any more is stale, what never could is missing, and neither is ever told as a reading. Receives
/// <see cref="GetValues"/>; persists nothing; a device that is silent costs nobody else anything. What says that it has a fault, or cannot be read three times in a row, is an error flag that holds nothing up, until it is well
/// again; of what is on a lost port others tell (<see cref="PortHealthActor"/>). Dies with its laboratory.
/// </summary>
public sealed class MonitorActor : ReceiveActor, IWithTimers
{
    private const int TriesUntilTold = 3;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ImmutableArray<MonitorSource> _sources;
    private readonly IActorRef _health;
    private readonly Dictionary<MonitorSource, string> _told = [];
    private readonly Dictionary<MonitorSource, int> _failures = [];
    private readonly HashSet<string> _lostPorts = new(StringComparer.Ordinal);
    private readonly Dictionary<MonitorSource, ImmutableArray<MonitoredValue>> _values = [];
    private readonly HashSet<MonitorSource> _asked = [];
    private readonly ILoggingAdapter _log = Context.GetLogger();
    private readonly LabClock _clock = LabClock.Of(Context.System);
    private DeviceCalls _calls = null!;

    public MonitorActor(ImmutableArray<MonitorSource> sources, IActorRef health)
    {
        (_sources, _health) = (sources, health);
        Receive<Poll>(p => Ask(p.Source));
        Receive<GetValues>(_ => Sender.Tell(new ValuesAre([.. _sources.SelectMany(s => ValuesOf(s))])));
        Receive<PortProtocol.LinkChanged>(OnLink);
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
        Context.System.EventStream.Subscribe(Self, typeof(PortProtocol.LinkChanged));
        Context.System.EventStream.Publish(new PortProtocol.TellLinks(Self));
        foreach (var source in _sources)
            Timers.StartPeriodicTimer(source, new Poll(source), TimeSpan.Zero, source.Every);
    }

    private ImmutableArray<MonitoredValue> ValuesOf(MonitorSource source) => _values.GetValueOrDefault(
        source, [new MonitoredValue(source.Kind, source.Name, "", 0, "", Quality.Missing, _clock.Now, "not read yet")]);

    private void Ask(MonitorSource source)
    {
        if (_asked.Add(source))
        {
            _calls.Send(source.Device, source.Transaction, value => Read(source, source.Values(value)), failed => Lose(source, failed.Reason));
        }
    }

    private void OnLink(PortProtocol.LinkChanged link)
    {
        if (link.State == LinkState.Lost)
            _lostPorts.Add(link.Port);
        else
            _lostPorts.Remove(link.Port);
    }

    private void Lose(MonitorSource source, string reason)
    {
        Know(source, [.. ValuesOf(source).Select(v => v with { Quality = v.Quality is Quality.Good or Quality.Stale ? Quality.Stale : Quality.Missing, Reason = reason })]);
        _failures[source] = _lostPorts.Contains(source.Port) ? 0 : _failures.GetValueOrDefault(source) + 1;
        if (_failures[source] == TriesUntilTold)
            Tell(source, reason);
    }

    private void Read(MonitorSource source, ImmutableArray<MonitoredValue> values)
    {
        _failures[source] = 0;
        Know(source, values);
        Tell(source, string.Join("; ", values.Where(v => v.Quality == Quality.Fault).Select(v => $"it says: {v.Reason}").Distinct()));
    }

    private void Know(MonitorSource source, ImmutableArray<MonitoredValue> values)
    {
        _asked.Remove(source);
        var before = ValuesOf(source);
        _values[source] = values;
        foreach (var value in values.Where(v => (before.FirstOrDefault(b => b.What == v.What)?.Quality ?? Quality.Missing) != v.Quality))
            _log.Info("{Kind} {Name} {What}: {Value}", value.Kind, value.Name, value.What, value.Words);
    }

    // Flags outlive a node, so that the first time that all is well is told too.
    private void Tell(MonitorSource source, string trouble)
    {
        if (_told.TryGetValue(source, out var told) && told == trouble)
            return;
        _told[source] = trouble;
        var flag = $"{source.Kind} {source.Name}";
        _health.Tell(trouble.Length == 0
            ? new HealthProtocol.ClearError(flag, "the monitor", "it is read again, and says that it is well")
            : new HealthProtocol.RaiseError(flag, trouble, "the monitor", Holds: false));
    }

    private sealed record Poll(MonitorSource Source);
}
