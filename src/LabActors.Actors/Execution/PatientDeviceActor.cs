using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Instruments;
using LabActors.Actors.Lines;
using LabActors.Actors.Time;
using LabActors.Core.Journal.Events;
using static LabActors.Actors.Execution.CommandProtocol;

namespace LabActors.Actors.Execution;

/// <summary>
/// Stands between a run's commands and one device, and waits for the device when it does not answer: a request that may be repeated, or that was never
/// sent, is asked again after 1 s, 2 s ... up to a limit; the run is told the gap's beginning and its end. What must not be repeated and got no answer is refused
/// as unknown, and so is everything when the limit is over. Refusals that asking again would not change pass at once, and readings of intensities do:
/// a collector has a rule of its own. Forgets what the asker no longer waits for. A child of the run; persists nothing; dies with it.
/// </summary>
public sealed class PatientDeviceActor : ReceiveActor, IWithTimers
{
    private readonly string _name;
    private readonly IActorRef _device;
    private readonly DeviceWaiting _waiting;
    private readonly TimeProvider _time;
    private readonly Dictionary<string, Pending> _pending = new(StringComparer.Ordinal);

    // Since when the device has been silent, and the request that found out; null while it answers.
    private (DateTimeOffset Since, string Command)? _silent;

    public PatientDeviceActor(string name, IActorRef device, DeviceWaiting waiting)
    {
        (_name, _device, _waiting) = (name, device, waiting);
        _time = LabClock.Of(Context.System).Time;
        Receive<TryAgain>(t => Ask(t.Id));
        Receive<Terminated>(t => Forget(t.ActorRef));
        Receive<InstrumentProtocol.Refused>(r => Failed(r.CommandId, r.Failure, r.Reason, r), r => r.Failure != DeviceFailure.Definite && _pending.ContainsKey(r.CommandId));
        Receive<ExtractionLineProtocol.PressureIs>(
            p => Failed(p.CommandId, p.Failure, p.Reason, p), p => p is { Torr: null, Failure: not DeviceFailure.Definite } && _pending.ContainsKey(p.CommandId));
        Receive<InstrumentProtocol.Refused>(r => Answered(r.CommandId, r));
        Receive<InstrumentProtocol.Done>(d => Answered(d.CommandId, d));
        Receive<ExtractionLineProtocol.PressureIs>(p => Answered(p.CommandId, p));
        Receive<InstrumentProtocol.Begun>(b =>
        {
            if (_pending.TryGetValue(b.CommandId, out var pending))
                pending.Asker.Tell(b);
        });
        ReceiveAny(Request);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Waits for a device on behalf of a run, its parent.</summary>
    public static Props Props(string name, IActorRef device, DeviceWaiting waiting) =>
        Akka.Actor.Props.Create(() => new PatientDeviceActor(name, device, waiting));

    private void Request(object request)
    {
        if (RepeatSafety.IdOf(request) is not { } id)
        {
            _device.Forward(request);
            return;
        }

        _pending[id] = new Pending(request, Sender);
        Context.Watch(Sender);
        Ask(id);
    }

    private void Ask(string id)
    {
        if (_pending.TryGetValue(id, out var pending))
            _device.Tell(pending.Request);
    }

    private void Failed(string id, DeviceFailure failure, string reason, object answer)
    {
        var pending = _pending[id];
        if (failure == DeviceFailure.Withdrawn)
        {
            Answered(id, answer);
            return;
        }

        var now = _time.GetUtcNow();
        if (_silent is null)
        {
            _silent = (now, RepeatSafety.NameOf(pending.Request));
            Tell(new RunEvents.DeviceUnavailable(now, _name, _silent.Value.Command, reason, _waiting.Limit.TotalSeconds));
        }

        if (failure == DeviceFailure.Unanswered && !RepeatSafety.MayBeRepeated(pending.Request))
        {
            Reply(id, new InstrumentProtocol.Refused(id, $"outcome unknown, and not to be repeated: {reason}", failure));
            return;
        }

        pending.Since ??= now;
        pending.Retry = pending.Retry == TimeSpan.Zero ? _waiting.FirstRetry : TimeSpan.FromTicks(Math.Min(2 * pending.Retry.Ticks, _waiting.LongestRetry.Ticks));
        var left = pending.Since.Value + _waiting.Limit - now;
        if (left <= TimeSpan.Zero)
        {
            Reply(id, answer is InstrumentProtocol.Refused refused
                ? refused with { Reason = $"{reason} (waited {_waiting.Limit.TotalSeconds:0} s)" }
                : answer);
            return;
        }

        Timers.StartSingleTimer(id, new TryAgain(id), pending.Retry < left ? pending.Retry : left);
    }

    /// <summary>The device said something: if it was silent, it is no longer.</summary>
    private void Answered(string id, object answer)
    {
        if (_silent is { } silent && answer is not InstrumentProtocol.Refused { Failure: DeviceFailure.Withdrawn })
        {
            _silent = null;
            var now = _time.GetUtcNow();
            Tell(new RunEvents.DeviceAvailable(now, _name, silent.Command, (now - silent.Since).TotalSeconds));
        }

        Reply(id, answer);
    }

    private void Reply(string id, object answer)
    {
        if (!_pending.Remove(id, out var pending))
            return;
        Timers.Cancel(id);
        if (_pending.Values.All(p => !p.Asker.Equals(pending.Asker)))
            Context.Unwatch(pending.Asker);
        pending.Asker.Tell(answer);
    }

    private void Forget(IActorRef asker)
    {
        foreach (var id in _pending.Where(p => p.Value.Asker.Equals(asker)).Select(p => p.Key).ToArray())
        {
            _pending.Remove(id);
            Timers.Cancel(id);
        }
    }

    private void Tell(Core.Journal.IJournalEvent fact) => Context.Parent.Tell(new Facts([fact]));

    private sealed record TryAgain(string Id);

    private sealed class Pending(object request, IActorRef asker)
    {
        public object Request => request;

        public IActorRef Asker => asker;

        public DateTimeOffset? Since { get; set; }

        public TimeSpan Retry { get; set; }
    }
}
