using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Instruments;
using LabActors.Actors.Time;
using LabActors.Core.Execution;
using LabActors.Core.Journal.Events;
using LabActors.Core.Recovery;
using static LabActors.Actors.Execution.CommandProtocol;

namespace LabActors.Actors.Execution.Commands;

/// <summary>
/// Carries out <c>peak_hop</c>: cycle by cycle and hop by hop sets deflections, protects detectors, moves the magnet, lets it settle and
/// has a series taken. Persists nothing itself, dies with the last series or the first failure.
/// </summary>
internal sealed class PeakHopActor : ReceiveActor
{
    private readonly Order _order;
    private readonly TimeProvider _time;
    private ImmutableQueue<object> _preparation = [];
    private string _awaited = "";
    private Progress? _resumed;
    private int _visit;
    private DateTimeOffset? _timeZero;
    private bool _ends;
    private IActorRef _acquisition = ActorRefs.Nobody;

    public PeakHopActor(Order order)
    {
        (_order, _resumed) = (order, order.Resumed);
        _timeZero = order.Resumed?.TimeZero ?? order.TimeZero;
        _visit = (order.Resumed?.Visit ?? 0) - 1;
        _time = LabClock.Of(Context.System).Time;
        Receive<InstrumentProtocol.Done>(_ => Prepare(), d => d.CommandId == _awaited);
        Receive<InstrumentProtocol.Refused>(r => GiveUp(r.Reason), r => r.CommandId == _awaited);
        Receive<CollectorProtocol.ReadingRead>(r => Context.Parent.Tell(r));
        Receive<CollectorProtocol.SeriesGoesOn>(g => Context.Parent.Tell(g));
        Receive<CollectorProtocol.ReadingJournaled>(r => _acquisition.Tell(r));
        Receive<CollectorProtocol.Truncate>(t =>
        {
            _ends = true;
            _acquisition.Tell(t);
        });
        Receive<CollectorProtocol.Stop>(s =>
        {
            _ends = true;
            _acquisition.Tell(s);
        });
        Receive<Facts>(f => Context.Parent.Tell(f));
        Receive<Finished>(f =>
        {
            if (!f.Facts.IsEmpty)
                Context.Parent.Tell(new Facts(f.Facts));
            NextHop();
        });
        Receive<GaveUp>(g =>
        {
            Context.Parent.Tell(g);
            Context.Stop(Self);
        });
    }

    private HopPlan Hop => _order.Hops[_visit % _order.Hops.Length];

    private string Id => $"{_order.Id}/{_visit}";

    /// <summary>Hops over the peaks.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new PeakHopActor(order));

    /// <inheritdoc/>
    protected override void PreStart() => NextHop();

    private void NextHop()
    {
        _visit++;
        if (_ends || _visit >= _order.Cycles * _order.Hops.Length)
        {
            Context.Parent.Tell(new Finished(_order.Command, Json.Null, []));
            Context.Stop(Self);
            return;
        }

        _preparation =
        [
            .. Hop.Deflections.Select((d, i) => (object)new InstrumentProtocol.SetDeflection($"{Id}/deflection{i}", d.Detector, d.Value)),
            .. Hop.Protect.Select(d => new InstrumentProtocol.ProtectDetector($"{Id}/protect-{d}", d, true)),
            new InstrumentProtocol.PositionMagnet($"{Id}/position", Hop.Position, Hop.Detector, Hop.UseDac),
            .. Hop.Protect.Select(d => new InstrumentProtocol.ProtectDetector($"{Id}/unprotect-{d}", d, false)),
        ];
        Prepare();
    }

    private void Prepare()
    {
        if (_preparation.IsEmpty)
        {
            Acquire();
            return;
        }

        _preparation = _preparation.Dequeue(out var request);
        _awaited = ((InstrumentProtocol.ISpectrometerCommand)request).CommandId;
        _order.Spectrometer.Tell(request);
    }

    private void Acquire()
    {
        var now = _time.GetUtcNow();
        _timeZero ??= now;
        if (_resumed?.Series.Started is null)
            Context.Parent.Tell(new Facts([new MeasurementEvents.IsotopesAssigned(now, Hop.IsotopeOfDetector)]));
        var acquisition = new AcquisitionActor.Order(
            _order.Command,
            Id,
            _order.Spectrometer,
            _order.FirstSeries + _visit,
            Hop.IsBaseline ? "baseline" : "signal",
            Hop.Counts,
            _order.IntegrationSeconds,
            Hop.Detectors,
            Hop.IsotopeOfDetector,
            _timeZero,
            new AcquisitionActor.Positioning(Hop.Position, Hop.Detector, Hop.UseDac, Hop.Settling),
            true,
            Json.Null)
        {
            Resumed = _resumed?.Series,
        };
        _resumed = null;
        _acquisition = Context.ActorOf(AcquisitionActor.Props(acquisition), $"hop-{_visit}");
    }

    private void GiveUp(string reason)
    {
        Context.Parent.Tell(new GaveUp(_order.Command, reason, new RunEnding("failed", $"peak hop: {reason}", EndsQueue: true, PostEquilibration: true), []));
        Context.Stop(Self);
    }

    /// <summary>Which hops, how often.</summary>
    public sealed record Order(
        CommandKey Command,
        string Id,
        IActorRef Spectrometer,
        int FirstSeries,
        int Cycles,
        ImmutableArray<HopPlan> Hops,
        double IntegrationSeconds,
        DateTimeOffset? TimeZero)
    {
        /// <summary>How far it had come before an outage; null when it begins.</summary>
        public Progress? Resumed { get; init; }
    }

    /// <summary>How far the hops had come.</summary>
    /// <param name="Visit">The visit under way.</param>
    /// <param name="Series">Its series.</param>
    public sealed record Progress(int Visit, DateTimeOffset? TimeZero, SeriesProgress Series)
    {
        /// <summary>Reads it out of the command's record.</summary>
        public static Progress Of(CommandRecord record, RunProgress run, Outage outage)
        {
            var started = record.Facts.OfType<MeasurementEvents.SeriesStarted>().ToArray();
            var own = started.Select(s => s.Series).ToHashSet();
            var ended = record.Facts.OfType<MeasurementEvents.SeriesEnded>().Where(e => own.Contains(e.Series)).ToArray();
            var open = started.Length > ended.Length ? started[^1] : null;
            var since = record.Last<MeasurementEvents.IsotopesAssigned>()?.At is { } assigned && (ended.Length == 0 || assigned >= ended[^1].At)
                ? assigned
                : ended.LastOrDefault()?.At ?? record.Request.At;
            return new Progress(
                ended.Length,
                started.FirstOrDefault()?.TimeZero,
                SeriesProgress.Of(open, since, ended.Sum(e => e.Counts), isPending: true, run, outage));
        }
    }
}
