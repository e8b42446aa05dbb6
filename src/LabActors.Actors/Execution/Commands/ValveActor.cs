using Akka.Actor;
using LabActors.Actors.Lines;
using LabActors.Actors.Time;
using LabActors.Core.Execution;
using LabActors.Core.Journal.Events;
using static LabActors.Actors.Execution.CommandProtocol;

namespace LabActors.Actors.Execution.Commands;

/// <summary>
/// Carries out <c>open</c> and <c>close</c>: asks the line, and asks again at an interval while a fault, an interlock or an owner may pass. A
/// locked, disabled or unknown valve is not tried again, and never reported as done; a fault is told as a gap. Without the lease of a section that nodes share the run ends. Persists nothing, dies with the outcome.
/// </summary>
public sealed class ValveActor : ReceiveActor, IWithTimers
{
    private readonly CommandKey _command;
    private readonly ValveMove _move;
    private readonly IActorRef _line;
    private readonly bool _endsRun;
    private readonly TimeProvider _time = LabClock.Of(Context.System).Time;
    private DateTimeOffset? _silentSince;
    private int _tries;

    public ValveActor(CommandKey command, ValveMove move, IActorRef line, bool endsRun)
    {
        (_command, _move, _line, _endsRun) = (command, move, line, endsRun);
        Receive<TryAgain>(_ => Try());
        Receive<ExtractionLineProtocol.Actuated>(Moved, a => move.Is(a.CommandId));
        Receive<ExtractionLineProtocol.ActuationRefused>(Refused, r => move.Is(r.CommandId));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private string Verb => _move.Open ? "open" : "close";

    /// <summary>Moves a valve. When it does not move, the run is canceled if <paramref name="endsRun"/>, else it goes on and the queue ends after it.</summary>
    public static Props Props(CommandKey command, ValveMove move, IActorRef line, bool endsRun) =>
        Akka.Actor.Props.Create(() => new ValveActor(command, move, line, endsRun));

    /// <inheritdoc/>
    protected override void PreStart() => Try();

    private void Try() => _line.Tell(_move.Try(++_tries));

    private void Moved(ExtractionLineProtocol.Actuated actuated)
    {
        var now = _time.GetUtcNow();
        if (_silentSince is { } since)
            Context.Parent.Tell(new Facts([new RunEvents.DeviceAvailable(now, $"valve {actuated.Valve}", Verb, (now - since).TotalSeconds)]));
        End(new Finished(
            _command,
            Json.Null,
            actuated.Shot is { } shot ? [new ExtractionEvents.ShotTaken(now, shot.Pipette, shot.Count, false, actuated.Simulated)] : [],
            actuated.Simulated));
    }

    private void Refused(ExtractionLineProtocol.ActuationRefused refusal)
    {
        var mayPass = refusal.Kind is ExtractionLineProtocol.Refusal.Fault or ExtractionLineProtocol.Refusal.Interlocked or ExtractionLineProtocol.Refusal.Owned or ExtractionLineProtocol.Refusal.ChildFailed;
        if (mayPass && _tries < _move.Tries)
        {
            if (_silentSince is null && refusal.Kind == ExtractionLineProtocol.Refusal.Fault)
            {
                _silentSince = _time.GetUtcNow();
                var limit = _move.Interval * (_move.Tries - 1);
                Context.Parent.Tell(new Facts([new RunEvents.DeviceUnavailable(_silentSince.Value, $"valve {refusal.Valve}", Verb, refusal.Reason, limit.TotalSeconds)]));
            }

            // A refusal that a run hears again after an outage was given then.
            var left = (refusal.At ?? _time.GetUtcNow()) + _move.Interval - _time.GetUtcNow();
            Timers.StartSingleTimer("again", TryAgain.Instance, left > TimeSpan.Zero ? left : TimeSpan.Zero);
            return;
        }

        var reason = $"valve {refusal.Valve} did not {Verb} ({_tries} {(_tries == 1 ? "try" : "tries")}): {refusal.Reason}";
        if (refusal.Kind == ExtractionLineProtocol.Refusal.Fenced)
        {
            // The line is another run's: whatever this one does next, it would do with his gas.
            End(new GaveUp(_command, reason, new RunEnding("failed", reason, EndsQueue: true, PostEquilibration: true), []));
            return;
        }

        if (_endsRun)
        {
            End(new GaveUp(_command, reason, new RunEnding("canceled", reason, EndsQueue: true, PostEquilibration: true), []));
            return;
        }

        Context.Parent.Tell(new RunProtocol.EndQueueAfterThis("", reason));
        End(new Finished(_command, Json.Null, []));
    }

    private void End(object reply)
    {
        Context.Parent.Tell(reply);
        Context.Stop(Self);
    }

    private sealed record TryAgain
    {
        public static readonly TryAgain Instance = new();
    }
}
