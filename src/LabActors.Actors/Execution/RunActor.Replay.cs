using System.Collections.Immutable;
using System.Text.Json;
using Akka.Actor;
using LabActors.Actors.Execution.Commands;
using LabActors.Actors.Scripts;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Recovery;
using LabActors.Core.Scripts;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Actors.Execution;

/// <summary>
/// A script that runs again is answered from the record until the record ends. The command that was in flight is then carried out by its class (<see cref="CommandResumes"/>), and what follows is
/// new. A script that asks for something else than before is stopped: nothing of it is done.
/// </summary>
public sealed partial class RunActor
{
    private static readonly ImmutableHashSet<string> OfRecorders =
        ["start_response_recorder", "stop_response_recorder", "set_response_recorder_period", "start_cryo_recorder", "stop_cryo_recorder"];

    private readonly Dictionary<ScriptKind, ScriptReplay> _replays = [];
    private readonly Dictionary<CommandProtocol.CommandKey, Playing> _playing = [];

    // Outcomes of commands that came before the script, running again, had asked for them.
    private readonly Dictionary<CommandProtocol.CommandKey, object> _early = [];

    // Scripts whose file is no longer what ran: run against the record only to say where they part.
    private readonly HashSet<ScriptKind> _changed = [];
    private bool _toldTruncated;

    // The call of an action was made before the outage, and is made again from the record.
    private bool _recalled;

    private bool IsReplaying(ScriptKind kind) => _replays.TryGetValue(kind, out var replay) && !replay.IsOver;

    private void ResumeScript(ScriptKind kind)
    {
        var progress = _run.Scripts[kind.Folder()];
        var context = _loaded!.Context(_order, kind);
        if (_loaded.Documents[kind].Hash == progress.Started.Sha256)
            context = context with { Variables = progress.Started.Context.ToImmutableSortedDictionary(StringComparer.Ordinal) };
        else
            _changed.Add(kind);
        _replays[kind] = new ScriptReplay(progress.Commands);
        StartScript(kind, context);
    }

    /// <summary>True when the request is one of the record's, or not to be answered at all; false when it is new.</summary>
    private bool Replayed(ScriptProtocol.CommandRequested request)
    {
        if (!_replays.TryGetValue(request.Kind, out var replay))
            return false;
        var (next, record, divergence) = replay.Meet(request.Seq, request.Name, request.Args);
        if (divergence is not null)
        {
            Diverge(request.Kind, divergence);
            return true;
        }

        if (_changed.Contains(request.Kind) && (record is null || record.IsOpen))
        {
            Diverge(request.Kind, new Divergence(request.Seq, record?.Request.Name ?? "nothing", $"{request.Name}; no recorded command differs"));
            return true;
        }

        if (record is null)
        {
            _replays.Remove(request.Kind);
            return false;
        }

        _replays[request.Kind] = next;
        var key = new CommandProtocol.CommandKey(request.Kind, request.Seq);
        _playing[key] = new Playing(record.Request.Seq, request.Suggested);
        PlayNext(key);
        return true;
    }

    /// <summary>The calls that were made inside a command are made again, one after another; then it is answered, or gone on with.</summary>
    private void PlayNext(CommandProtocol.CommandKey key)
    {
        var (playing, record) = (_playing[key], RecordOf(key));
        var step = ReplayStep.Of(record, playing.Next);
        if (step is ReplayStep.Call call)
        {
            playing.Next++;
            Send(key.Kind, call.Made);
            return;
        }

        _playing.Remove(key);
        TellTruncated(key);
        switch (step)
        {
            case ReplayStep.Answer answer:
                if (OfRecorders.Contains(record.Request.Name))
                    Record(key, record);
                _scripts[key.Kind].Tell(new ScriptProtocol.Answer(key.Seq, answer.Result));
                break;
            case ReplayStep.Fail fail:
                _scripts[key.Kind].Tell(new ScriptProtocol.Fail(key.Seq, fail.Reason));
                break;
            case ReplayStep.GoOn { Unfinished: var unfinished }:
                _recalled = unfinished is not null && CommandResumes.Of(record.Request.Name) == CommandResume.Measure;
                CarryAgain(key, record, playing.Suggested);
                if (unfinished is not null)
                    Send(key.Kind, unfinished);
                break;
        }
    }

    private CommandRecord RecordOf(CommandProtocol.CommandKey key) => _run.Scripts[key.Kind.Folder()].Commands[key.Seq];

    /// <summary>The script sees that the run was truncated from the answer on from which it saw it before.</summary>
    private void TellTruncated(CommandProtocol.CommandKey key)
    {
        if (_toldTruncated || key.Kind != ScriptKind.Measurement || _run.Scripts[key.Kind.Folder()].TruncatedDuring is not { } during || during > key.Seq)
            return;
        _toldTruncated = true;
        _scripts[key.Kind].Tell(new ScriptProtocol.SetLive("truncated", Json.Of(true)));
    }

    /// <summary>Recorders live in the run's memory only: they are started and stopped as they were.</summary>
    private void Record(CommandProtocol.CommandKey key, CommandRecord record)
    {
        switch (CommandPlans.Of(Again(key, record)))
        {
            case CommandPlan.StartRecorder start:
                StartRecorder(start);
                break;
            case CommandPlan.StopRecorder stop:
                StopRecorder(stop.Name);
                break;
            case CommandPlan.SetRecorderPeriod set:
                _recorderPeriods[set.Name] = set.Period;
                break;
        }
    }

    private CommandCall Again(CommandProtocol.CommandKey key, CommandRecord record) =>
        new(key, record.Request, _run, _services, _order.Instrument, record.Request.At) { Resumed = record, Outage = _outage };

    /// <summary>The command that was in flight.</summary>
    private void CarryAgain(CommandProtocol.CommandKey key, CommandRecord record, JsonElement? suggested)
    {
        if (_early.Remove(key, out var reply))
        {
            _scripts[key.Kind].Tell(reply);
            return;
        }

        // An equilibration has gone on already.
        if (_commands.ContainsKey(key))
            return;
        if (suggested is { } known)
        {
            Answer(key, known, []);
            return;
        }

        if (!_run.PastPointOfNoReturn && CommandCatalog.Find(record.Request.Name)?.HasPhysicalEffect == true)
        {
            Write([new PointOfNoReturnPassed(Now, record.Request.Kind, record.Request.Seq, record.Request.Name)], () =>
            {
                Context.Parent.Tell(new RunProtocol.PassedPointOfNoReturn(_order.RunUuid));
                CarryAgain(key, RecordOf(key), suggested);
            });
            return;
        }

        if (CommandResumes.Of(record.Request.Name) == CommandResume.Decide)
            Decide(key, record);
        else
            Carry(Again(key, record));
    }

    /// <summary>The script waits for the pump-out that it asked for, or for which the inlet closed while it waited.</summary>
    private bool PumpsFor(CommandCall call) =>
        call.Resumed is { } record && _run.IsRunning(PostEquilibration) && _run.Scripts[PostEquilibration].Started.At >= record.Request.At;

    private void Reply(CommandProtocol.CommandKey key, object answer)
    {
        if (!_scripts.TryGetValue(key.Kind, out var script) || (_replays.TryGetValue(key.Kind, out var replay) && replay.Last < key.Seq))
            _early[key] = answer;
        else
            script.Tell(answer);
    }

    /// <summary>Calls a function of a script, or runs a piece of script, inside its pending command: journaled first, so that a resume makes the same call.</summary>
    private void CallBack(CommandProtocol.CommandKey key, long handle, ImmutableArray<JsonElement> arguments, string snippet)
    {
        var made = new CallBackMade(Now, key.Kind.Folder(), key.Seq, handle, arguments, snippet);
        Write([made], () => Send(key.Kind, made));
    }

    private void Send(ScriptKind kind, CallBackMade call) => _scripts[kind].Tell(
        call.Snippet.Length > 0 ? new ScriptProtocol.RunSnippet(call.Snippet) : new ScriptProtocol.CallBack(call.Handle, call.Arguments));

    private CommandProtocol.CommandKey PendingOf(ScriptKind kind) => new(kind, _run.Scripts[kind.Folder()].Open.Keys.Max());

    /// <summary>True when a call of the record has come back, and the next is made.</summary>
    private bool PlaysOn(ScriptKind kind)
    {
        if (_playing.Keys.Where(k => k.Kind == kind).MaxBy(k => k.Seq) is not { } key)
            return false;
        PlayNext(key);
        return true;
    }

    /// <summary>A call has come back.</summary>
    private ImmutableArray<IJournalEvent> Came(ScriptKind kind, JsonElement value, string? error)
    {
        var waits = _run.Scripts.GetValueOrDefault(kind.Folder())?.Commands.Values
            .Where(r => r.IsOpen && r.CallBacks is [.., { Ended: null }]).MaxBy(r => r.Request.Seq);
        return waits is null
            ? []
            : [new CallBackEnded(Now, kind.Folder(), waits.Request.Seq, value.ValueKind == JsonValueKind.Undefined ? Json.Null : value, error ?? "")];
    }

    private void CameBack(ScriptKind kind, JsonElement value, string? error)
    {
        if (PlaysOn(kind))
            return;
        var ended = Came(kind, value, error);
        if (kind == ScriptKind.Measurement && _action is not null)
            ActionEnded(error ?? "", ended);
        else
            WriteSoon(ended);
    }

    private void Diverge(ScriptKind kind, Divergence divergence)
    {
        _replays.Remove(kind);
        _stopped.Add(kind);
        var file = _changed.Contains(kind) ? $"the file of the {kind.Folder()} script has changed" : $"the {kind.Folder()} script did not do again what it had done";
        var why = $"not resumed: {file}; command {divergence.Seq} was {divergence.Recorded} and is {divergence.Came}";
        _scripts[kind].Tell(new ScriptProtocol.CancelScript(why));
        StopCommands(kind);
        Write([new ScriptDiverged(Now, kind.Folder(), divergence.Seq, divergence.Recorded, divergence.Came)], () => NotResumed(why));
    }

    /// <summary>A script that ends before its record does has diverged too.</summary>
    private void EndedShort(ScriptProtocol.ScriptEnded ended)
    {
        if (_stopped.Contains(ended.Kind) || !_replays.Remove(ended.Kind, out var replay) || replay.Missing is not { } missing)
            return;
        _replays[ended.Kind] = replay;
        Diverge(ended.Kind, new Divergence(missing.Seq, missing.Name, $"the end of the script ({ended.Error ?? ended.Outcome.ToString()})"));
    }

    private sealed class Playing(long seq, JsonElement? suggested)
    {
        public long Seq => seq;

        public JsonElement? Suggested => suggested;

        public int Next { get; set; }
    }
}
