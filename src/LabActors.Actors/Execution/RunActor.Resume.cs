using System.Collections.Immutable;
using System.Text.Json;
using Akka.Actor;
using LabActors.Actors.Execution.Commands;
using LabActors.Actors.Instruments;
using LabActors.Actors.Leases;
using LabActors.Actors.Scripts;
using LabActors.Actors.Time;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Recovery;
using LabActors.Core.Scripts;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Execution;

/// <summary>
/// A run that was cut off by the death of its node goes on: <see cref="RunResumption"/> says where, and what follows are the same handlers as ever. Every remaining time is reckoned from
/// journaled instants, so that a run that lost no time ends as if nothing had happened.
/// </summary>
public sealed partial class RunActor
{
    // Not null until its scripts are read.
    private RunResumption? _resumption;
    private Outage _outage = Outage.None(default);

    private void Resume()
    {
        var resumption = RunResumption.Of(_run);
        _outage = _services.Outage is { } node && _lastAt <= node.From ? node with { To = Now } : Outage.None(Now);
        if (resumption.Point != RunPoint.LoadScripts)
            _resumption = resumption;
        if (_run.PastPointOfNoReturn)
            Context.Parent.Tell(new RunProtocol.PassedPointOfNoReturn(_order.RunUuid));
        Write([new RunResumed(Now, _outage.Away.TotalSeconds, resumption.Words(_run))], () =>
        {
            if (_resumption is null)
                ReadCircumstances(CircumstancesActor.AtStart);
            Clock.Holds.PipeTo(LoadScripts(), $"scripts of {_order.RunId}", Self);
        });
    }

    private void GoOn(RunResumption resumption, RunScripts scripts)
    {
        KnowNames(scripts);
        _safe = _run.SafeState is not null;
        foreach (var kind in _run.Scripts.Where(s => s.Value.Finished is not null).Select(s => ScriptKindNames.Parse(s.Key)).OfType<ScriptKind>())
            _over.Add(kind);
        var unread = resumption.Scripts.Where(k => !scripts.Documents.ContainsKey(k)).Select(k => k.Folder()).FirstOrDefault();
        Write([.. Killed(resumption)], () =>
        {
            if (_run.Syn is { Ended: { } over })
                ReleaseSyn(over.Reason);
            if (_run.Ending is { } ending)
                StopSyn(ending.Cause, () => { });
            if (_run.Ending is null && _run.LostLease.Length > 0)
                NotResumed(_run.LostLease);
            else if (_run.Ending is null && unread is not null)
                NotResumed($"its {unread} script is no longer there");
            else if (_run.Ending is null && _outage.MissingEvents > 0)
                NotResumed($"{_outage.MissingEvents} events are missing at the end of the journal, and what was done in them is not known");
            else
                GoOn(resumption);
        });
    }

    private void GoOn(RunResumption resumption)
    {
        GoOnWithInlets(resumption.Equilibrations, () => Judge(resumption, () => GoOnBeside(RunResumption.Of(_run))));
    }

    private void GoOnBeside(RunResumption resumption)
    {
        if (_run.Output is { } output && _run.HoldsLine)
            _unwaited.ExtractionDevice(_order.Device?.Name ?? "").Tell(new InstrumentProtocol.RecallOutput(output.Value, output.Units));
        foreach (var kind in resumption.Scripts.Where(k => _run.IsRunning(k.Folder())))
            ResumeScript(kind);
        foreach (var series in resumption.Background.Where(_ => _run.IsRunning(ScriptKind.Measurement.Folder())))
            GoOn(series);
        if (_run.IsRunning(ScriptKind.Extraction.Folder()))
            StartSyn();
        if (_run.LineFreedAt is not null)
        {
            _services.Leases.Tell(new LeaseProtocol.Release(_order.Holder, [.. _order.LineResources], "the line is free for the next run"));
            Context.Parent.Tell(new RunProtocol.LineIsFree(_order.RunUuid));
        }

        if (resumption.PostEquilibrationDue)
            StartPostEquilibration();
        else if (_run.Scripts.GetValueOrDefault(PostEquilibration)?.Finished is { Outcome: not "completed" } failed)
            Context.Parent.Tell(new RunProtocol.EndQueueAfterThis(_order.RunUuid, FailureOf(EndedAs(ScriptKind.PostEquilibration, failed))!));
        GoOnWithSteps(resumption);
    }

    private void GoOnWithSteps(RunResumption resumption)
    {
        switch (resumption.Point)
        {
            case RunPoint.WaitForLine:
                ImmutableArray<IJournalEvent> begins = _run.Step == "extraction" ? [] : [new StepStarted(Now, "extraction")];
                Write(begins, () => Acquire(_order.LineResources, "extraction"));
                break;
            case RunPoint.BeginExtraction:
                BeginExtraction();
                break;
            case RunPoint.WaitForSpectrometer:
                Acquire([_order.SpectrometerResource], "measurement");
                break;
            case RunPoint.ScriptOver:
                var ended = EndedAs(resumption.Script, _run.Scripts[resumption.Script.Folder()].Finished!);
                Write(resumption.Script == ScriptKind.Measurement ? [.. StoppedSeries()] : [], () => ScriptOver(ended));
                break;
            case RunPoint.StepOver:
                StepDone(resumption.Script);
                break;
            case RunPoint.BeginPostMeasurement:
                StartStep(ScriptKind.PostMeasurement, "post-measurement");
                break;
            case RunPoint.WaitToSave:
                _services.Leases.Tell(new LeaseProtocol.Release(_order.Holder, [_order.SpectrometerResource], "measured and pumped"));
                break;
            case RunPoint.Ending when _safe:
                ContinueEnding();
                return;
            case RunPoint.Ending:
                AskSafeState(_run.Ending!);
                return;
        }

        FreeLineIfDone();
        SaveIfDone();
    }

    /// <summary>Scripts that the ending of the run had stopped do not run again.</summary>
    private IEnumerable<IJournalEvent> Killed(RunResumption resumption)
    {
        if (_run.Ending is not { } ending)
            yield break;
        foreach (var kind in resumption.Scripts.Where(k => Stops(ending, k)))
        {
            _over.Add(kind);
            if (kind == ScriptKind.Measurement)
            {
                foreach (var series in StoppedSeries())
                    yield return series;
            }

            yield return new ScriptFinished(Now, kind.Folder(), "killed", "the node stopped", 0, _run.Scripts[kind.Folder()].Started.Path);
        }
    }

    private static ScriptProtocol.ScriptEnded EndedAs(ScriptKind kind, ScriptFinished finished) => new(
        kind, Enum.Parse<ScriptOutcome>(finished.Outcome, ignoreCase: true), finished.Error.Length > 0 ? finished.Error : null, finished.Line, finished.File);

    /// <summary>The run closes its inlet on time, whatever becomes of the script.</summary>
    private void GoOn(EquilibrationRecord equilibration)
    {
        var request = equilibration.Request;
        var key = new CommandProtocol.CommandKey(ScriptKindNames.Parse(request.Kind)!.Value, request.Seq);
        var call = new CommandCall(key, request, _run, _services, _order.Instrument, request.At) { Resumed = new CommandRecord(request), Outage = _outage };
        if (CommandPlans.Of(call) is not CommandPlan.Child child)
            return;
        var actor = Context.ActorOf(child.Props, $"{request.Name}-{request.Kind}-{request.Seq}");
        WatchFor(actor, new CommandChildDied(key, actor));
        _equilibrations.Add(actor);
        if (_run.Scripts[request.Kind] is not { Finished: null } script || !script.Open.ContainsKey(request.Seq))
            return;
        if (equilibration.Opened is null)
            _commands[key] = actor;
        else
            Answer(key, Json.Null, []);
    }

    /// <summary>A series that no command waits for.</summary>
    private void GoOn(MeasurementEvents.SeriesStarted series)
    {
        var acquisition = Context.ActorOf(
            AcquisitionActor.InBackground(series, _run, _services.Spectrometer, $"{_order.RunUuid}/background/{series.Series}", _outage), $"background-{series.Series}");
        _background.Add(acquisition);
    }

    /// <summary>A series has its actor again: the round of tests before its next count is made where it was not, and what it said is done where that is not known.</summary>
    private void SeriesGoesOn(CollectorProtocol.SeriesGoesOn on)
    {
        var (acquisition, series, count) = (Sender, on.Fact.Series, on.Taken + 1);
        _taken[acquisition] = on.Taken;
        Write([on.Fact], () =>
        {
            RestoreWhiff(series, count);
            if (_run.Conditionals.Tested == (AtCount, series, count))
                Recall(acquisition, series, count, on.IsOver, Go);
            else
                AskNow(series, count, () => BeforeCount(acquisition, series, count, on.IsOver, Go));
        });

        void Go()
        {
            if (on.Fact.Count > 0)
                acquisition.Tell(new CollectorProtocol.ReadingJournaled(series, on.Fact.Count));
        }
    }

    /// <summary>What cannot be resumed is started again by itself while nothing has been done, and else made safe and saved.</summary>
    private void NotResumed(string why)
    {
        if (!_run.PastPointOfNoReturn)
        {
            _ending = new RunEnding("interrupted", $"{why}; nothing had been done yet", EndsQueue: false, PostEquilibration: false);
            End(_ending.State, _ending.Cause);
            return;
        }

        // The processes of its scripts are gone, and so are the series they took; their ends are facts before anything else is.
        ImmutableArray<IJournalEvent> gone =
        [
            .. StoppedSeries(),
            .. _run.Scripts.Where(s => s.Value.Finished is null && ScriptKindNames.Parse(s.Key) is { } kind && !_scripts.ContainsKey(kind))
                .Select(s => new ScriptFinished(Now, s.Key, "killed", "the node stopped", 0, s.Value.Started.Path)),
        ];
        Write(gone, () => BeginEnding(new RunEnding("interrupted", why, EndsQueue: false, PostEquilibration: _run.LostLease.Length == 0), "recovery"));
    }
}
