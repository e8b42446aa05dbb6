using Akka.Actor;
using LabActors.Actors.Lines;
using LabActors.Core.Execution;
using static LabActors.Actors.Execution.CommandProtocol;

namespace LabActors.Actors.Execution.Commands;

/// <summary>
/// Carries out <c>open</c> and <c>close</c>: asks the line, and asks again at an interval while a fault or an interlock may pass. A
/// locked or unknown valve is not tried again, and never reported as done. Persists nothing, dies with the outcome.
/// </summary>
public sealed class ValveActor : ReceiveActor, IWithTimers
{
    private readonly CommandKey _command;
    private readonly ValveMove _move;
    private readonly IActorRef _line;
    private readonly bool _endsRun;
    private int _tries;

    public ValveActor(CommandKey command, ValveMove move, IActorRef line, bool endsRun)
    {
        (_command, _move, _line, _endsRun) = (command, move, line, endsRun);
        Receive<TryAgain>(_ => Try());
        Receive<ExtractionLineProtocol.Actuated>(a => End(new Finished(command, Json.Null, [], a.Simulated)), a => move.Is(a.CommandId));
        Receive<ExtractionLineProtocol.ActuationRefused>(Refused, r => move.Is(r.CommandId));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Moves a valve. When it does not move, the run is canceled if <paramref name="endsRun"/>, else it goes on and the queue ends after it.</summary>
    public static Props Props(CommandKey command, ValveMove move, IActorRef line, bool endsRun) =>
        Akka.Actor.Props.Create(() => new ValveActor(command, move, line, endsRun));

    /// <inheritdoc/>
    protected override void PreStart() => Try();

    private void Try() => _line.Tell(_move.Try(++_tries));

    private void Refused(ExtractionLineProtocol.ActuationRefused refusal)
    {
        var mayPass = refusal.Kind is ExtractionLineProtocol.Refusal.Fault or ExtractionLineProtocol.Refusal.Interlocked;
        if (mayPass && _tries < _move.Tries)
        {
            Timers.StartSingleTimer("again", TryAgain.Instance, _move.Interval);
            return;
        }

        var verb = _move.Open ? "open" : "close";
        var reason = $"valve {refusal.Valve} did not {verb} ({_tries} {(_tries == 1 ? "try" : "tries")}): {refusal.Reason}";
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
