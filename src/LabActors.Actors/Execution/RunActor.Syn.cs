using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Instruments;
using LabActors.Actors.Leases;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Scripts;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Execution;

/// <summary>
/// Measuring during extraction. A child does it, in its own name and beside everything else; the run journals for it, stops it before its own measurement or its ending
/// begins, and never waits for it.
/// </summary>
public sealed partial class RunActor
{
    private IActorRef _syn = ActorRefs.Nobody;

    /// <summary>Measures during extraction, or goes on with it.</summary>
    private void StartSyn()
    {
        if (_ending is not null || _loaded is not { } loaded || !loaded.Documents.ContainsKey(ScriptKind.Extraction) || _run.Syn is { Ended: not null })
            return;
        foreach (var problem in loaded.SynProblems.Where(p => p.IsError))
            Note("warning", $"nothing is measured during extraction: {problem}");
        if (loaded.Syn is not { } script)
            return;
        if (_run.Syn is not null)
            StartSyn(script);
        else if (_services.Estimates.Of(_order.Spec) is { Extraction: { } extraction, SynBlock: { } block })
            Write([new MeasurementEvents.SynExtractionPlanned(Now, script.Path, block.Length, Now.AddSeconds(extraction.Length))], () => StartSyn(script));
        else
            Note("warning", "nothing is measured during extraction: how long it takes is not known");
    }

    private void StartSyn(ScriptDocument script)
    {
        if (_ending is not null)
            return;
        _syn = Context.ActorOf(
            SynExtractionActor.Props(new SynExtractionActor.Order(
                _run,
                RunOrder.SynHolder(_order.Holder),
                _order.SpectrometerResource,
                _order.MinPumpTime,
                script,
                _loaded!.SynContext(_order),
                _services,
                _order.Instrument,
                _outage)),
            "syn-extraction");
        WatchFor(_syn, new SynDied(_syn));
    }

    private void SynRecord(SynProtocol.Record record)
    {
        if (!Sender.Equals(_syn))
            return;
        var syn = Sender;
        Write(record.Events, () =>
        {
            if (record.Id != 0)
                syn.Tell(new SynProtocol.Recorded(record.Id));
        });
    }

    private void SynOver(string reason, bool failed)
    {
        if (failed)
            Note("warning", $"measuring during extraction ended: {reason}");
        StopSyn(reason, () => { });
    }

    /// <summary>Ends it where it is, gives the spectrometer back, and goes on; at once where there is none.</summary>
    private void StopSyn(string why, Action then)
    {
        if (!_syn.IsNobody())
        {
            NoLongerWatch(_syn);
            Context.Stop(_syn);
            _syn = ActorRefs.Nobody;
        }

        if (_run.Syn is not { Ended: null } syn)
        {
            then();
            return;
        }

        ImmutableArray<IJournalEvent> facts =
        [
            .. StoppedSynSeries(),
            .. _run.IsRunning(SynExtraction.Folder)
                ? new IJournalEvent[] { new ScriptFinished(Now, SynExtraction.Folder, "killed", why, 0, _run.Scripts[SynExtraction.Folder].Started.Path) }
                : [],
            new MeasurementEvents.SynExtractionEnded(Now, syn.Blocks, why),
        ];
        Write(facts, () =>
        {
            ReleaseSyn(why);
            then();
        });
    }

    private void ReleaseSyn(string why) => _services.Leases.Tell(new LeaseProtocol.Release(RunOrder.SynHolder(_order.Holder), [], why));

    private IEnumerable<IJournalEvent> StoppedSynSeries() => _run.Measurement.OpenSynSeries.Order()
        .Select(s => new MeasurementEvents.SeriesEnded(Now, s, "stopped", _run.Measurement.Counted.GetValueOrDefault(s)));

    /// <summary>A series that has ended takes no more readings.</summary>
    private bool TakesReadings(CollectorProtocol.ReadingRead reading) =>
        _run.Measurement.OpenSeries.ContainsKey(reading.Series) || _run.Measurement.OpenSynSeries.Contains(reading.Series);

    private sealed record SynDied(IActorRef Syn);
}
