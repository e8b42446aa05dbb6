using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Time;
using LabActors.Devices.Ports;
using static LabActors.Actors.Monitoring.MonitorProtocol;

namespace LabActors.Actors.Monitoring;

/// <summary>
/// Reads gauges, pumps and heaters at intervals and keeps what each read last, with its quality: what cannot be read any more is stale, what never could is missing, and neither is ever told as a reading. Receives
/// <see cref="GetValues"/>; persists nothing; a device that is silent costs nobody else anything. Dies with its laboratory.
/// </summary>
public sealed class MonitorActor : ReceiveActor, IWithTimers
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);
    private readonly ImmutableArray<MonitorSource> _sources;
    private readonly Dictionary<MonitorSource, ImmutableArray<MonitoredValue>> _values = [];
    private readonly HashSet<MonitorSource> _asked = [];
    private readonly LabClock _clock = LabClock.Of(Context.System);
    private DeviceCalls _calls = null!;

    public MonitorActor(ImmutableArray<MonitorSource> sources)
    {
        _sources = sources;
        Receive<Poll>(p => Read(p.Source));
        Receive<GetValues>(_ => Sender.Tell(new ValuesAre([.. _sources.SelectMany(s => ValuesOf(s))])));
        Receive<DeviceProtocol.Completed>(c => _calls.Answer(c));
        Receive<DeviceProtocol.Failed>(f => _calls.Answer(f));
        Receive<DeviceCalls.Unanswered>(u => _calls.Answer(u));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Reads these, each at its own interval.</summary>
    public static Props Props(ImmutableArray<MonitorSource> sources) => Akka.Actor.Props.Create(() => new MonitorActor(sources));

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
            Context.System.EventStream.Publish(new QualityChanged(value));
    }

    private sealed record Poll(MonitorSource Source);
}
