using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Lines;
using LabActors.Actors.Time;
using LabActors.Core.Journal.Events;
using static LabActors.Actors.Execution.CommandProtocol;

namespace LabActors.Actors.Execution.Commands;

/// <summary>
/// Carries out <c>equilibrate</c>: closes the outlet, waits, opens the inlet (the script goes on here), waits the equilibration time and closes
/// the inlet, whatever the script does meanwhile. Persists nothing itself: it tells the run, which journals. Dies
/// when the inlet is closed, or when a valve will not move.
/// </summary>
public sealed class EquilibrationActor : ReceiveActor, IWithTimers
{
    private const int Tries = 3;
    private readonly Order _order;
    private readonly TimeProvider _time;
    private Stage _stage = Stage.ClosingOutlet;
    private DateTimeOffset _since;
    private int _valve;
    private int _tries;
    private bool _simulated;

    public EquilibrationActor(Order order)
    {
        _order = order;
        _time = LabClock.Of(Context.System).Time;
        Receive<TryAgain>(_ => Move());
        Receive<DelayOver>(_ =>
        {
            _since = _time.GetUtcNow();
            Begin(Stage.OpeningInlet);
        });
        Receive<EquilibrationOver>(_ => Equilibrated());
        Receive<ExtractionLineProtocol.Actuated>(Moved, a => a.CommandId == Id);
        Receive<ExtractionLineProtocol.ActuationRefused>(Refused, r => r.CommandId == Id);
    }

    private enum Stage
    {
        ClosingOutlet,
        OpeningInlet,
        Equilibrating,
        ClosingInlet,
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private ImmutableArray<string> Valves => _stage == Stage.ClosingOutlet ? _order.Outlets : _order.Inlets;

    private string Id => $"{_order.Id}/{_stage}/{_valve}#{_tries}";

    /// <summary>Equilibrates once.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new EquilibrationActor(order));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        _since = _order.Resumed?.RequestedAt ?? _time.GetUtcNow();
        if (_order.Resumed?.OpenedAt is { } opened)
        {
            _stage = Stage.Equilibrating;
            Wait("equilibration", new EquilibrationOver(), opened + _order.Duration);
        }
        else
        {
            Begin(Stage.ClosingOutlet);
        }
    }

    private void Wait(string name, object message, DateTimeOffset until)
    {
        var left = until - _time.GetUtcNow();
        Timers.StartSingleTimer(name, message, left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    private void Begin(Stage stage)
    {
        (_stage, _valve, _tries) = (stage, 0, 0);
        if (Valves.IsEmpty)
            AllMoved();
        else
            Move();
    }

    private void Move()
    {
        _tries++;
        var open = _stage == Stage.OpeningInlet;
        _order.Line.Tell(new ExtractionLineProtocol.Actuate(
            Id, Valves[_valve], "", open, _order.By, "equilibration", Safety: _stage == Stage.ClosingInlet, For: _order.For));
    }

    /// <summary>The line says when it was, also to a run that asks again after an outage.</summary>
    private void Moved(ExtractionLineProtocol.Actuated actuated)
    {
        _since = actuated.At;
        _simulated |= actuated.Simulated;
        _tries = 0;
        if (++_valve < Valves.Length)
            Move();
        else
            AllMoved();
    }

    private void AllMoved()
    {
        var now = _since;
        switch (_stage)
        {
            case Stage.ClosingOutlet:
                Wait("delay", new DelayOver(), now + (_order.Resumed is { } resumed ? resumed.Left(now, _order.Delay) + (_time.GetUtcNow() - now) : _order.Delay));
                break;
            case Stage.OpeningInlet:
                _stage = Stage.Equilibrating;
                Context.Parent.Tell(new Finished(
                    _order.Command,
                    Json.Null,
                    [new MeasurementEvents.InletOpened(now, _order.Inlets, _order.Duration.TotalSeconds, _simulated)],
                    _simulated));
                Wait("equilibration", new EquilibrationOver(), now + _order.Duration);
                break;
            default:
                Context.Parent.Tell(new Closed(new MeasurementEvents.InletClosed(now, _order.Inlets, _simulated), _order.PostEquilibration));
                Context.Stop(Self);
                break;
        }
    }

    private void Equilibrated()
    {
        if (_order.CloseInlet)
        {
            Begin(Stage.ClosingInlet);
            return;
        }

        Context.Parent.Tell(new Closed(null, _order.PostEquilibration));
        Context.Stop(Self);
    }

    private void Refused(ExtractionLineProtocol.ActuationRefused refusal)
    {
        if (_tries < Tries)
        {
            Wait("again", new TryAgain(), (refusal.At ?? _time.GetUtcNow()).AddSeconds(_stage == Stage.ClosingOutlet ? 0.1 : 0.5));
            return;
        }

        var what = _stage switch
        {
            Stage.ClosingOutlet => "outlet did not close",
            Stage.OpeningInlet => "inlet did not open",
            _ => "inlet did not close",
        };
        Context.Parent.Tell(new Failed(_order.Command, _stage != Stage.ClosingInlet, $"equilibration: {what}: valve {Valves[_valve]}: {refusal.Reason} ({Tries} tries)"));
        Context.Stop(Self);
    }

    /// <summary>What to equilibrate, how long, through which valves.</summary>
    /// <param name="Duration">Equilibration time; the inlet is open this long.</param>
    /// <param name="Delay">Between closing the outlet and opening the inlet.</param>
    public sealed record Order(
        CommandKey Command,
        string Id,
        IActorRef Line,
        ImmutableArray<string> Inlets,
        ImmutableArray<string> Outlets,
        TimeSpan Duration,
        TimeSpan Delay,
        bool CloseInlet,
        bool PostEquilibration,
        string By)
    {
        /// <summary>The instrument on whose behalf.</summary>
        public string For { get; init; } = "";

        /// <summary>How far it had come before an outage; null when it begins.</summary>
        public Progress? Resumed { get; init; }
    }

    /// <summary>
    /// How far an equilibration had come. What was asked of the line before is asked again under the same ids: the line answers what it has done from its memory, with the instant at which it was.
    /// </summary>
    /// <param name="OpenedAt">The inlet is open since; null before.</param>
    /// <param name="Left">What is left of a wait that began then and was to be so long.</param>
    public sealed record Progress(DateTimeOffset RequestedAt, DateTimeOffset? OpenedAt, Func<DateTimeOffset, TimeSpan, TimeSpan> Left);

    /// <summary>To the run: the inlet is closed (null when the script said to leave it open).</summary>
    public sealed record Closed(MeasurementEvents.InletClosed? Fact, bool PostEquilibration);

    /// <summary>To the run: a valve would not move; <paramref name="Pending"/> when the script still waits for its answer.</summary>
    public sealed record Failed(CommandKey Command, bool Pending, string Reason);

    private sealed record TryAgain;

    private sealed record DelayOver;

    private sealed record EquilibrationOver;
}
