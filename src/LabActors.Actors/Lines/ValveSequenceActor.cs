using System.Globalization;
using Akka.Actor;
using LabActors.Core.Lines;
using static LabActors.Actors.Lines.ExtractionLineProtocol;

namespace LabActors.Actors.Lines;

/// <summary>
/// A valve that opens and closes by itself: a child of the line, which it tells what to do like anybody else. Owns where it is in the sequence; receives the line's answers and <see cref="Cancel"/>;
/// persists nothing. However it ends, it has the valve closed for safety and tells <see cref="Over"/> to the line; it dies then, and with the line, which closes the valve when it is started again.
/// </summary>
internal sealed class ValveSequenceActor : ReceiveActor, IWithTimers
{
    private readonly ValveSequence _sequence;
    private int _round = 1;
    private int _given;
    private string _awaited = "";
    private string _reason = "";
    private bool _ending;

    public ValveSequenceActor(ValveSequence sequence)
    {
        _sequence = sequence;
        Receive<Actuated>(OnMoved, a => a.CommandId == _awaited);
        Receive<ActuationRefused>(OnRefused, r => r.CommandId == _awaited);
        Receive<Actuated>(_ => { });
        Receive<ActuationRefused>(_ => { });
        Receive<Waited>(_ => OnWaited(), _ => !_ending);
        Receive<Waited>(_ => { });
        Receive<Cancel>(c => End(c.Reason));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    public static Props Props(ValveSequence sequence) => Akka.Actor.Props.Create(() => new ValveSequenceActor(sequence));

    /// <inheritdoc/>
    protected override void PreStart() => Move(open: true);

    private void Move(bool open, bool safety = false)
    {
        _awaited = string.Create(CultureInfo.InvariantCulture, $"{_sequence.CommandId}/{(safety ? "safe" : open ? "open" : "close")}/{++_given}");
        Context.Parent.Tell(new Actuate(_awaited, _sequence.Valve, "", open, _sequence.By, _sequence.Why, Safety: safety));
    }

    private void OnMoved(Actuated moved)
    {
        if (_ending)
            Finish(_reason);
        else if (moved.Open)
            Timers.StartSingleTimer("wait", new Waited(), TimeSpan.FromSeconds(_sequence.OpenSeconds));
        else if (_round == _sequence.Times)
            Finish("");
        else
            Timers.StartSingleTimer("wait", new Waited(), TimeSpan.FromSeconds(_sequence.ClosedSeconds));
    }

    private void OnWaited()
    {
        // What has been open is closed; what has been closed opens again, for the next round.
        var opened = _awaited.Contains("/open/", StringComparison.Ordinal);
        if (!opened)
            _round++;
        Move(open: !opened);
    }

    private void OnRefused(ActuationRefused refused)
    {
        if (_ending)
            Finish($"{_reason}; {refused.Reason}");
        else
            End(refused.Reason);
    }

    private void End(string reason)
    {
        if (_ending)
            return;
        (_ending, _reason) = (true, reason);
        Move(open: false, safety: true);
    }

    private void Finish(string reason)
    {
        Context.Parent.Tell(new Over(_sequence, Self, reason, Closed: true));
        Context.Stop(Self);
    }

    /// <summary>It is to end now.</summary>
    public sealed record Cancel(string Reason);

    /// <summary>To the line: it has ended.</summary>
    /// <param name="Reason">Why before its time; empty when it was done.</param>
    /// <param name="Closed">The valve was told to close.</param>
    public sealed record Over(ValveSequence Sequence, IActorRef Actor, string Reason, bool Closed);

    private sealed record Waited;
}
