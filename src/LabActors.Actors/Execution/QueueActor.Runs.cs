using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using LabActors.Actors.Leases;
using LabActors.Core.Execution;
using LabActors.Core.Reduction;
using static LabActors.Core.Journal.Events.LeaseEvents;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Actors.Execution;

/// <summary>The queue's runs: their start, safe state, end and death, and what operators do to them.</summary>
public sealed partial class QueueActor
{
    private readonly Dictionary<string, RunLaunched> _launched = [];
    private readonly Dictionary<string, RunProtocol.RunIsOver> _keeping = [];

    private void StartRun(string id)
    {
        var row = _queue.Row(id);
        if (!row.InFlight)
            return;
        var launched = _launched[row.RunUuid];
        var order = new RunOrder(
            launched.RunUuid,
            _order.QueueId,
            launched.RunId,
            launched.Aliquot,
            launched.Step,
            row.Spec,
            _order.Instrument,
            Device(row.Spec),
            launched.Overlaps,
            launched.IsLast,
            launched.Earlier ?? CarriedOver.Nothing)
        {
            Conditionals = _queue.Conditionals.Of(row.Spec),
            Counters = _queue.Counters,
            Ratios = _queue.Conditionals.Ratios(row.Spec.AnalysisType, [.. _order.Instrument.Isotopes.Select(i => i.Name)]),
            ConditionalsMissing = _queue.Conditionals.Missing(row.Spec),
        };
        var run = Context.ActorOf(RunActor.Props(order, _order.Services), $"run-{launched.RunUuid}-{_deaths.GetValueOrDefault(launched.RunUuid)}");
        WatchFor(run, new RunDied(launched.RunUuid));
        _runs[launched.RunUuid] = run;
        WatchInFlight();
    }

    private void MakeSafe(RunProtocol.WantsSafeState wanted)
    {
        if (_queue.RowOfRun(wanted.RunUuid) is not { } row || !_madeSafe.Add(wanted.RunUuid))
            return;
        var device = Device(row.Spec);
        Context.ActorOf(
            SafeStateActor.Props(new SafeStateActor.Order(
                wanted.RunUuid,
                $"safe/{wanted.RunUuid}/{_deaths.GetValueOrDefault(wanted.RunUuid)}",
                Holder(row),
                wanted.Inlets,
                _order.Services.Line,
                device is null || !wanted.HoldsLine ? ActorRefs.Nobody : _order.Services.ExtractionDevice(device.Name),
                wanted.HoldsSpectrometer ? _order.Services.Spectrometer : ActorRefs.Nobody,
                _order.Services.Leases,
                wanted.Why)),
            $"safe-{wanted.RunUuid}");
    }

    private void SafeStateMade(SafeStateActor.Made made)
    {
        if (_runs.TryGetValue(made.RunUuid, out var run))
            run.Tell(new RunProtocol.SafeStateMade(made.Steps));
        else
            RunIsOver(new RunProtocol.RunIsOver(made.RunUuid, "failed", "the run's actor died twice; its laboratory was made safe", Restart: false, EndsQueue: true, MeasuredForLater.Nothing));
    }

    private static LeaseHolder Holder(QueueRow row) => new(row.RunUuid, row.RunId);

    private void RunIsOver(RunProtocol.RunIsOver over)
    {
        if (_queue.RowOfRun(over.RunUuid) is not { } row || _judged.ContainsKey(over.RunUuid) || !_keeping.TryAdd(over.RunUuid, over))
            return;
        _order.Registry.Tell(new RegistryProtocol.RunOver(
            over.RunUuid, row.RunId, over.State, row.Spec.AnalysisType, _order.Instrument.Name, Device(row.Spec)?.Name ?? "", over.Measured));
    }

    /// <summary>The registry has what the run leaves to later ones; only then has the run finished, or an outage could lose it.</summary>
    private void RunKept(RegistryProtocol.RunKept kept)
    {
        if (!_keeping.Remove(kept.RunUuid, out var over) || _queue.RowOfRun(over.RunUuid) is not { } row)
            return;
        if (over.After is { Ratios.IsEmpty: false })
            Judge(row, over);
        else
            Finish(row, over, "");
    }

    private void Finish(QueueRow row, RunProtocol.RunIsOver over, string stops)
    {
        var (runId, holder) = (row.RunId, Holder(row));
        var finished = new RunFinished(Now, over.RunUuid, row.Id, over.State, over.Cause, over.Restart, over.EndsQueue);
        JournalAll([finished, .. Facts(_queue.Apply(finished), row, over.After, stops)], () =>
        {
            if (over.After is { } after)
                TellCounted(after.Counted);

            // First of all, so that none of them opens its inlet with the lease that is released here.
            if (over.EndsQueue)
            {
                foreach (var other in _runs.Where(r => r.Key != over.RunUuid))
                    other.Value.Tell(new RunProtocol.EndUnlessMeasuring($"{runId} {over.State}: {over.Cause}", "queue"));
            }

            GiveBack(holder);
            if (_runs.Remove(over.RunUuid, out var run))
            {
                NoLongerWatch(run);
                Context.Stop(run);
            }

            WatchInFlight();
            if ((over.After?.Action == "cancel" || stops.Length > 0) && _queue.Stop is { } stop)
                EndRuns(stop);
            Advance();
        });
    }

    private void GiveBack(LeaseHolder holder)
    {
        _order.Services.Leases.Tell(new LeaseProtocol.Release(holder, [], $"{holder.Description} is over"));
        _order.Services.Leases.Tell(new LeaseProtocol.Release(RunOrder.SynHolder(holder), [], $"{holder.Description} is over"));
    }

    /// <summary>What a run that had ended held is given back, should an outage have come before that: nothing the second time.</summary>
    private void GiveBackOfFinished()
    {
        foreach (var launched in _launched.Values.Where(l => _queue.RowOfRun(l.RunUuid) is null))
            GiveBack(new LeaseHolder(launched.RunUuid, launched.RunId));
    }

    /// <summary>The first death is followed by a second life, which recovers; the second ends the run, safe.</summary>
    private void RunDiedUnexpectedly(RunDied died)
    {
        if (!_runs.Remove(died.RunUuid))
            return;
        var deaths = _deaths[died.RunUuid] = _deaths.GetValueOrDefault(died.RunUuid) + 1;
        var row = _queue.RowOfRun(died.RunUuid)!;
        Log.Error("The actor of run {RunId} died for the {Deaths}. time", row.RunId, deaths);
        if (deaths == 1)
        {
            Timers.StartSingleTimer($"again-{died.RunUuid}", new StartRunAgain(row.Id), RestartDelay);
            return;
        }

        _madeSafe.Remove(died.RunUuid);
        MakeSafe(new RunProtocol.WantsSafeState(
            died.RunUuid,
            _order.Instrument.Inlet.Length > 0 ? [_order.Instrument.Inlet] : [],
            HoldsLine: true,
            HoldsSpectrometer: true,
            "the run's actor died twice"));
    }

    /// <summary>Of two people who want the same the first is obeyed; whoever says it again himself is obeyed again.</summary>
    private void Stop(QueueProtocol.Stop stop)
    {
        if (!_queue.Ended && stop.How != "quick" && _queue.StopBefore(stop.How) is { } first && first.By != stop.By)
            Sender.Tell(new QueueProtocol.Refused(stop.How, Invariant($"{first.How} was asked for by {first.By} at {first.At:HH:mm:ss} already")));
        else
            RequestStop(new QueueStopRequested(Now, stop.How, stop.By, stop.How == "at-completion" ? ByUser(stop.Why) : stop.Why));
    }

    private void RequestStop(QueueStopRequested stop)
    {
        if (_queue.Ended)
        {
            Sender.Tell(new QueueProtocol.Refused(stop.How, $"the queue has ended ({_queue.EndState})"));
            Release();
            return;
        }

        Journal(stop, s =>
        {
            _held = false;
            Sender.Tell(new QueueProtocol.Accepted(s.How));
            if (s.How != "at-completion")
                EndRuns(s);
            else
                EndReferencesInExtraction(s);
            if (_queue.Delay is not null)
                EndDelay("cut by a stop");
            else
                Advance();
        });
    }

    private void EndRuns(QueueStopRequested stop)
    {
        _launching = null;
        var ending = stop.How switch
        {
            "quick" => new RunEnding("aborted", stop.Why, EndsQueue: false, PostEquilibration: false, StopsAll: true),
            "abort" => new RunEnding("aborted", stop.Why, EndsQueue: false, PostEquilibration: false),
            "fail" => new RunEnding("failed", stop.Why, EndsQueue: false, PostEquilibration: true),
            _ => new RunEnding("canceled", stop.Why, EndsQueue: false, PostEquilibration: true),
        };
        foreach (var run in _runs.Values)
            run.Tell(new RunProtocol.End(ending, stop.By));
    }

    /// <summary>
    /// What measures is let finish, and so is the gas of a sample that is being extracted behind it; a blank or air behind it would only keep
    /// people waiting.
    /// </summary>
    private void EndReferencesInExtraction(QueueStopRequested stop)
    {
        foreach (var row in _queue.InFlight.Skip(1).Select(_queue.Row).Where(row => row.Spec.AnalysisType != "unknown"))
            _runs.GetValueOrDefault(row.RunUuid)?.Tell(new RunProtocol.EndUnlessMeasuring(stop.Why, stop.By));
    }

    // The run that is being aborted by a person's word, whose word, and since when; what is lost with the actor is only who is told.
    private (IActorRef Run, string By, DateTimeOffset At)? _aborting;

    /// <summary>The run that was launched first is the one that is furthest.</summary>
    private IActorRef? Furthest() => _queue.InFlight.Select(id => _runs.GetValueOrDefault(_queue.Row(id).RunUuid)).FirstOrDefault(r => r is not null);

    private void AbortRun(QueueProtocol.AbortRun abort)
    {
        if (Furthest() is not { } run)
        {
            Sender.Tell(new QueueProtocol.Refused("abort run", "no run is in flight"));
            return;
        }

        // The run of whoever was second would be the next one, which nobody has looked at.
        if (_aborting is { } first && first.Run.Equals(run))
        {
            Sender.Tell(new QueueProtocol.Refused("abort run", Invariant($"it was asked for by {first.By} at {first.At:HH:mm:ss} already")));
            return;
        }

        _aborting = (run, abort.By, Now);
        run.Tell(new RunProtocol.End(new RunEnding("aborted", abort.Why, EndsQueue: false, PostEquilibration: false), abort.By));
        Sender.Tell(new QueueProtocol.Accepted("abort run"));
    }

    private void TruncateRun(QueueProtocol.TruncateRun truncate)
    {
        if (Furthest() is not { } run)
        {
            Sender.Tell(new QueueProtocol.Refused("truncate", "no run is in flight"));
            return;
        }

        run.Forward(new RunProtocol.Truncate(truncate.Quick, truncate.By));
    }
}
