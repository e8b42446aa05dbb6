using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Execution.Commands;
using LabActors.Actors.Instruments;
using LabActors.Actors.Scripts;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Journal.Events;
using LabActors.Core.Scripts;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Execution;

/// <summary>The run's scripts and the commands they ask for.</summary>
public sealed partial class RunActor
{
    private readonly HashSet<ScriptKind> _over = [];
    private readonly HashSet<ScriptKind> _stopped = [];

    // Series that a script does not wait for (sniff with block=False).
    private readonly HashSet<IActorRef> _background = [];

    private void StartScript(ScriptKind kind) => StartScript(kind, _loaded!.Context(_order, kind));

    private void StartScript(ScriptKind kind, Core.Scripts.ScriptContext context)
    {
        var document = _loaded!.Documents[kind];
        var launch = new ScriptLaunch(document, context, _services.Scripts)
        {
            Limits = _services.ScriptLimits,
            Uv = _order.Device?.Kind == Core.Labs.ExtractionDeviceKind.Uv,
        };
        var script = Context.ActorOf(ScriptActor.Props(launch, _services.Processes), $"script-{kind.Folder()}");
        WatchFor(script, new ScriptProtocol.ScriptEnded(kind, ScriptOutcome.Killed, "the script's actor died", 0, document.Path));
        _scripts[kind] = script;
    }

    private void HostStarted(ScriptProtocol.ScriptStarted started)
    {
        if (_run.HasStarted(started.Kind.Folder()))
        {
            Write([new ScriptResumed(Now, started.Kind.Folder(), _run.Scripts[started.Kind.Folder()].Commands.Count, started.PythonVersion)]);
            return;
        }

        var document = _loaded!.Documents[started.Kind];
        var context = _loaded.Context(_order, started.Kind).Variables.ToImmutableDictionary();
        Write([new ScriptStarted(Now, started.Kind.Folder(), document.Path, started.TextHash, document.Text, started.PythonVersion, context)]);
    }

    /// <summary>Intent: the command is in the journal before anything comes of it.</summary>
    private void Requested(ScriptProtocol.CommandRequested request)
    {
        var kind = request.Kind.Folder();
        // A command that crossed the stop of its script is not begun: it could switch a laser on behind the safe state.
        if (!_run.IsRunning(kind) || _stopped.Contains(request.Kind) || Replayed(request))
            return;
        var intent = new CommandRequested(Now, kind, request.Seq, request.Name, request.Args, request.Line, request.Depth, request.File);
        ImmutableArray<IJournalEvent> facts = request.Child is { } child && !_run.ChildScripts.Contains(child.Hash)
            ? [new ChildScriptRead(Now, kind, child.Path, child.Hash, child.Text), intent]
            : [intent];
        var passesPointOfNoReturn = !_run.PastPointOfNoReturn && CommandCatalog.Find(request.Name)?.HasPhysicalEffect == true;
        if (passesPointOfNoReturn)
            facts = facts.Add(new PointOfNoReturnPassed(Now, kind, request.Seq, request.Name));
        Write(facts, () =>
        {
            if (passesPointOfNoReturn)
                Context.Parent.Tell(new RunProtocol.PassedPointOfNoReturn(_order.RunUuid));
            Carry(new CommandProtocol.CommandKey(request.Kind, request.Seq), intent, request.Suggested);
        });
    }

    private void Carry(CommandProtocol.CommandKey key, CommandRequested intent, System.Text.Json.JsonElement? suggested)
    {
        if (suggested is { } known)
            Answer(key, known, []);
        else
            Carry(new CommandCall(key, intent, _run, _services, _order.Instrument, Now));
    }

    private void Carry(CommandCall call)
    {
        var (key, intent) = (call.Key, call.Request);
        switch (CommandPlans.Of(call))
        {
            case CommandPlan.Answer answer:
                Answer(key, answer.Result, answer.Facts);
                break;
            case CommandPlan.Refuse refuse:
                Refuse(key, refuse.Reason);
                break;
            case CommandPlan.EndRun end:
                WriteSoon([new CommandFailed(Now, intent.Kind, intent.Seq, end.Ending.Cause)]);
                _scripts[key.Kind].Tell(new ScriptProtocol.CancelScript(end.Ending.Cause));
                BeginEnding(end.Ending, intent.Kind);
                break;
            case CommandPlan.ChangeCounts change:
                foreach (var child in _commands.Values)
                    child.Tell(new CollectorProtocol.ChangeCounts(change.Counts));
                Answer(key, Json.Null, []);
                break;
            case CommandPlan.StartPostEquilibration start:
                if ((StartPostEquilibration() || PumpsFor(call)) && start.Block)
                    _waitsForPostEquilibration = key;
                else
                    Answer(key, Json.Null, []);
                break;
            case CommandPlan.StartRecorder start:
                StartRecorder(start);
                Answer(key, Json.Null, []);
                break;
            case CommandPlan.StopRecorder stop:
                StopRecorder(stop.Name);
                Answer(key, Json.Null, []);
                break;
            case CommandPlan.SetRecorderPeriod set:
                _recorderPeriods[set.Name] = set.Period;
                Answer(key, Json.Null, []);
                break;
            case CommandPlan.Child child:
                if (child.Tests is { } tests)
                    _tests[tests.Series] = tests;
                var actor = Context.ActorOf(child.Props, $"{intent.Name}-{intent.Kind}-{intent.Seq}");
                WatchFor(actor, new CommandChildDied(key, actor));
                _commands[key] = actor;
                if (intent.Name == "equilibrate")
                    _equilibrations.Add(actor);
                break;
        }
    }

    /// <summary>The script goes on at once; the outcome is written with its next intent.</summary>
    private void Answer(CommandProtocol.CommandKey key, System.Text.Json.JsonElement result, ImmutableArray<IJournalEvent> facts, bool simulated = false)
    {
        WriteSoon(facts.Add(new CommandCompleted(Now, key.Kind.Folder(), key.Seq, result, simulated)));
        Reply(key, new ScriptProtocol.Answer(key.Seq, result));
    }

    private void Refuse(CommandProtocol.CommandKey key, string reason)
    {
        WriteSoon([new CommandFailed(Now, key.Kind.Folder(), key.Seq, reason)]);
        Reply(key, new ScriptProtocol.Fail(key.Seq, reason));
    }

    private void CommandFinished(CommandProtocol.Finished finished)
    {
        if (!_commands.Remove(finished.Command))
        {
            WriteSoon(finished.Facts);
            return;
        }

        if (_run.Scripts[finished.Command.Kind.Folder()].Open.GetValueOrDefault(finished.Command.Seq)?.Name is "sniff" or "measure_equilibration")
            _background.Add(Sender);
        Answer(finished.Command, finished.Result, finished.Facts, finished.Simulated);
    }

    private void CommandGaveUp(CommandProtocol.GaveUp gaveUp)
    {
        var pending = _commands.Remove(gaveUp.Command);
        WriteSoon(gaveUp.Facts);
        if (pending)
            Refuse(gaveUp.Command, gaveUp.Reason);

        // What a post script cannot do is its own failure: the measurement that goes on beside it, or is over, stands.
        if (gaveUp.Ending is { } ending && gaveUp.Command.Kind is ScriptKind.Extraction or ScriptKind.Measurement)
            BeginEnding(ending, gaveUp.Command.Kind.Folder());
    }

    private void CommandDied(CommandProtocol.CommandKey key, IActorRef child)
    {
        _equilibrations.Remove(child);
        _background.Remove(child);
        if (!_commands.Remove(key))
            return;
        var reason = $"the actor of command {key.Seq} of {key.Kind.Folder()} died";
        Refuse(key, reason);
        BeginEnding(new RunEnding("failed", reason, EndsQueue: true, PostEquilibration: true), "supervisor");
    }

    private void CalledBack(ScriptProtocol.CallBackResult result)
    {
        if (PlaysOn(result.Kind))
            return;
        var ended = Came(result.Kind, result.Value, result.Error);
        if (IsOfAction(result))
        {
            ActionEnded(result.Error ?? "", ended);
        }
        else
        {
            WriteSoon(ended);
            CallBackTarget(result)?.Tell(result);
        }
    }

    private void FactsHeard(CommandProtocol.Facts heard)
    {
        var acquisition = Sender;
        Write(heard.Events, () =>
        {
            foreach (var begun in heard.Events.OfType<MeasurementEvents.SeriesStarted>())
                BeforeCount(acquisition, begun.Series, Taken(acquisition) + 1, isOver: false, () => { });
        });
    }

    private IActorRef? CallBackTarget(ScriptProtocol.CallBackResult result) =>
        _commands.Where(c => c.Key.Kind == result.Kind).MaxBy(c => c.Key.Seq).Value;

    private void Reading(CollectorProtocol.ReadingRead reading)
    {
        if (!TakesReadings(reading))
            return;
        var acquisition = Sender;
        Write(
            [new MeasurementEvents.ReadingTaken(reading.At, reading.Series, reading.Count, reading.Intensities, reading.Quality, reading.Simulated)],
            () =>
            {
                _taken[acquisition] = Taken(acquisition) + 1;
                BeforeCount(
                    acquisition,
                    reading.Series,
                    Taken(acquisition) + 1,
                    reading.IsLast,
                    () => acquisition.Tell(new CollectorProtocol.ReadingJournaled(reading.Series, reading.Count)));
            });
    }

    private void HostEnded(ScriptProtocol.ScriptEnded ended)
    {
        var kind = ended.Kind.Folder();
        if (!_over.Add(ended.Kind))
            return;
        EndedShort(ended);
        StopCommands(ended.Kind);
        if (ended.Kind == ScriptKind.Extraction)
            StopRecorders();
        var outcome = ended.Outcome.ToString().ToLowerInvariant();
        var finished = new ScriptFinished(Now, kind, outcome, ended.Error ?? "", ended.Line, ended.File);
        ImmutableArray<IJournalEvent> facts = _run.HasStarted(kind) ? [finished] : [];
        Write(facts, () => Write(ended.Kind == ScriptKind.Measurement ? [.. StoppedSeries()] : [], () => ScriptOver(ended)));
    }

    private IEnumerable<IJournalEvent> StoppedSeries() => _run.Measurement.OpenSeries.Values
        .Select(s => new MeasurementEvents.SeriesEnded(Now, s.Series, "stopped", _run.Measurement.Counted.GetValueOrDefault(s.Series)));

    private static string? FailureOf(ScriptProtocol.ScriptEnded ended)
    {
        var where = ended.Line > 0 ? $"{ended.File}:{ended.Line}: " : "";
        return ended.Outcome == ScriptOutcome.Completed ? null : $"{ended.Kind.Folder()} script: {where}{ended.Error ?? "stopped"}";
    }

    private void ScriptOver(ScriptProtocol.ScriptEnded ended)
    {
        var failure = FailureOf(ended);
        if (ended.Kind == ScriptKind.PostEquilibration)
        {
            PostEquilibrationOver(failure);
        }
        else if (_ending is not null)
        {
            ContinueEnding();
        }
        else if (failure is null)
        {
            var step = ended.Kind == ScriptKind.PostMeasurement ? "post-measurement" : ended.Kind.Folder();
            Write([new StepEnded(Now, step, "done", "")], () => StepDone(ended.Kind));
        }
        else if (ended.Kind == ScriptKind.PostMeasurement)
        {
            HoldQueue(failure);
        }
        else
        {
            Fail(failure);
        }
    }

    /// <summary>
    /// The measurement is good and saved as what it is; but the spectrometer may not be pumped, so the run is made safe, flagged with the cause, and no
    /// further inlet opens.
    /// </summary>
    private void HoldQueue(string cause) => BeginEnding(
        new RunEnding(_run.Truncated ? "truncated" : "success", cause, EndsQueue: true, PostEquilibration: true), "run");

    /// <summary>Stops the children of a script's commands; an equilibration goes on to close its inlet.</summary>
    private void StopCommands(ScriptKind kind)
    {
        foreach (var (key, child) in _commands.Where(c => c.Key.Kind == kind).ToArray())
        {
            _commands.Remove(key);
            if (!_equilibrations.Contains(child))
                Context.Stop(child);
        }

        if (kind != ScriptKind.Measurement)
            return;
        foreach (var series in _background)
            Context.Stop(series);
        _background.Clear();
    }
}
