using Akka.Actor;
using LabActors.Actors.Instruments;
using LabActors.Actors.Time;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using static LabActors.Actors.Execution.CommandProtocol;

namespace LabActors.Actors.Execution.Commands;

/// <summary>
/// Records what a device does while a script goes on (<c>start_response_recorder</c>, <c>start_cryo_recorder</c>): reads it at a period and tells its run each sample, which
/// is journaled like any reading. Lives beside the script until it is stopped; after <see cref="Capacity"/> samples it says so and stops by itself. Persists nothing.
/// </summary>
public sealed class RecorderActor : ReceiveActor
{
    /// <summary>Samples of one recording: eleven hours at the customary period of 2 s.</summary>
    public const int Capacity = 20_000;

    private readonly Order _order;
    private readonly TimeProvider _time = LabClock.Of(Context.System).Time;
    private ICancelable? _sampling;
    private int _asked;

    public RecorderActor(Order order)
    {
        _order = order;
        Receive<Due>(_ => Ask());
        Receive<InstrumentProtocol.Done>(d => Sample(d), d => d.CommandId == Id);
        Receive<InstrumentProtocol.Refused>(r => Sample(r), r => r.CommandId == Id);
    }

    private string Id => $"{Self.Path.Name}/{_asked}";

    /// <summary>Records until it is stopped.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new RecorderActor(order));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        // After an outage it samples when it would have, and not what has been sampled.
        var first = TimeSpan.Zero;
        if (_order.Resumed is { } resumed)
        {
            var now = _time.GetUtcNow();
            var due = resumed.Since + (_order.Period * Math.Ceiling((now - resumed.Since) / _order.Period));
            first = (resumed.Last >= due ? due + _order.Period : due) - now;
        }

        // Not by a timer of the actor: it would hide from the clock that this only looks on.
        _sampling = Context.System.Scheduler.ScheduleTellRepeatedlyCancelable(first, _order.Period, Self, new Due(), Self);
    }

    /// <inheritdoc/>
    protected override void PostStop() => _sampling?.Cancel();

    private void Ask()
    {
        if (++_asked > Capacity)
        {
            Context.Parent.Tell(new Facts([new RunEvents.RunNoted(_time.GetUtcNow(), "warning", $"a recording ended by itself after {Capacity} samples")]));
            Context.Stop(Self);
            return;
        }

        _order.Device.Tell(_order.Request(Id));
    }

    private void Sample(object answer) => Context.Parent.Tell(new Facts([_order.Sample(answer, _time.GetUtcNow())]));

    /// <summary>What to record.</summary>
    /// <param name="Request">The request with the given id; a device that is silent is not waited for.</param>
    /// <param name="Resumed">How far it had come before an outage; null when it begins.</param>
    /// <param name="Sample">The event of an answer (<c>Done</c> or <c>Refused</c>) and its instant.</param>
    public sealed record Order(IActorRef Device, TimeSpan Period, Func<string, object> Request, Func<object, DateTimeOffset, IJournalEvent> Sample, Progress? Resumed = null);

    /// <summary>A recording that an outage cut off.</summary>
    /// <param name="Since">When it began.</param>
    /// <param name="Last">When its newest sample was taken; null when there is none.</param>
    public sealed record Progress(DateTimeOffset Since, DateTimeOffset? Last)
    {
        internal static Progress? Of(CommandCall call, string recorder) => call.Resumed is { } record
            ? new Progress(record.Request.At, call.Run.LastSamples.TryGetValue(recorder, out var last) ? last : null)
            : null;
    }

    private sealed record Due : ILooksOn;
}
