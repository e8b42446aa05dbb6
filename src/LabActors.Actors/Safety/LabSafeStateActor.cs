using System.Collections.Immutable;
using Akka.Actor;
using Akka.Event;
using LabActors.Actors.Execution;
using LabActors.Actors.Lab;
using LabActors.Actors.Persistence;
using LabActors.Core.Journal;
using LabActors.Core.Safety;
using static LabActors.Actors.Safety.SafetyProtocol;
using static LabActors.Core.Journal.Events.SafetyEvents;

namespace LabActors.Actors.Safety;

/// <summary>
/// Carries a safe state of the laboratory, or a quick stop, to its end: ends the executions of every instrument, takes the built-in steps again when
/// nothing runs any more, runs the laboratory's own script, and says what came of it. One at a time; who asks while one is under way hears its end, and a quick
/// stop makes one of it. Persistent as <c>safety</c>; one that a stop of the node cut off is made again from its beginning. Lives as long as its laboratory.
/// </summary>
public sealed class LabSafeStateActor : JournaledActor, IWithTimers
{
    /// <summary>The persistence id.</summary>
    public const string Id = "safety";

    private const string Quick = "quick-stop";

    // An executor that was just being started again has not heard.
    private static readonly TimeSpan AskAgain = TimeSpan.FromSeconds(5);
    private readonly SafetyParts _parts;
    private readonly SafetySettings _settings;
    private readonly HashSet<IActorRef> _askers = [];
    private SafetyProgress _safety = SafetyProgress.Idle;
    private ImmutableHashSet<string> _busy = [];
    private string _unended = "";
    private Stage _stage = Stage.Idle;
    private int _atOnce;
    private int _passes;
    private IActorRef _script = ActorRefs.Nobody;

    /// <summary>See <see cref="Props"/>.</summary>
    public LabSafeStateActor(SafetyParts parts, SafetySettings settings)
        : base(Id)
    {
        (_parts, _settings) = (parts, settings);
        Applies<IJournalEvent>(e => _safety = _safety.Apply(e));
        Command<MakeSafe>(m => Begin("safe-state", m.EndRuns, m.By, m.Why, Sender));
        Command<QuickStop>(q => Begin(Quick, "quick", q.By, q.Why, Sender));
        Command<SafeLabActor.Made>(StepsTaken);
        Command<ExecutorProtocol.IsIdle>(Idle);
        Command<AskExecutors>(_ => Ask());
        Command<RunsTakeTooLong>(_ => GoOnWithoutRuns());
        Command<SafeScriptActor.Ended>(ScriptEnded);
        Command<ScriptDied>(_ => ScriptEnded(new SafeScriptActor.Ended("", "failed", "the script's actor died")));
    }

    private enum Stage
    {
        Idle,
        EndingRuns,
        Steps,
        Script,
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>The safe states of a laboratory.</summary>
    public static Props Props(SafetyParts parts, SafetySettings settings) => Akka.Actor.Props.Create(() => new LabSafeStateActor(parts, settings));

    /// <inheritdoc/>
    protected override void OnRecovered()
    {
        if (_safety.Open is not { } open)
            return;
        Journal(
            new SafeStateEnded(Now, open.Id, Safe: false, "the node stopped before it was done; it is made again"),
            _ => Context.Parent.Tell(open.Kind == Quick ? new QuickStop(open.By, open.Why) : new MakeSafe(open.By, open.Why, open.EndRuns)));
    }

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.StoppingStrategy;

    private void Begin(string kind, string endRuns, string by, string why, IActorRef asker)
    {
        _askers.Add(asker);
        _atOnce++;
        if (_safety.Open is not { } open)
        {
            _unended = "";
            Journal(new SafeStateRequested(Now, _safety.NextId, kind, endRuns, by, why), _ => EndRuns());
        }
        else if (kind == Quick && open.Kind != Quick)
        {
            Journal(new SafeStateRequested(Now, open.Id, kind, endRuns, by, why), _ => Escalate());
        }
    }

    private void EndRuns()
    {
        _stage = Stage.EndingRuns;
        _busy = [.. _parts.Instruments.Keys];
        Timers.StartPeriodicTimer("ask", AskExecutors.Instance, AskAgain);
        Timers.StartSingleTimer("limit", RunsTakeTooLong.Instance, _settings.RunEndLimit);
        Ask();
    }

    private void Escalate()
    {
        if (_stage == Stage.Script)
            _script.Tell(new SafeScriptActor.Stop("a quick stop"));
        else if (_stage == Stage.EndingRuns)
            Ask();
    }

    private void Ask()
    {
        if (_safety.Open is not { } open)
            return;
        foreach (var instrument in _busy)
            _parts.Instruments[instrument].Tell(new ExecutorProtocol.StopAll(open.EndRuns, open.By, open.Why));
    }

    private void Idle(ExecutorProtocol.IsIdle idle)
    {
        _busy = _busy.Remove(idle.Instrument);
        TakeStepsIfReady();
    }

    private void GoOnWithoutRuns()
    {
        if (_busy.IsEmpty)
            return;
        _unended = $"runs of {string.Join(", ", _busy.Order(StringComparer.Ordinal))} had not ended after {_settings.RunEndLimit}";
        _busy = [];
        TakeStepsIfReady();
    }

    private void TakeStepsIfReady()
    {
        if (_stage != Stage.EndingRuns || !_busy.IsEmpty || _atOnce > 0)
            return;
        Timers.Cancel("ask");
        Timers.Cancel("limit");
        TakeSteps();
    }

    private void TakeSteps()
    {
        _stage = Stage.Steps;
        var open = _safety.Open!;
        Context.ActorOf(SafeLabActor.Props(_parts.AtRest($"safety-{open.Id}-{_passes++}", open.Why, valves: open.Kind != Quick)));
    }

    private void StepsTaken(SafeLabActor.Made made)
    {
        var last = _stage == Stage.Steps && Sender.Path.Parent.Equals(Self.Path);
        _atOnce = Math.Max(0, last ? _atOnce : _atOnce - 1);
        if (_safety.Open is not { } open)
            return;
        if (!last && _stage is not Stage.EndingRuns)
        {
            // Asked again while the last steps are taken or the script runs: told like the others, and what follows is decided by those.
            return;
        }

        Journal(new SafeStepsTaken(Now, open.Id, last ? "runs ended" : "at once", made.Steps), _ =>
        {
            if (last)
                StartScript();
            else
                TakeStepsIfReady();
        });
    }

    private void StartScript()
    {
        // Whose commands it may use is an instrument's: a node without one has no script.
        var script = _parts.Own.SafeState.Script;
        if (script.Length == 0 || _safety.Open!.Kind == Quick || _parts.Instruments.IsEmpty)
        {
            End();
            return;
        }

        _stage = Stage.Script;
        var instrument = _parts.Instruments.Keys.Order(StringComparer.Ordinal).First();
        var services = _parts.Services with { Spectrometer = _parts.Instruments[instrument] };
        var order = new SafeScriptActor.Order($"safe-script-{_safety.Open.Id}", script, instrument, services, _settings.ScriptLimit);
        _script = Context.ActorOf(SafeScriptActor.Props(order), order.Id);
        WatchFor(_script, ScriptDied.Instance);
    }

    private void ScriptEnded(SafeScriptActor.Ended ended)
    {
        if (_stage != Stage.Script)
            return;
        NoLongerWatch(_script);
        var open = _safety.Open!;
        Journal(new SafeScriptEnded(Now, open.Id, _parts.Own.SafeState.Script, $"safe-script-{open.Id}", ended.Outcome, ended.Error), _ =>
        {
            // A script that a quick stop cut off has left things half way.
            if (open.Kind == Quick)
                TakeSteps();
            else
                End();
        });
    }

    private void End()
    {
        _stage = Stage.Idle;
        var steps = _safety.Steps?.Steps ?? [];
        Journal(_safety.End(Now, _unended), ended =>
        {
            if (ended.Safe)
                Log.Info("The laboratory is safe (safe state {Id})", ended.Id);
            else
                Log.Error("THE LABORATORY IS NOT SAFE (safe state {Id}): {Summary}", ended.Id, ended.Summary);
            foreach (var instrument in _parts.Instruments.Values)
                instrument.Tell(ExecutorProtocol.MayStart.Instance);
            foreach (var asker in _askers)
                asker.Tell(new MadeSafe(ended.Id, ended.Safe, steps, ended.Summary));
            _askers.Clear();
        });
    }

    private sealed record AskExecutors
    {
        public static readonly AskExecutors Instance = new();
    }

    private sealed record RunsTakeTooLong
    {
        public static readonly RunsTakeTooLong Instance = new();
    }

    private sealed record ScriptDied
    {
        public static readonly ScriptDied Instance = new();
    }
}
