using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Instruments;
using LabActors.Actors.Scripts;
using LabActors.Actors.Time;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Scripts;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Execution;

/// <summary>
/// How a run is ended before its own end: its scripts are stopped, its queue makes the safe state, both post scripts run as the
/// table of docs/architecture.md says, each at most once, and all that was measured is saved.
/// </summary>
public sealed partial class RunActor
{
    private const double QuickRatio = 0.25;
    private RunEnding? _ending;
    private bool _safe;

    private void Fail(string cause) =>
        BeginEnding(new RunEnding("failed", cause, EndsQueue: true, PostEquilibration: true), "run");

    private void BeginEnding(RunEnding ending, string by)
    {
        if (_end is not null || _run.Ended is not null)
            return;
        if (_ending is not null)
        {
            if (ending.StopsAll && !_ending.StopsAll)
                StopPostScripts(ending, by);
            return;
        }

        _ending = ending;
        Undecided();
        StopRecorders();
        Timers.Cancel("pumping");
        Timers.Cancel("overlap");
        Write([new InterventionRequested(Now, Verb(ending.State), by, ending.Cause, ending)], () =>
        {
            StopScripts(ending);
            StopSyn(ending.Cause, () => { });
            AskSafeState(ending);
        });
    }

    private void AskSafeState(RunEnding ending) => Context.Parent.Tell(
        new RunProtocol.WantsSafeState(_order.RunUuid, InletsToClose(), _run.HoldsLine, _run.HoldsSpectrometer, ending.Cause));

    /// <summary>The run is being ended already, and what that still has to do is given up.</summary>
    private void StopPostScripts(RunEnding ending, string by)
    {
        _ending = _ending! with { StopsAll = true };
        Write([new InterventionRequested(Now, "quick-stop", by, ending.Cause)], () =>
        {
            StopScripts(_ending);
            ContinueEnding();
        });
    }

    private static string Verb(string state) => state switch
    {
        "canceled" => "cancel",
        "aborted" => "abort",
        "interrupted" => "interrupt",
        "success" or "truncated" => "hold-queue",
        _ => "fail",
    };

    private ImmutableArray<string> InletsToClose() => _run.HoldsSpectrometer
        ? [.. _run.Measurement.OpenInlets.Append(_order.Instrument.Inlet).Where(v => v.Length > 0).Distinct()]
        : [];

    /// <summary>The post-measurement script goes on if it runs; so does the pump-out, except in an abort.</summary>
    private void StopScripts(RunEnding ending)
    {
        foreach (var (kind, script) in _scripts)
        {
            if (!Stops(ending, kind))
                continue;
            _stopped.Add(kind);
            script.Tell(new ScriptProtocol.CancelScript(ending.Cause));
            StopCommands(kind);
        }

        // The safe state closes the inlet; an equilibration that went on could open it after that.
        foreach (var equilibration in _equilibrations)
            Context.Stop(equilibration);
        _equilibrations.Clear();
    }

    private static bool Stops(RunEnding ending, ScriptKind kind) =>
        ending.StopsAll || kind is ScriptKind.Extraction or ScriptKind.Measurement || (kind == ScriptKind.PostEquilibration && ending.State == "aborted");

    private void SafeStateMade(RunProtocol.SafeStateMade made)
    {
        _safe = true;
        ImmutableArray<IJournalEvent> facts = [new SafeStateReached(Now, made.Steps)];
        var inlets = made.Steps.Where(s => s.What.StartsWith("inlet", StringComparison.Ordinal)).ToArray();
        if (_run.Measurement.OpenInlets is { IsEmpty: false } open && inlets.All(s => s.Done))
            facts = facts.Add(new MeasurementEvents.InletClosed(Now, open, inlets.Any(s => s.Simulated)));
        Write(facts, ContinueEnding);
    }

    /// <summary>The next thing that the ending needs; called after each thing that it waited for.</summary>
    private void ContinueEnding()
    {
        var acquiring = _acquiring && !_ending!.StopsAll;
        if (!_safe || _end is not null || _run.Ended is not null || acquiring || _scripts.Keys.Any(k => !_over.Contains(k)))
            return;
        if (!_run.PastPointOfNoReturn || _ending!.StopsAll)
        {
            EndEarly();
        }
        else if (_loaded is null)
        {
            Clock.Holds.PipeTo(LoadScripts(), $"scripts of {_order.RunId}", Self);
        }
        else if (_ending!.PostEquilibration && Due(ScriptKind.PostEquilibration) && _run.LineFreedAt is null && MayHave(_run.HoldsLine))
        {
            WithLease(_run.HoldsLine, _order.LineResources, ScriptKind.PostEquilibration);
        }
        else if (Due(ScriptKind.PostMeasurement) && _run.Steps.GetValueOrDefault("post-measurement") is null && MayHave(_run.HoldsSpectrometer))
        {
            WithLease(_run.HoldsSpectrometer, [_order.SpectrometerResource], ScriptKind.PostMeasurement);
        }
        else
        {
            EndEarly();
        }
    }

    private bool Due(ScriptKind kind) => _loaded!.Documents.ContainsKey(kind) && !_run.HasStarted(kind.Folder()) && !_scripts.ContainsKey(kind);

    /// <summary>A run that had to give way asks for no further lease.</summary>
    private bool MayHave(bool held) => held || !_givesWay;

    private void WithLease(bool held, IEnumerable<string> resources, ScriptKind kind)
    {
        if (held)
            StartScript(kind);
        else
            Acquire(resources, $"{kind.Folder()} after the run was ended");
    }

    private void EndEarly()
    {
        ImmutableArray<IJournalEvent> facts = _run.Step.Length > 0 && !_run.Steps.ContainsKey(_run.Step)
            ? [new StepEnded(Now, _run.Step, _ending!.State is "failed" or "success" or "truncated" ? "failed" : "stopped", _ending.Cause)]
            : [];
        Write(facts, () => End(_ending!.State, _ending.Cause));
    }

    private void Truncate(RunProtocol.Truncate truncate)
    {
        var asker = Sender;
        if (_ending is not null || _run.Measurement.OpenSeries.IsEmpty)
        {
            Note("warning", $"truncate by {truncate.By} was refused: nothing is being measured");
            asker.Tell(new QueueProtocol.Refused("truncate", "nothing is being measured"));
            return;
        }

        if (_run.Measurement.Truncation is { } first)
        {
            asker.Tell(new QueueProtocol.Refused("truncate", $"what is measured was truncated by {first} already"));
            return;
        }

        ImmutableArray<IJournalEvent> facts = [new InterventionRequested(Now, truncate.Quick ? "truncate-quick" : "truncate", truncate.By, "")];
        if (truncate.Quick)
            facts = facts.Add(new MeasurementEvents.CountsAbbreviated(Now, QuickRatio, $"quick truncate by {truncate.By}"));
        Write(facts, () =>
        {
            foreach (var child in _commands.Values)
                child.Tell(new CollectorProtocol.Truncate(truncate.By));
            if (_scripts.TryGetValue(ScriptKind.Measurement, out var script))
                script.Tell(new ScriptProtocol.SetLive("truncated", Json.Of(true)));
            asker.Tell(new QueueProtocol.Accepted("truncate"));
        });
    }

    private void EndUnlessMeasuring(RunProtocol.EndUnlessMeasuring end)
    {
        if (_run.Measurement.OpenInlets.IsEmpty && !_run.Measurement.Equilibrated)
            BeginEnding(new RunEnding("canceled", end.Why, EndsQueue: false, PostEquilibration: true), end.By);
    }
}
