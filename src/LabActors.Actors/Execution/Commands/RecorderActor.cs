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
public sealed class RecorderActor : ReceiveActor, IWithTimers
{
    /// <summary>Samples of one recording: eleven hours at the customary period of 2 s.</summary>
    public const int Capacity = 20_000;

    private readonly Order _order;
    private readonly TimeProvider _time = LabClock.Of(Context.System).Time;
    private int _asked;

    public RecorderActor(Order order)
    {
        _order = order;
        Receive<Due>(_ => Ask());
        Receive<InstrumentProtocol.Done>(d => Sample(d), d => d.CommandId == Id);
        Receive<InstrumentProtocol.Refused>(r => Sample(r), r => r.CommandId == Id);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private string Id => $"{Self.Path.Name}/{_asked}";

    /// <summary>Records until it is stopped.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new RecorderActor(order));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        var first = TimeSpan.Zero;
        if (_order.Since is { } since)
            first = _order.Period * (1 + Math.Floor((_time.GetUtcNow() - since) / _order.Period)) - (_time.GetUtcNow() - since);
        Timers.StartPeriodicTimer("sample", new Due(), first, _order.Period);
    }

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
    /// <param name="Since">When the recording began, before an outage; null when it begins.</param>
    /// <param name="Sample">The event of an answer (<c>Done</c> or <c>Refused</c>) and its instant.</param>
    public sealed record Order(IActorRef Device, TimeSpan Period, Func<string, object> Request, Func<object, DateTimeOffset, IJournalEvent> Sample, DateTimeOffset? Since = null);

    private sealed record Due;
}
