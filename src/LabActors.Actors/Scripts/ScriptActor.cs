using System.Collections.Immutable;
using System.Text.Json;
using Akka.Actor;
using Akka.Event;
using LabActors.Core.Scripts;
using static LabActors.Actors.Scripts.ScriptProtocol;

namespace LabActors.Actors.Scripts;

/// <summary>
/// Owns one CPython process that runs one script of one run. Receives the run's answers, cancels, call-backs and
/// snippets, and the process's requests; sends the run what <see cref="ScriptProtocol"/> names. Persists nothing: the
/// run journals commands and answers. Stops itself after <see cref="ScriptEnded"/>; when it is stopped before, it kills
/// its process and says nothing.
/// </summary>
public sealed class ScriptActor : ReceiveActor
{
    private readonly ScriptLaunch launch;
    private readonly IPythonProcess process;
    private readonly ILoggingAdapter log = Context.GetLogger();
    private readonly Stack<PreparedCall> pending = new();
    private ImmutableDictionary<string, JsonElement> live = ImmutableDictionary<string, JsonElement>.Empty;
    private string? canceled;
    private HostMessage.Stuck? stuck;
    private int lastLine;

    /// <summary>Makes the actor; see <see cref="Props"/>.</summary>
    public ScriptActor(ScriptLaunch launch, IPythonProcesses processes)
    {
        this.launch = launch;
        var calls = new ScriptCalls(launch);
        var self = Self;
        process = processes.Create(
            $"{launch.Script.Kind.Folder()} '{launch.Script.Name}' of {Context.Parent.Path.Name}",
            launch.Limits,
            message => self.Tell(message is HostMessage.Called call ? calls.Prepare(call) : message));

        Receive<PreparedCall>(Request);
        Receive<Answer>(OnAnswer);
        Receive<Fail>(OnFail);
        Receive<HostMessage.Ready>(ready => Context.Parent.Tell(new ScriptStarted(launch.Script.Kind, ready.PythonVersion, launch.Script.Hash)));
        Receive<HostMessage.Output>(output => Context.Parent.Tell(new Printed(launch.Script.Kind, output.Lines)));
        Receive<HostMessage.CalledBack>(result => Context.Parent.Tell(new CallBackResult(launch.Script.Kind, result.Handle, result.Value, result.Error)));
        Receive<HostMessage.SnippetRun>(result => Context.Parent.Tell(new SnippetEnded(launch.Script.Kind, result.Error)));
        Receive<HostMessage.Stuck>(where => stuck = where);
        Receive<HostMessage.Ended>(ended => End(Outcome(ended)));
        Receive<HostMessage.Exited>(exited => End(Outcome(exited)));
        Receive<CancelScript>(Cancel);
        Receive<CallBack>(call => WhilePending(call, HostReply.CallBack(call.Handle, call.Args)));
        Receive<RunSnippet>(snippet => WhilePending(snippet, HostReply.Snippet(snippet.Text)));
        Receive<SetLive>(value => live = live.SetItem(value.Name, value.Value));
    }

    /// <summary>Props of a script's actor, a child of its run.</summary>
    public static Props Props(ScriptLaunch launch, IPythonProcesses processes) =>
        Akka.Actor.Props.Create(() => new ScriptActor(launch, processes));

    /// <inheritdoc/>
    protected override void PreStart() => process.Start(HostReply.Start(launch));

    /// <inheritdoc/>
    protected override void PostStop() => process.Dispose();

    private void Request(PreparedCall call)
    {
        // a call that crossed the cancel is answered by it
        if (canceled is not null)
            return;
        lastLine = call.Request.Line;
        if (call.Error is { } error)
        {
            process.Send(HostReply.Raise(call.Request.Seq, call.Exception, error));
            return;
        }

        pending.Push(call);
        Context.Parent.Tell(call.Request);
    }

    private void OnAnswer(Answer answer)
    {
        if (Settle(answer.Seq) is not { } call)
            return;
        process.Send(call.Child is { } child
            ? HostReply.Child(answer.Seq, child, call.ChildKind)
            : HostReply.Value(answer.Seq, answer.Value, live));
        if (call.Child is null)
            live = live.Clear();
    }

    private void OnFail(Fail fail)
    {
        if (Settle(fail.Seq) is not null)
            process.Send(HostReply.Raise(fail.Seq, fail.Exception, fail.Message));
    }

    private PreparedCall? Settle(long seq)
    {
        if (pending.TryPeek(out var call) && call.Request.Seq == seq)
            return pending.Pop();
        log.Debug("{0}: an answer to command {1}, which is not the pending one", launch.Script.Name, seq);
        return null;
    }

    private void Cancel(CancelScript cancel)
    {
        if (canceled is not null)
            return;
        canceled = cancel.Reason;
        pending.Clear();
        process.Cancel(cancel.Reason, launch.Limits.Grace);
    }

    private void WhilePending(object message, ReadOnlyMemory<byte> line)
    {
        if (pending.Count > 0)
            process.Send(line);
        else if (canceled is null)
            log.Warning("{0}: {1} came while no command is pending, and is dropped", launch.Script.Name, message.GetType().Name);
    }

    private ScriptEnded Outcome(HostMessage.Ended ended) => ended.Outcome switch
    {
        "completed" => new ScriptEnded(launch.Script.Kind, ScriptOutcome.Completed, null, 0, ""),
        "canceled" => new ScriptEnded(launch.Script.Kind, ScriptOutcome.Canceled, ended.Error, ended.Line, ended.File),
        "stuck" => new ScriptEnded(launch.Script.Kind, ScriptOutcome.Killed, Endless(), ended.Line, ended.File),
        _ => new ScriptEnded(launch.Script.Kind, ScriptOutcome.Failed, ScriptErrors.Describe(ended.Error!, launch.Script.Kind, ended.Callers), ended.Line, ended.File),
    };

    private ScriptEnded Outcome(HostMessage.Exited exited)
    {
        var kind = launch.Script.Kind;
        if (stuck is { } place)
            return new ScriptEnded(kind, ScriptOutcome.Killed, Endless(), place.Line, place.File);
        var after = lastLine > 0 ? $", after the command in line {lastLine}" : "";
        if (canceled is not null)
            return new ScriptEnded(kind, ScriptOutcome.Killed, $"canceled: {canceled}; {exited.Reason}", lastLine, launch.Script.Path);
        return new ScriptEnded(kind, exited.Killed ? ScriptOutcome.Killed : ScriptOutcome.Failed, exited.Reason + after, lastLine, launch.Script.Path);
    }

    private string Endless() => $"it computed for more than {launch.Limits.Computing.TotalSeconds:0.#} s without calling a command";

    private void End(ScriptEnded ended)
    {
        Context.Parent.Tell(ended);
        Context.Stop(Self);
    }
}
