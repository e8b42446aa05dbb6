using System.Collections.Immutable;
using System.Globalization;
using Akka.Actor;
using LabActors.Actors.Instruments;
using LabActors.Actors.Lines;
using LabActors.Actors.Time;
using LabActors.Core.Journal.Events;
using LabActors.Core.Recovery;

namespace LabActors.Actors.Execution.Commands;

/// <summary>
/// Brings hardware to match what a run left, by one absolute command after another; ends at the first that is refused. Persists nothing: it tells the run, which journals. Dies with the last.
/// </summary>
internal sealed class MatchActor : ReceiveActor, IWithTimers
{
    // A stage that has lost its place looks for it.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(5);
    private readonly Order _order;
    private readonly TimeProvider _time = LabClock.Of(Context.System).Time;
    private readonly List<MeasurementEvents.InletReopened> _inlets = [];
    private int _step = -1;

    public MatchActor(Order order)
    {
        _order = order;
        Receive<InstrumentProtocol.Done>(d => Next(d.Simulated), d => d.CommandId == Id);
        Receive<InstrumentProtocol.Refused>(r => End(r.Reason), r => r.CommandId == Id);
        Receive<ExtractionLineProtocol.Actuated>(a => Next(a.Simulated), a => a.CommandId == Id);
        Receive<ExtractionLineProtocol.ActuationRefused>(r => End(r.Reason), r => r.CommandId == Id);
        Receive<LimitOver>(_ => End($"no answer within {Limit.TotalMinutes:0} min"));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    private string Id => string.Create(CultureInfo.InvariantCulture, $"{_order.Id}/{_step}");

    /// <summary>Brings to match once and tells the parent <see cref="Ended"/>.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new MatchActor(order));

    /// <inheritdoc/>
    protected override void PreStart() => Next(simulated: false);

    private void Next(bool simulated)
    {
        if (_step >= 0 && _order.Steps[_step] is MatchStep.OpenInlet opened)
            _inlets.Add(new MeasurementEvents.InletReopened(_time.GetUtcNow(), [opened.Inlet], opened.Seconds, simulated));
        if (++_step == _order.Steps.Length)
        {
            End("");
            return;
        }

        Timers.StartSingleTimer("limit", LimitOver.Instance, Limit);
        switch (_order.Steps[_step])
        {
            case MatchStep.Magnet m:
                _order.Spectrometer.Tell(new InstrumentProtocol.PositionMagnet(Id, m.Dac.ToString("R", CultureInfo.InvariantCulture), _order.AxialDetector, true));
                break;
            case MatchStep.Deflection d:
                _order.Spectrometer.Tell(new InstrumentProtocol.SetDeflection(Id, d.Detector, d.Value));
                break;
            case MatchStep.Parameter p:
                _order.Spectrometer.Tell(new InstrumentProtocol.SetParameter(Id, p.Name, p.Value));
                break;
            case MatchStep.Enable:
                _order.ExtractionDevice.Tell(new InstrumentProtocol.SetEnabled(Id, true));
                break;
            case MatchStep.Move m:
                _order.ExtractionDevice.Tell(new InstrumentProtocol.MoveTo(Id, m.Position, false));
                break;
            case MatchStep.OpenValve v:
                Open(v.Valve);
                break;
            case MatchStep.OpenInlet i:
                Open(i.Inlet);
                break;
        }
    }

    private void Open(string valve) => _order.Line.Tell(new ExtractionLineProtocol.Actuate(Id, valve, "", true, _order.By, "as it was before the outage") { For = _order.For });

    private void End(string failure)
    {
        Context.Parent.Tell(new Ended(failure.Length > 0 ? $"{_order.Steps[_step]}: {failure}" : "", [.. _inlets]));
        Context.Stop(Self);
    }

    /// <summary>What is to be done.</summary>
    /// <param name="Id">Unique for ever: the line answers a repeated command from its memory and does not act.</param>
    /// <param name="By">Who acts, as the line's journal shows it.</param>
    public sealed record Order(
        string Id, ImmutableArray<MatchStep> Steps, IActorRef Line, IActorRef ExtractionDevice, IActorRef Spectrometer, string AxialDetector, string By)
    {
        /// <summary>The instrument on whose behalf.</summary>
        public string For { get; init; } = "";
    }

    /// <summary>To the run: it matches, or which step could not be taken, and why.</summary>
    public sealed record Ended(string Failure, ImmutableArray<MeasurementEvents.InletReopened> Inlets);

    private sealed record LimitOver
    {
        public static readonly LimitOver Instance = new();
    }
}
