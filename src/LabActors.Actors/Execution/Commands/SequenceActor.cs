using System.Collections.Immutable;
using System.Text.Json;
using Akka.Actor;
using LabActors.Actors.Instruments;
using LabActors.Actors.Time;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using static LabActors.Actors.Execution.CommandProtocol;

namespace LabActors.Actors.Execution.Commands;

/// <summary>
/// Carries out a command that is several requests to one device, one after another (the positions of one run, a set of source
/// parameters). The first refusal ends it. Persists nothing, dies with the outcome.
/// </summary>
public sealed class SequenceActor : ReceiveActor, IWithTimers
{
    private readonly Order _order;
    private readonly TimeProvider _time = LabClock.Of(Context.System).Time;
    private int _next;
    private bool _simulated;

    public SequenceActor(Order order)
    {
        (_order, _next) = (order, Math.Min(order.Done, order.Requests.Length));
        Receive<InstrumentProtocol.Done>(Done, d => d.CommandId == Id);
        Receive<InstrumentProtocol.Refused>(r => GiveUp(r.Reason), r => r.CommandId == Id);
        Receive<LimitOver>(_ => GiveUp("no answer"));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private string Id => $"{_order.Id}#{_next}";

    /// <summary>Asks one request after another.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new SequenceActor(order));

    /// <inheritdoc/>
    protected override void PreStart() => Next();

    private void Done(InstrumentProtocol.Done done)
    {
        _simulated |= done.Simulated;
        if (_order.Facts?.Invoke(_next - 1, _time.GetUtcNow(), done.Simulated) is { IsEmpty: false } facts)
            Context.Parent.Tell(new Facts(facts));
        Next();
    }

    private void Next()
    {
        if (_next == _order.Requests.Length)
        {
            Context.Parent.Tell(new Finished(_order.Command, _order.Result, [], _simulated));
            Context.Stop(Self);
            return;
        }

        var request = _order.Requests[_next++];
        Timers.StartSingleTimer("limit", new LimitOver(), _order.Limit);
        _order.Device.Tell(request(Id));
    }

    private void GiveUp(string reason)
    {
        Context.Parent.Tell(new GaveUp(_order.Command, reason, _order.Failure(reason), []));
        Context.Stop(Self);
    }

    /// <summary>What to ask of which device.</summary>
    /// <param name="Requests">Each makes the message with the given command id.</param>
    /// <param name="Result">What the command returns when all are done.</param>
    /// <param name="Limit">Laboratory time that one of them may take.</param>
    /// <param name="Failure">How the run ends when one is refused; null leaves it to the script.</param>
    /// <param name="Facts">What it means that the request of that index is done, of the instant at which it was, by a simulated device or not.</param>
    public sealed record Order(
        CommandKey Command,
        string Id,
        IActorRef Device,
        ImmutableArray<Func<string, object>> Requests,
        JsonElement Result,
        TimeSpan Limit,
        Func<string, RunEnding?> Failure,
        Func<int, DateTimeOffset, bool, ImmutableArray<IJournalEvent>>? Facts = null)
    {
        /// <summary>Requests of it that were done before an outage.</summary>
        public int Done { get; init; }
    }

    private sealed record LimitOver;
}
