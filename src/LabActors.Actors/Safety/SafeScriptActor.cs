using System.Collections.Immutable;
using System.Text.Json;
using Akka.Actor;
using LabActors.Actors.Execution;
using LabActors.Actors.Execution.Commands;
using LabActors.Actors.Persistence;
using LabActors.Actors.Scripts;
using LabActors.Actors.Time;
using LabActors.Core.Execution;
using LabActors.Core.Journal;
using LabActors.Core.Problems;
using LabActors.Core.Runs;
using LabActors.Core.Scripts;
using static LabActors.Core.Journal.Events.RunEvents;
using ScriptContext = LabActors.Core.Scripts.ScriptContext;

namespace LabActors.Actors.Safety;

/// <summary>
/// Runs the laboratory's own safe script, an extraction script, once. Owns its process and the children that carry out its commands; journals start, commands (intent, then
/// outcome) and end under its own id, as a run does. A command that cannot be done raises in the script, which may go on. Nothing is resumed: it begins only when it
/// has no journal yet. Tells its parent <see cref="Ended"/> and dies when the parent stops it or it has told.
/// </summary>
public sealed class SafeScriptActor : JournaledActor, IWithTimers
{
    private const ScriptKind Kind = ScriptKind.Extraction;
    private readonly Order _order;
    private readonly Dictionary<CommandProtocol.CommandKey, IActorRef> _commands = [];
    private RunProgress _run;
    private ScriptDocument? _document;
    private IActorRef _script = ActorRefs.Nobody;

    /// <summary>See <see cref="Props"/>.</summary>
    public SafeScriptActor(Order order)
        : base(order.Id)
    {
        _order = order;

        // Commands are planned with a run; this script has none, so it stands in for one.
        _run = RunProgress.Empty with
        {
            Started = new RunStarted(Now, order.Id, "", "safe state", 0, -1, order.Instrument, "", new RunSpec(), false, false, false, ""),
        };
        Applies<IJournalEvent>(e => _run = _run.Apply(e));
        Command<Loaded>(Start);
        Command<Status.Failure>(f => End("failed", $"the script could not be read: {f.Cause.Message}"));
        Command<Stop>(s => _script.Tell(new ScriptProtocol.CancelScript(s.Why)));
        Command<ScriptProtocol.ScriptStarted>(HostStarted);
        Command<ScriptProtocol.CommandRequested>(Requested);
        Command<ScriptProtocol.Printed>(p => Journal(new RunNoted(Now, "info", string.Join('\n', p.Lines))));
        Command<ScriptProtocol.CallBackResult>(r => _commands.Where(c => c.Key.Kind == r.Kind).MaxBy(c => c.Key.Seq).Value?.Tell(r));
        Command<ScriptProtocol.ScriptEnded>(HostEnded);
        Command<CommandProtocol.Facts>(f => JournalAll(f.Events));
        Command<CommandProtocol.Finished>(f => Settle(f.Command, f.Facts, () => Answer(f.Command, f.Result, f.Simulated)));
        Command<CommandProtocol.GaveUp>(g => Settle(g.Command, g.Facts, () => Refuse(g.Command, g.Reason)));
        Command<WaitForActor.CallScriptBack>(c => _script.Tell(c.Call));
        Command<RunProtocol.EndQueueAfterThis>(e => Journal(new RunNoted(Now, "warning", e.Why)));
        Command<CommandDied>(d => Settle(d.Key, [], () => Refuse(d.Key, $"the actor of command {d.Key.Seq} died")));
    }

    /// <inheritdoc/>
    public ITimerScheduler Timers { get; set; } = null!;

    /// <summary>Runs a safe script.</summary>
    public static Props Props(Order order) => Akka.Actor.Props.Create(() => new SafeScriptActor(order));

    /// <inheritdoc/>
    protected override void OnRecovered()
    {
        if (_run.Scripts.IsEmpty)
            Clock.Holds.PipeTo(Load(_order), $"the safe script {_order.Script}", Self);
        else
            End("killed", "the node stopped while it ran");
    }

    /// <inheritdoc/>
    protected override SupervisorStrategy SupervisorStrategy() => Akka.Actor.SupervisorStrategy.StoppingStrategy;

    private static Task<Loaded> Load(Order order) => Task.Run(() =>
    {
        var problems = new List<Problem>();
        return new Loaded(order.Services.Scripts.Load(Kind, order.Script, order.Instrument, problems), [.. problems.Where(p => p.IsError)]);
    });

    private void Start(Loaded loaded)
    {
        if (loaded.Document is not { } document || loaded.Problems.Length > 0)
        {
            End("failed", string.Join("; ", loaded.Problems));
            return;
        }

        _document = document;
        var launch = new ScriptLaunch(document, Variables(document), _order.Services.Scripts) { Limits = _order.Services.ScriptLimits };
        _script = Context.ActorOf(ScriptActor.Props(launch, _order.Services.Processes), "script");
        WatchFor(_script, new ScriptProtocol.ScriptEnded(Kind, ScriptOutcome.Killed, "the script's actor died", 0, document.Path));
        Timers.StartSingleTimer("limit", new Stop($"it took longer than {_order.Limit}"), _order.Limit);
    }

    private static ScriptContext Variables(ScriptDocument document) =>
        ScriptContext.For(Kind, ImmutableDictionary<string, object?>.Empty, document.Metadata);

    private void HostStarted(ScriptProtocol.ScriptStarted started) => Journal(new ScriptStarted(
        Now, Kind.Folder(), _document!.Path, started.TextHash, _document.Text, started.PythonVersion, Variables(_document).Variables.ToImmutableDictionary()));

    private void Requested(ScriptProtocol.CommandRequested request)
    {
        if (!_run.IsRunning(Kind.Folder()))
            return;
        var intent = new CommandRequested(Now, Kind.Folder(), request.Seq, request.Name, request.Args, request.Line, request.Depth, request.File);
        ImmutableArray<IJournalEvent> facts = request.Child is { } child && !_run.ChildScripts.Contains(child.Hash)
            ? [new ChildScriptRead(Now, Kind.Folder(), child.Path, child.Hash, child.Text), intent]
            : [intent];
        JournalAll(facts, () => Carry(new CommandProtocol.CommandKey(request.Kind, request.Seq), intent, request.Suggested));
    }

    private void Carry(CommandProtocol.CommandKey key, CommandRequested intent, JsonElement? suggested)
    {
        if (suggested is { } known)
        {
            Answer(key, known);
            return;
        }

        switch (CommandPlans.Of(new CommandCall(key, intent, _run, _order.Services, _order.Services.Lab.Instruments.First(i => i.Name == _order.Instrument), Now)))
        {
            case CommandPlan.Answer answer:
                JournalAll(answer.Facts, () => Answer(key, answer.Result));
                break;
            case CommandPlan.Refuse refuse:
                Refuse(key, refuse.Reason);
                break;
            case CommandPlan.EndRun end:
                Journal(new CommandFailed(Now, intent.Kind, intent.Seq, end.Ending.Cause), _ => _script.Tell(new ScriptProtocol.CancelScript(end.Ending.Cause)));
                break;
            case CommandPlan.Child child:
                var actor = Context.ActorOf(child.Props, $"{intent.Name}-{intent.Seq}");
                WatchFor(actor, new CommandDied(key));
                _commands[key] = actor;
                break;
            default:
                Refuse(key, $"{intent.Name} belongs to a run, and this is the laboratory's safe script");
                break;
        }
    }

    private void Settle(CommandProtocol.CommandKey key, ImmutableArray<IJournalEvent> facts, Action settle)
    {
        if (_commands.Remove(key))
            JournalAll(facts, settle);
    }

    private void Answer(CommandProtocol.CommandKey key, JsonElement result, bool simulated = false) => Journal(
        new CommandCompleted(Now, Kind.Folder(), key.Seq, result, simulated), _ => _script.Tell(new ScriptProtocol.Answer(key.Seq, result)));

    private void Refuse(CommandProtocol.CommandKey key, string reason) => Journal(
        new CommandFailed(Now, Kind.Folder(), key.Seq, reason), _ => _script.Tell(new ScriptProtocol.Fail(key.Seq, reason)));

    private void HostEnded(ScriptProtocol.ScriptEnded ended)
    {
        foreach (var command in _commands.Values)
            Context.Stop(command);
        _commands.Clear();
        var outcome = ended.Outcome.ToString().ToLowerInvariant();
        var finished = new ScriptFinished(Now, Kind.Folder(), outcome, ended.Error ?? "", ended.Line, ended.File);
        JournalAll(_run.HasStarted(Kind.Folder()) ? [finished] : [], () => End(outcome, ended.Line > 0 ? $"{ended.File}:{ended.Line}: {ended.Error}" : ended.Error ?? ""));
    }

    private void End(string outcome, string error)
    {
        Context.Parent.Tell(new Ended(_order.Id, outcome, error));
        Context.Stop(Self);
    }

    /// <summary>What to run.</summary>
    /// <param name="Id">Its persistence id, new for every time.</param>
    /// <param name="Script">Name of an extraction script.</param>
    /// <param name="Instrument">Whose commands it may use; its prefix is tried for the file's name.</param>
    /// <param name="Services">With the spectrometer of that instrument.</param>
    public sealed record Order(string Id, string Script, string Instrument, RunServices Services, TimeSpan Limit);

    /// <summary>Ends the script before its time.</summary>
    public sealed record Stop(string Why);

    /// <summary>To the parent: how it ended.</summary>
    public sealed record Ended(string Id, string Outcome, string Error);

    private sealed record Loaded(ScriptDocument? Document, ImmutableArray<Problem> Problems);

    private sealed record CommandDied(CommandProtocol.CommandKey Key);
}
