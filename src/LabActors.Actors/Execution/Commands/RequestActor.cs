using Akka.Actor;
using LabActors.Actors.Instruments;
using LabActors.Actors.Time;
using LabActors.Core.Journal.Events;
using static LabActors.Actors.Execution.CommandProtocol;

namespace LabActors.Actors.Execution.Commands;

/// <summary>
/// Carries out a command that is one message to one actor (a device, the line, the leases) and its answer. Owns the time limit,
/// persists nothing, dies with the answer or when the limit is over.
/// </summary>
public sealed class RequestActor : ReceiveActor, IWithTimers
{
    private readonly Order _order;
    private bool _answered;

    public RequestActor(Order order)
    {
        _order = order;
        var time = LabClock.Of(Context.System).Time;
        Receive<LimitOver>(_ => End(new GaveUp(order.Command, $"{order.What}: no answer within {order.Limit.TotalSeconds:0.#} s", order.Failure?.Invoke("no answer"), [])));
        Receive<InstrumentProtocol.Begun>(b => Context.Parent.Tell(new Facts([new ExtractionEvents.DeviceActionBegan(time.GetUtcNow(), order.What, b.Simulated)])));
        ReceiveAny(answer =>
        {
            if (order.Interpret(answer, time.GetUtcNow()) is { } reply)
                End(reply);
            else
                Unhandled(answer);
        });
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Asks once.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new RequestActor(order));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        _order.Target.Tell(_order.Request);
        if (_order.Limit < TimeSpan.MaxValue)
            Timers.StartSingleTimer("limit", LimitOver.Instance, _order.Limit);
    }

    /// <inheritdoc/>
    protected override void PostStop()
    {
        if (!_answered && _order.Withdrawal is { } withdrawal)
            _order.Target.Tell(withdrawal);
    }

    private void End(object reply)
    {
        _answered = true;
        Context.Parent.Tell(reply);
        Context.Stop(Self);
    }

    /// <summary>What to ask whom, and what the answers mean.</summary>
    /// <param name="Interpret">Of an answer and the instant at which it came: the reply to the run (<see cref="Finished"/> or <see cref="GaveUp"/>), or null when the message is no answer.</param>
    /// <param name="What">The command in words.</param>
    /// <param name="Limit">Laboratory time after which the command is given up; <see cref="TimeSpan.MaxValue"/> waits for ever (a lease).</param>
    /// <param name="Failure">How the run ends when there is no answer; null when the script decides.</param>
    /// <param name="Withdrawal">Told to the target when the command is stopped before its answer.</param>
    public sealed record Order(
        CommandKey Command,
        IActorRef Target,
        object Request,
        Func<object, DateTimeOffset, object?> Interpret,
        string What,
        TimeSpan Limit,
        Func<string, Core.Execution.RunEnding>? Failure = null,
        object? Withdrawal = null);

    private sealed record LimitOver
    {
        public static readonly LimitOver Instance = new();
    }
}
