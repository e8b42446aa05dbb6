using Akka.Actor;
using LabActors.Actors.Instruments;
using LabActors.Actors.Time;
using LabActors.Core.Execution;
using LabActors.Core.Journal.Events;
using static LabActors.Actors.Execution.CommandProtocol;

namespace LabActors.Actors.Execution.Commands;

/// <summary>
/// Carries out <c>ramp</c>: sets the output of an extraction device from start to set-point, one step a period. Stops at the first step
/// that the device refuses. Persists nothing, dies with the outcome, which is the elapsed seconds.
/// </summary>
public sealed class RampActor : ReceiveActor, IWithTimers
{
    private readonly Order _order;
    private readonly TimeProvider _time;
    private DateTimeOffset _began;
    private int _step;

    public RampActor(Order order)
    {
        _order = order;
        _time = LabClock.Of(Context.System).Time;
        Receive<NextStep>(_ => SetOutput());
        Receive<InstrumentProtocol.Done>(d => StepDone(d.Simulated), d => d.CommandId == Id);
        Receive<InstrumentProtocol.Refused>(r => End(new GaveUp(order.Command, $"ramp stopped at step {_step}: {r.Reason}", Ending(r.Reason), [])), r => r.CommandId == Id);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private string Id => $"{_order.Id}#{_step}";

    private double Value => _order.Start + ((_order.SetPoint - _order.Start) * Math.Min(1.0, (double)_step / Steps));

    private int Steps => Math.Max(1, (int)Math.Ceiling(_order.Duration / _order.Period));

    /// <summary>Ramps once.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new RampActor(order));

    /// <inheritdoc/>
    protected override void PreStart()
    {
        _began = _order.Resumed?.Began ?? _time.GetUtcNow();
        if (_order.Resumed is not { Steps: > 0 } resumed)
        {
            SetOutput();
            return;
        }

        // The step that is due by the time that has elapsed; those that an outage swallowed are passed over.
        var elapsed = _order.Duration > TimeSpan.Zero ? (_time.GetUtcNow() - _began) / _order.Duration : 1;
        _step = Math.Min(Steps, Math.Max(resumed.Steps - 1, (int)Math.Floor(elapsed * Steps) - 1));
        Next();
    }

    private static RunEnding Ending(string reason) =>
        new("failed", $"ramp: {reason}", EndsQueue: true, PostEquilibration: true);

    private void SetOutput()
    {
        _order.Device.Tell(new InstrumentProtocol.SetOutput(Id, Value, _order.Units));
    }

    private void StepDone(bool simulated)
    {
        Context.Parent.Tell(new Facts([new ExtractionEvents.OutputSet(_time.GetUtcNow(), Value, _order.Units, "ramp", simulated)]));
        Next(simulated);
    }

    private void Next(bool simulated = false)
    {
        if (_step >= Steps)
        {
            End(new Finished(_order.Command, Json.Of((_time.GetUtcNow() - _began).TotalSeconds), [], simulated));
            return;
        }

        _step++;
        var due = _began + (_order.Duration * ((double)_step / Steps)) - _time.GetUtcNow();
        Timers.StartSingleTimer("step", new NextStep(), due > TimeSpan.Zero ? due : TimeSpan.Zero);
    }

    private void End(object reply)
    {
        Context.Parent.Tell(reply);
        Context.Stop(Self);
    }

    /// <summary>From where to where, in which time.</summary>
    public sealed record Order(
        CommandKey Command,
        string Id,
        IActorRef Device,
        double Start,
        double SetPoint,
        TimeSpan Duration,
        TimeSpan Period,
        string Units)
    {
        /// <summary>How far the ramp had come before an outage; null when it begins.</summary>
        public Progress? Resumed { get; init; }
    }

    /// <summary>How far a ramp had come.</summary>
    /// <param name="Steps">Outputs that were set.</param>
    public sealed record Progress(DateTimeOffset Began, int Steps);

    private sealed record NextStep;
}
