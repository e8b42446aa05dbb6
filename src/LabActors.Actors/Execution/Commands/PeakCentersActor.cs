using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Instruments;
using LabActors.Actors.Time;
using LabActors.Core.Execution;
using LabActors.Core.Journal.Events;
using LabActors.Core.Labs;
using static LabActors.Actors.Execution.CommandProtocol;

namespace LabActors.Actors.Execution.Commands;

/// <summary>
/// Carries out <c>peak_center</c>, and the series of them that makes a field table (<c>generate_ic_mftable</c>,
/// <c>generate_peakhop_mftable</c>). A peak that is not found is a fact and a warning, as in Pychron, and never ends the run. Persists nothing itself, dies after
/// the last peak.
/// </summary>
public sealed class PeakCentersActor : ReceiveActor
{
    private readonly Order _order;
    private PeakCenterActor.PeakScan? _resumed;
    private readonly TimeProvider _time;
    private double? _center;
    private int _next;
    private bool _simulated;

    public PeakCentersActor(Order order)
    {
        (_order, _resumed) = (order, order.Resumed?.Scan);
        _next = order.Resumed?.Done ?? 0;
        _center = order.Resumed?.Last?.CenterDac;
        _time = LabClock.Of(Context.System).Time;
        Receive<InstrumentProtocol.Done>(_ => Begin(), d => d.CommandId == $"{order.Id}/integration");
        Receive<InstrumentProtocol.Refused>(r => GiveUp(r.Reason), r => r.CommandId == $"{order.Id}/integration");
        Receive<PeakCenterActor.PeakCenterResult>(Centered);
        Receive<Facts>(f => Context.Parent.Tell(f));
        Receive<InstrumentProtocol.Done>(_ => Scan(), d => d.CommandId == $"{order.Id}/table{_next}");
        Receive<InstrumentProtocol.Refused>(r => GiveUp(r.Reason), r => r.CommandId == $"{order.Id}/table{_next}");
    }

    /// <summary>Centers one peak after another.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new PeakCentersActor(order));

    /// <inheritdoc/>
    protected override void PreStart() =>
        _order.Spectrometer.Tell(new InstrumentProtocol.SetIntegrationTime($"{_order.Id}/integration", _order.IntegrationSeconds));

    /// <summary>A center that was found just before an outage goes into the table first; there twice it is there once.</summary>
    private void Begin()
    {
        if (_order.Resumed is { Scan: null, Last: { CenterDac: { } center } last } && _order.Save)
            _order.Spectrometer.Tell(new InstrumentProtocol.UpdateFieldTable($"{_order.Id}/table{_next}", last.Isotope, last.Detector, center));
        else
            Scan();
    }

    private void Scan()
    {
        if (_next == _order.Pairs.Length)
        {
            Context.Parent.Tell(new Finished(_order.Command, _center is { } center ? Json.Of(center) : Json.Null, [], _simulated));
            Context.Stop(Self);
            return;
        }

        var (detector, isotope) = _order.Pairs[_next];
        Context.ActorOf(
            PeakCenterActor.Props(_order.Instrument, detector, isotope, _order.Spectrometer, _order.IntegrationSeconds, id: $"{_order.Id}/peak{_next}", resumed: _resumed),
            $"peak-{_next}");
        _resumed = null;
    }

    private void Centered(PeakCenterActor.PeakCenterResult result)
    {
        var (detector, isotope) = _order.Pairs[_next++];
        _center = result.CenterDac;
        _simulated |= result.Simulated;
        var now = _time.GetUtcNow();
        Context.Parent.Tell(new Facts([new MeasurementEvents.PeakCenterMeasured(
            now, detector, isotope, result.CenterDac, result.Dacs, result.Intensities, result.Reason, result.Shape, result.Others, result.Simulated)]));
        if (result.CenterDac is { } center && _order.Save)
            _order.Spectrometer.Tell(new InstrumentProtocol.UpdateFieldTable($"{_order.Id}/table{_next}", isotope, detector, center));
        else
            Scan();
    }

    private void GiveUp(string reason)
    {
        Context.Parent.Tell(new GaveUp(_order.Command, $"peak_center: {reason}", null, []));
        Context.Stop(Self);
    }

    /// <summary>Which peaks on which detectors; <paramref name="Save"/> puts the centers into the field table.</summary>
    public sealed record Order(
        CommandKey Command,
        string Id,
        IActorRef Spectrometer,
        InstrumentDefinition Instrument,
        ImmutableArray<(string Detector, string Isotope)> Pairs,
        double IntegrationSeconds,
        bool Save)
    {
        /// <summary>What was measured before an outage; null when it begins.</summary>
        public Progress? Resumed { get; init; }
    }

    /// <summary>How far the command had come.</summary>
    /// <param name="Done">Peaks that are measured.</param>
    /// <param name="Last">The newest of them.</param>
    /// <param name="Scan">The sweep under way.</param>
    public sealed record Progress(int Done, MeasurementEvents.PeakCenterMeasured? Last, PeakCenterActor.PeakScan? Scan)
    {
        /// <summary>Reads it out of the command's record.</summary>
        public static Progress Of(CommandRecord record)
        {
            var measured = record.Facts.OfType<MeasurementEvents.PeakCenterMeasured>().ToArray();
            var since = record.Facts.SkipWhile(f => measured.Length > 0 && !ReferenceEquals(f, measured[^1])).ToArray();
            var began = since.OfType<MeasurementEvents.PeakScanBegan>().LastOrDefault();
            return new Progress(
                measured.Length,
                measured.LastOrDefault(),
                began is null ? null : new PeakCenterActor.PeakScan(
                    began, [.. since.SkipWhile(f => !ReferenceEquals(f, began)).OfType<MeasurementEvents.PeakScanRead>()]));
        }
    }
}
