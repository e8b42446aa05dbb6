using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using LabActors.Actors.Devices;
using LabActors.Actors.Instruments;
using LabActors.Actors.Lab;
using LabActors.Actors.Lines;
using LabActors.Actors.Persistence;
using LabActors.Core.Journal;
using LabActors.Core.Labs;
using LabActors.Core.Safety;
using LabActors.Devices.Ports;
using static LabActors.Actors.Safety.TripProtocol;
using static LabActors.Core.Journal.Events.RunEvents;
using static LabActors.Core.Journal.Events.TripEvents;

namespace LabActors.Actors.Safety;

/// <summary>
/// The limits of a laboratory: reads what each watches at intervals, and when a value is beyond its limit or is missing for too long (<see cref="TripWatch"/>) closes valves, disables them, switches extraction devices and heaters off and stops pumps, and
/// goes on telling them with every reading until all of it is seen to be done. Opens nothing and switches nothing on; somebody resets it, and then valves may be opened again. Owns what was read of late; receives
/// <see cref="TripProtocol"/> and the answers of line, sensors and devices; journals under <c>trips</c>, so that what has tripped stays so over a restart. A reading that does not come is no
/// reason to die: it is a missing value. Lives as long as its laboratory.
/// </summary>
public sealed class TripsActor : JournaledActor, IWithTimers
{
    /// <summary>The persistence id.</summary>
    public const string Id = "trips";

    // Who disables valves: what one trip has disabled another's reset may enable, when none needs it disabled any more.
    private const string By = "trip";
    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private readonly Parts _parts;
    private readonly Dictionary<string, TripWatch> _watches;
    private readonly Dictionary<string, TripPass> _passes = new(StringComparer.Ordinal);
    private readonly HashSet<string> _asked = new(StringComparer.Ordinal);
    private TripState _state = TripState.None;
    private DeviceCalls _calls = null!;
    private int _given;

    /// <summary>See <see cref="Props"/>.</summary>
    public TripsActor(Parts parts)
        : base(Id)
    {
        _parts = parts;
        _watches = parts.Lab.Trips.ToDictionary(t => t.Name, _ => TripWatch.Fresh, StringComparer.Ordinal);
        Applies<Tripped>(Apply);
        Applies<TripActed>(Apply);
        Applies<TripReset>(Apply);
        Command<Poll>(p => Ask(p.Trip));
        Command<ExtractionLineProtocol.PressureIs>(p => Heard(
            Find(p.CommandId[(p.CommandId.IndexOf('/', StringComparison.Ordinal) + 1)..])!, p is { Quality: "good", Torr: { } torr } ? torr : null, p.Reason.Length > 0 ? p.Reason : p.Quality, p.Simulated));
        Command<EnvironmentProtocol.EnvironmentIs>(OnSensors);
        Command<DeviceProtocol.Completed>(c => _calls.Answer(c));
        Command<DeviceProtocol.Failed>(f => _calls.Answer(f));
        Command<DeviceCalls.Unanswered>(u => _calls.Answer(u));
        Command<ExtractionLineProtocol.Actuated>(a => Step(a.CommandId, true, a.Changed ? "done" : "was so already", a.Simulated));
        Command<ExtractionLineProtocol.ActuationRefused>(r => Step(r.CommandId, false, r.Reason));
        Command<ExtractionLineProtocol.ValveIs>(v => Step(v.CommandId, v is { State: not null, Failure.Length: 0 }, v.Failure.Length > 0 ? v.Failure : "done", v.Simulated));
        Command<InstrumentProtocol.Done>(d => Step(d.CommandId, true, d.Value as string ?? "done", d.Simulated));
        Command<InstrumentProtocol.Refused>(r => Step(r.CommandId, false, r.Reason));
        Command<PassOver>(o => Conclude(o.Trip));
        Command<GetTrips>(_ => Sender.Tell(new TripsAre([.. _parts.Lab.Trips.Select(Describe)])));
        Command<ResetTrip>(OnReset);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>The trips of a laboratory.</summary>
    public static Props Props(Parts parts) => Akka.Actor.Props.Create(() => new TripsActor(parts));

    /// <inheritdoc/>
    protected override void OnRecovered()
    {
        _calls = new DeviceCalls(Self, Timers, DeviceCalls.DefaultPatience);
        foreach (var trip in _parts.Lab.Trips)
            Timers.StartPeriodicTimer(trip.Name, new Poll(trip), TimeSpan.Zero, trip.Every);
    }

    private void Apply(IJournalEvent fact) => _state = _state.Apply(fact);

    /// <summary>What has not answered by the next time counts as missing, and is not asked a second time.</summary>
    private void Ask(TripDefinition trip)
    {
        if (!_asked.Add(trip.Name))
        {
            Judge(trip, null, "no answer", simulated: false);
            return;
        }

        switch (trip.Source)
        {
            case TripSource.Gauge:
                _parts.Line.Tell(new ExtractionLineProtocol.ReadPressure($"trip/{trip.Name}", trip.Device, trip.Value));
                break;
            case TripSource.Heater when _parts.Lab.Heaters.FirstOrDefault(h => h.Name == trip.Value) is { } heater && _parts.Heaters.TryGetValue(heater.Name, out var device):
                _calls.Send(
                    device,
                    key => TemperatureTransactions.Read(key, heater.Channel),
                    value => Heard(trip, value is Reading<double> { Quality: Quality.Good } good ? good.Value : null, "it gave no good reading", _calls.Simulated),
                    failed => Heard(trip, null, failed.Reason, simulated: false));
                break;
            case TripSource.Sensor when !_parts.Environment.IsNobody():
                _parts.Environment.Tell(new EnvironmentProtocol.ReadEnvironment());
                break;
            default:
                Heard(trip, null, "it has no device", simulated: false);
                break;
        }
    }

    private void OnSensors(EnvironmentProtocol.EnvironmentIs sensors)
    {
        foreach (var trip in _parts.Lab.Trips.Where(t => t.Source == TripSource.Sensor && _asked.Contains(t.Name)))
        {
            var reading = sensors.Readings.FirstOrDefault(r => r.Name == trip.Value);
            Heard(trip, reading is { Quality: "good" } ? reading.Value : null, reading?.Quality ?? "it is not there", reading?.Simulated == true);
        }
    }

    private TripDefinition? Find(string name) => _parts.Lab.Trips.FirstOrDefault(t => t.Name == name);

    private void Heard(TripDefinition trip, double? value, string missing, bool simulated)
    {
        _asked.Remove(trip.Name);
        Judge(trip, value, missing, simulated);
    }

    private void Judge(TripDefinition trip, double? value, string missing, bool simulated)
    {
        var watch = _watches[trip.Name] = _watches[trip.Name].Read(trip, value, missing);
        if (_state.Tripped.ContainsKey(trip.Name))
        {
            if (!_state.HasActed(trip.Name) && !_passes.ContainsKey(trip.Name))
                Act(trip);
        }
        else if (watch.Reason(trip) is { Length: > 0 } reason)
        {
            Log.Warning("{Trip} has tripped: {Reason}", trip.Name, reason);
            Journal(new Tripped(Now, trip.Name, watch.Value, reason, simulated), _ => Act(trip));
        }
    }

    /// <summary>Everything is told at once, whatever was told before.</summary>
    private void Act(TripDefinition trip)
    {
        var why = $"{trip.Name}: {_state.Tripped[trip.Name].Reason}";
        if (_passes.GetValueOrDefault(trip.Name)?.Asker is { } interrupted)
            interrupted.Tell(new Reset(true, [$"{trip.Name} was reset, and has tripped again: {_state.Tripped[trip.Name].Reason}"]));
        var pass = _passes[trip.Name] = new TripPass(FormattableString.Invariant($"trip-{trip.Name}-{LastSequenceNr}-{++_given}"));
        foreach (var device in trip.SwitchOff)
        {
            var id = pass.Begin($"device/{device}", $"{device} off");
            if (_parts.ExtractionDevices.TryGetValue(device, out var actor))
                actor.Tell(new InstrumentProtocol.MakeExtractionDeviceSafe(id));
            else
                pass.End(id, false, "there is no such device here", simulated: false);
        }

        foreach (var heater in trip.HeatersOff)
        {
            var channel = _parts.Lab.Heaters.FirstOrDefault(h => h.Name == heater)?.Channel ?? "";
            Tell(pass.Begin($"heater/{heater}", $"heater {heater} off"), _parts.Heaters.GetValueOrDefault(heater), key => TemperatureTransactions.SwitchOff(key, heater, channel), "set point 0 as read back");
        }

        foreach (var pump in trip.PumpsOff)
            Tell(pass.Begin($"pump/{pump}", $"pump {pump} stopped"), _parts.Pumps.GetValueOrDefault(pump), key => PumpTransactions.Stop(key, pump), "done");
        foreach (var valve in trip.Disable)
            _parts.Line.Tell(new ExtractionLineProtocol.EnableValve(pass.Begin($"disable/{valve}", $"valve {valve} closed and disabled"), valve, false, By, why));
        foreach (var valve in trip.Close)
            _parts.Line.Tell(new ExtractionLineProtocol.Actuate(pass.Begin($"safe/{valve}", $"valve {valve} closed"), valve, "", false, By, why, Safety: true));
        Await(trip, pass);

        void Tell(string id, IActorRef? device, Func<object, object> transaction, string done)
        {
            if (device is null)
                pass.End(id, false, "there is no such device here", simulated: false);
            else
                _calls.Send(device, transaction, _ => Step(id, true, done, _calls.Simulated), failed => Step(id, false, failed.Reason));
        }
    }

    private void Await(TripDefinition trip, TripPass pass)
    {
        if (pass.IsOver)
            Conclude(trip);
        else
            Timers.StartSingleTimer(pass.Id, new PassOver(trip), Limit);
    }

    private void Step(string id, bool done, string detail, bool simulated = false)
    {
        foreach (var (name, pass) in _passes.Where(p => p.Value.End(id, done, detail, simulated) && p.Value.IsOver).ToArray())
        {
            Timers.Cancel(pass.Id);
            Conclude(Find(name)!);
        }
    }

    private void Conclude(TripDefinition trip)
    {
        if (!_passes.Remove(trip.Name, out var pass))
            return;
        var steps = pass.Steps(Limit);
        if (pass.Asker is { } asker)
        {
            asker.Tell(new Reset(true, [$"{trip.Name} is reset", .. steps.Select(s => $"{s.What}: {s.Detail}")]));
            return;
        }

        foreach (var step in steps.Where(s => !s.Done))
            Log.Error("{Trip}: {What} not done: {Detail}", trip.Name, step.What, step.Detail);
        JournalAll(_state.Steps.TryGetValue(trip.Name, out var before) && before.SequenceEqual(steps) ? [] : [new TripActed(Now, trip.Name, steps)]);
    }

    private void OnReset(ResetTrip reset)
    {
        var asker = Sender;
        if (Find(reset.Trip) is not { } trip || !_state.Tripped.ContainsKey(trip.Name))
        {
            asker.Tell(new Reset(false, [Find(reset.Trip) is null ? $"there is no trip '{reset.Trip}'" : $"{reset.Trip} has not tripped"]));
            return;
        }

        var against = _passes.ContainsKey(trip.Name) ? "it is still closing and switching off" : _watches[trip.Name].AgainstReset(trip);
        if (against.Length > 0)
        {
            asker.Tell(new Reset(false, [$"{trip.Name} is not reset: {against}"]));
            return;
        }

        Journal(new TripReset(Now, trip.Name, reset.By, reset.Why), _ =>
        {
            var pass = _passes[trip.Name] = new TripPass(FormattableString.Invariant($"trip-{trip.Name}-{LastSequenceNr}-{++_given}")) { Asker = asker };
            var others = _parts.Lab.Trips.Where(t => _state.Tripped.ContainsKey(t.Name)).SelectMany(t => t.Disable).ToHashSet(StringComparer.Ordinal);
            foreach (var valve in trip.Disable.Where(v => !others.Contains(v)))
            {
                _parts.Line.Tell(new ExtractionLineProtocol.EnableValve(
                    pass.Begin($"enable/{valve}", $"valve {valve} enabled"), valve, true, By, $"{trip.Name} was reset by {reset.By}{(reset.Why.Length > 0 ? $": {reset.Why}" : "")}", OnlyOwn: true));
            }

            Await(trip, pass);
        });
    }

    private TripIs Describe(TripDefinition trip)
    {
        var watch = _watches[trip.Name];
        return new TripIs(
            trip.Name,
            trip.Words,
            watch.Value,
            watch.Missing,
            _state.Tripped.GetValueOrDefault(trip.Name),
            [.. _state.Steps.GetValueOrDefault(trip.Name, []).Where(s => !s.Done).Select(s => $"{s.What} not done: {s.Detail}")]);
    }

    /// <summary>What the trips watch, close and switch off.</summary>
    /// <param name="Lab">The part of the laboratory whose trips these are.</param>
    /// <param name="Line">The extraction line, or the way to it.</param>
    /// <param name="Environment">Reads the sensors; nobody where there are none.</param>
    /// <param name="ExtractionDevices">By name.</param>
    /// <param name="Heaters">Device actors over <see cref="ITemperaturePort"/>, by heater.</param>
    /// <param name="Pumps">Device actors over <see cref="IPumpPort"/>, by pump.</param>
    public sealed record Parts(
        LabDefinition Lab,
        IActorRef Line,
        IActorRef Environment,
        ImmutableDictionary<string, IActorRef> ExtractionDevices,
        ImmutableDictionary<string, IActorRef> Heaters,
        ImmutableDictionary<string, IActorRef> Pumps);

    private sealed record Poll(TripDefinition Trip);

    private sealed record PassOver(TripDefinition Trip);
}
