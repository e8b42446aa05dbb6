using System.Text.Json.Nodes;
using Akka.Actor;
using LabActors.Actors.Instruments;
using LabActors.Actors.Time;
using LabActors.Core.Execution;
using static LabActors.Actors.Execution.CommandProtocol;

namespace LabActors.Actors.Execution.Commands;

/// <summary>
/// Carries out <c>set_cryo</c>: sets the temperature of a cold trap and reads it, again and again while the script waits for it to be reached. Persists nothing, dies
/// with the outcome, which is set point and temperature in K.
/// </summary>
public sealed class CryoActor : ReceiveActor, IWithTimers
{
    // A trap that has not come to its temperature in that time never will.
    private static readonly TimeSpan Longest = TimeSpan.FromHours(4);
    private readonly Order _order;
    private readonly TimeProvider _time = LabClock.Of(Context.System).Time;
    private int _reads;

    public CryoActor(Order order)
    {
        _order = order;
        Receive<InstrumentProtocol.Done>(_ => BeginToRead(), d => d.CommandId == $"{order.Id}/set");
        Receive<InstrumentProtocol.Done>(d => Judge((double)d.Value!, d.Simulated), d => d.CommandId == ReadId);
        Receive<InstrumentProtocol.Refused>(r => GiveUp(r.Reason), r => r.CommandId == $"{order.Id}/set" || r.CommandId == ReadId);
        Receive<Due>(_ => Read());
        Receive<LimitOver>(_ => GiveUp($"{order.Kelvin} K was not reached within {Longest.TotalHours:0} h"));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private string ReadId => $"{_order.Id}/read{_reads}";

    /// <summary>Sets once.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new CryoActor(order));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        var left = (_order.Since ?? _time.GetUtcNow()) + Longest - _time.GetUtcNow();
        Timers.StartSingleTimer("limit", new LimitOver(), left > TimeSpan.Zero ? left : TimeSpan.Zero);
        _order.Cryostat.Tell(new InstrumentProtocol.SetTemperature($"{_order.Id}/set", _order.Kelvin));
    }

    /// <summary>After an outage it reads when it would have read.</summary>
    private void BeginToRead()
    {
        if (_order.Since is { } since && _order.Tolerance is not null)
            Timers.StartSingleTimer("due", new Due(), since + (_order.Period * Math.Ceiling((_time.GetUtcNow() - since) / _order.Period)) - _time.GetUtcNow());
        else
            Read();
    }

    private void Read()
    {
        _reads++;
        _order.Cryostat.Tell(new InstrumentProtocol.ReadTemperature(ReadId));
    }

    private void Judge(double kelvin, bool simulated)
    {
        if (_order.Tolerance is { } tolerance && Math.Abs(kelvin - _order.Kelvin) > tolerance)
        {
            Timers.StartSingleTimer("due", new Due(), _order.Period);
            return;
        }

        Context.Parent.Tell(new Finished(_order.Command, Json.Of(new JsonArray(_order.Kelvin, kelvin)), [], simulated));
        Context.Stop(Self);
    }

    private void GiveUp(string reason)
    {
        Context.Parent.Tell(new GaveUp(_order.Command, $"set_cryo: {reason}", _order.Failure(reason), []));
        Context.Stop(Self);
    }

    /// <summary>Which trap, how cold, and whether to wait.</summary>
    /// <param name="Tolerance">K; null does not wait.</param>
    /// <param name="Period">Between two readings while it waits.</param>
    /// <param name="Failure">How the run ends when the trap refuses.</param>
    /// <param name="Since">When the command was given, before an outage; null when it begins.</param>
    public sealed record Order(CommandKey Command, string Id, IActorRef Cryostat, double Kelvin, double? Tolerance, TimeSpan Period, Func<string, RunEnding> Failure, DateTimeOffset? Since = null);

    private sealed record Due;

    private sealed record LimitOver;
}
