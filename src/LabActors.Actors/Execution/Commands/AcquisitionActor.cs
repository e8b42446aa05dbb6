using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Instruments;
using LabActors.Actors.Time;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Recovery;
using LabActors.Core.Scripts;
using static LabActors.Actors.Execution.CommandProtocol;

namespace LabActors.Actors.Execution.Commands;

/// <summary>
/// Carries out one series of readings (<c>sniff</c>, <c>multicollect</c>, <c>baselines</c>, <c>whiff</c>, one hop): positions the magnet and
/// lets it settle where that is asked, sets the integration time, then lets a collector take the readings, each of which its
/// parent journals before the next is taken. Persists nothing itself, dies when the series has ended.
/// </summary>
public sealed class AcquisitionActor : ReceiveActor, IWithTimers
{
    private readonly Order _order;
    private readonly TimeProvider _time;
    private readonly SeriesProgress? _resumed;
    private ImmutableArray<IJournalEvent> _positioned = [];
    private System.Text.Json.JsonElement _result;
    private IActorRef _collector = ActorRefs.Nobody;
    private string? _truncated;
    private bool _simulated;

    public AcquisitionActor(Order order)
    {
        (_order, _result) = (order, order.Result);
        _resumed = order.Resumed;
        _time = LabClock.Of(Context.System).Time;
        Receive<InstrumentProtocol.Done>(Positioned, d => d.CommandId == $"{order.Id}/position");
        Receive<Settled>(_ => SetIntegrationTime());
        Receive<InstrumentProtocol.Done>(Collect, d => d.CommandId == $"{order.Id}/integration");
        Receive<InstrumentProtocol.Refused>(r => GiveUp(r.Reason));
        Receive<CollectorProtocol.ReadingRead>(r =>
        {
            _simulated |= r.Simulated;
            Context.Parent.Tell(r);
        });
        Receive<CollectorProtocol.ReadingJournaled>(r => _collector.Forward(r));
        Receive<CollectorProtocol.Truncate>(t =>
        {
            _truncated = t.Why;
            _collector.Forward(t);
        });
        Receive<CollectorProtocol.Stop>(s => _collector.Forward(s));
        Receive<CollectorProtocol.Outcome>(o => _result = o.Result);
        Receive<CollectorProtocol.ChangeCounts>(c => _collector.Forward(c));
        Receive<CollectorProtocol.CollectionEnded>(CollectionEnded);
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Takes one series.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new AcquisitionActor(order));

    /// <summary>Goes on after an outage with a series that no command waits for.</summary>
    public static Props InBackground(MeasurementEvents.SeriesStarted series, RunProgress run, IActorRef spectrometer, string id, Outage outage)
    {
        var newest = run.Measurement.CountsOf(series.Series).Newest;
        return Props(new Order(
            new CommandKey(ScriptKind.Measurement, 0),
            id,
            spectrometer,
            series.Series,
            series.Kind,
            series.Counts,
            series.IntegrationSeconds,
            newest is null ? run.Measurement.ActiveDetectors : [.. newest.Intensities.Keys],
            series.IsotopeOfDetector,
            series.TimeZero,
            Position: null,
            Block: false,
            Json.Null)
        {
            Resumed = SeriesProgress.Of(series, series.At, 0, isPending: false, run, outage),
        });
    }

    /// <inheritdoc/>
    protected override void PreStart()
    {
        if (_order.Position is { } position)
            _order.Spectrometer.Tell(new InstrumentProtocol.PositionMagnet($"{_order.Id}/position", position.Where, position.Detector, position.UseDac));
        else
            SetIntegrationTime();
    }

    private void Positioned(InstrumentProtocol.Done done)
    {
        // After an outage the magnet stands there already: its time to settle runs from then.
        var (position, at) = (_order.Position!, done.At ?? _resumed?.Since ?? _time.GetUtcNow());
        _positioned = [new MeasurementEvents.MagnetPositioned(at, position.Where, position.Detector, (double)done.Value!, done.Simulated)];
        var left = at + position.Settling - _time.GetUtcNow();
        if (_resumed?.Started is not null)
            SetIntegrationTime();
        else
            Timers.StartSingleTimer("settle", new Settled(), left > TimeSpan.Zero ? left : TimeSpan.Zero);
    }

    private void SetIntegrationTime() =>
        _order.Spectrometer.Tell(new InstrumentProtocol.SetIntegrationTime($"{_order.Id}/integration", _order.IntegrationSeconds));

    private void Collect(InstrumentProtocol.Done integration)
    {
        if (_resumed is { Started: { } started, Collected: { } collected })
        {
            GoOn(started, collected);
            return;
        }

        if (_truncated is not null)
        {
            // Truncated while the magnet settled: the series is not begun at all.
            Context.Parent.Tell(new Finished(_order.Command, _result, _positioned));
            Context.Stop(Self);
            return;
        }

        var (now, seconds) = (_time.GetUtcNow(), (double)integration.Value!);
        var facts = _positioned.Add(new MeasurementEvents.IntegrationTimeChanged(now, seconds, integration.Simulated));
        if (_order.TimeZero is null)
            facts = facts.Add(new MeasurementEvents.TimeZeroSet(now, now));
        facts = facts.Add(new MeasurementEvents.SeriesStarted(
            now, _order.Series, _order.Kind, _order.Counts, seconds, _order.TimeZero ?? now, _order.IsotopeOfDetector));
        Context.Parent.Tell(new Facts(facts));
        if (!_order.Block)
            Context.Parent.Tell(new Finished(_order.Command, Json.Null, []));

        var collection = new CollectorProtocol.Collection(_order.Series, _order.Kind, _order.Counts, seconds, _order.Detectors);
        _collector = Context.ActorOf(CollectorActor.Props(collection, _order.Spectrometer), "collector");
    }

    private void GoOn(MeasurementEvents.SeriesStarted started, CollectorProtocol.Progress progress)
    {
        var plan = _truncated is null ? progress.Plan : progress.Plan.Truncate(_truncated);
        var collection = new CollectorProtocol.Collection(started.Series, started.Kind, plan.Wanted, started.IntegrationSeconds, _order.Detectors)
        {
            Resumed = progress with { Plan = plan },
        };
        _collector = Context.ActorOf(CollectorActor.Props(collection, _order.Spectrometer), "collector");
        var fact = new MeasurementEvents.SeriesResumed(_time.GetUtcNow(), started.Series, plan.Taken, _resumed!.AwaySeconds);
        Context.Parent.Tell(new CollectorProtocol.SeriesGoesOn(fact, plan.Taken + _resumed.TakenBefore, plan.End is not null));
        if (!_order.Block && _resumed.IsPending)
            Context.Parent.Tell(new Finished(_order.Command, Json.Null, []));
    }

    private void CollectionEnded(CollectorProtocol.CollectionEnded ended)
    {
        ImmutableArray<IJournalEvent> facts = [new MeasurementEvents.SeriesEnded(_time.GetUtcNow(), ended.Series, ended.How, ended.Counts)];
        var outcome = _result;
        if (_order.Kind == "whiff" && ended.How != "failed")
            facts = facts.Add(new MeasurementEvents.WhiffEnded(_time.GetUtcNow(), ended.Series, CommandArguments.TextOf(outcome)));
        if (ended.How == "failed")
        {
            Context.Parent.Tell(new GaveUp(_order.Command, ended.Reason, Failed(ended.Reason), facts));
        }
        else if (_order.Block)
        {
            Context.Parent.Tell(new Finished(_order.Command, outcome, facts, _simulated));
        }
        else
        {
            Context.Parent.Tell(new Facts(facts));
        }

        Context.Stop(Self);
    }

    private void GiveUp(string reason)
    {
        Context.Parent.Tell(new GaveUp(_order.Command, reason, Failed(reason), _positioned));
        Context.Stop(Self);
    }

    private RunEnding Failed(string reason) =>
        new("failed", $"{_order.Kind}: {reason}", EndsQueue: true, PostEquilibration: true);

    /// <summary>Where the magnet goes first.</summary>
    public sealed record Positioning(string Where, string Detector, bool UseDac, TimeSpan Settling);

    /// <summary>What to collect.</summary>
    /// <param name="Counts">Integrations to take.</param>
    /// <param name="TimeZero">Null when the script has set none: then this series' start is time zero.</param>
    /// <param name="Block">False when the script goes on at once (<c>sniff(block=False)</c>).</param>
    /// <param name="Result">What the command returns, unless the run says otherwise (<see cref="CollectorProtocol.Outcome"/>).</param>
    public sealed record Order(
        CommandKey Command,
        string Id,
        IActorRef Spectrometer,
        int Series,
        string Kind,
        int Counts,
        double IntegrationSeconds,
        ImmutableArray<string> Detectors,
        ImmutableDictionary<string, string> IsotopeOfDetector,
        DateTimeOffset? TimeZero,
        Positioning? Position,
        bool Block,
        System.Text.Json.JsonElement Result)
    {
        /// <summary>How far it had come before an outage; null when it begins.</summary>
        public SeriesProgress? Resumed { get; init; }
    }

    private sealed record Settled;
}
