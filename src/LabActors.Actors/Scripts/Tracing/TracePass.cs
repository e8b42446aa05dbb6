using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Durations;
using LabActors.Core.Problems;
using LabActors.Core.Scripts;
using static LabActors.Actors.Scripts.ScriptProtocol;

namespace LabActors.Actors.Scripts.Tracing;

/// <summary>One run of a script without effects: answers each message of the process and keeps what it saw.</summary>
internal sealed class TracePass(ScriptTraceRequest request, ScriptLaunch launch, ImmutableDictionary<QuerySite, int> chosen)
{
    private const int MostCallBacks = 10_000;
    private readonly ScriptCalls calls = new(launch);
    private readonly TraceClock clock = new(request.Environment.Timings);
    private readonly TraceAnswers answers = new(request, chosen);
    private readonly ImmutableArray<TracedCommand>.Builder commands = ImmutableArray.CreateBuilder<TracedCommand>();
    private readonly List<Problem> problems = [];
    private readonly ImmutableArray<string>.Builder output = ImmutableArray.CreateBuilder<string>();
    private readonly Stack<WaitFor> waiting = new();
    private readonly string extractDevice = launch.Context.Variables.GetValueOrDefault("extract_device") is { ValueKind: JsonValueKind.String } device
        ? device.GetString()!
        : "";

    // the texts that the script may call commands of, by file, and those of them that did
    private readonly Dictionary<string, ScriptText> texts = new() { [launch.Script.Path] = new ScriptText(launch.Script.Hash, launch.Script.Text) };
    private readonly HashSet<string> files = [launch.Script.Path];

    private HostMessage.Stuck? stuck;
    private (int Line, string File) last = (0, launch.Script.Path);

    /// <summary>The places that asked something.</summary>
    public IReadOnlyDictionary<QuerySite, int> Sites => answers.Sites;

    /// <summary>Set when the pass is over.</summary>
    public ScriptTraceResult? Result { get; private set; }

    /// <summary>Takes one message; returns what the process is to be sent, or null.</summary>
    public ReadOnlyMemory<byte>? Take(HostMessage message)
    {
        switch (message)
        {
            case HostMessage.Called called:
                return OnCall(called);
            case HostMessage.CalledBack result:
                return OnCalledBack(result);
            case HostMessage.Output lines:
                output.AddRange(lines.Lines);
                return null;
            case HostMessage.Stuck place:
                stuck = place;
                return null;
            case HostMessage.Ended ended:
                OnEnd(ended);
                return null;
            case HostMessage.Exited exited:
                Finish(false, stuck is null ? exited.Reason : Endless(), stuck?.Line ?? last.Line, stuck?.File ?? last.File);
                return null;
            default:
                return null;
        }
    }

    private ReadOnlyMemory<byte> OnCall(HostMessage.Called called)
    {
        last = (called.Line, called.File);
        files.Add(called.File);
        if (called.Name != "gosub_end")
            commands.Add(new TracedCommand(commands.Count + 1, called.Name, called.Positional, called.Keywords, called.Line, called.Depth, called.File));
        if (commands.Count > request.MostCommands)
            return HostReply.Raise(called.Seq, "CommandError", $"the trace ends here: the script called more than {request.MostCommands} commands");
        var call = calls.Prepare(called);
        if (call.Error is { } error)
            return Raise(called, call.Exception, error);
        if (request.Environment.Refuse(call.Command!, call.Request.Args, extractDevice) is { } refusal)
            problems.Add(new Problem(called.File, called.Line, 0, refusal, Field: called.Name));
        if (called.Name == "gosub_end" && clock.LeaveChild() is { } open)
            return Raise(called, "IntervalError", $"begin_interval in line {open} of '{call.Request.Arg("name")}' has no complete_interval");
        var elapsed = clock.Perform(call.Request, out var failure);
        if (failure is { } raised)
            return Raise(called, raised.Exception, raised.Message);
        if (call.Child is { } child)
        {
            texts[child.Path] = new ScriptText(child.Hash, child.Text);
            clock.EnterChild();
            return HostReply.Child(called.Seq, child, call.ChildKind);
        }

        if (called.Name is "waitfor" or "safe_while" && WaitFor.Of(call.Request) is { } wait && !request.Answers.ContainsKey(called.Name))
        {
            waiting.Push(wait);
            return wait.Ask();
        }

        return HostReply.Value(called.Seq, answers.To(call.Request, elapsed));
    }

    private ReadOnlyMemory<byte> OnCalledBack(HostMessage.CalledBack result)
    {
        var wait = waiting.Peek();
        if (result.Error is not null || wait.IsOver(result.Value) || wait.Calls > MostCallBacks)
        {
            waiting.Pop();
            return result.Error is { } error
                ? HostReply.Raise(wait.Seq, "CommandError", error)
                : wait.Calls > MostCallBacks
                    ? HostReply.Raise(wait.Seq, "CommandError", $"the trace ends here: {MostCallBacks} calls did not end the wait")
                    : HostReply.Value(wait.Seq, default);
        }

        clock.Pass(wait.Period);
        return wait.Ask();
    }

    private ReadOnlyMemory<byte> Raise(HostMessage.Called called, string exception, string message)
    {
        problems.Add(new Problem(called.File, called.Line, 0, message, Field: called.Name));
        return HostReply.Raise(called.Seq, exception, message);
    }

    private void OnEnd(HostMessage.Ended ended)
    {
        switch (ended.Outcome)
        {
            case "completed" when clock.OpenInterval() is { } line:
                Fail($"IntervalError: begin_interval in line {line} has no complete_interval", line, launch.Script.Path);
                break;
            case "completed":
                Finish(true, null, 0, "");
                break;
            case "canceled":
                Finish(false, $"canceled: {ended.Error}", ended.Line, ended.File, canceled: true);
                break;
            case "stuck":
                Fail(Endless(), ended.Line, ended.File);
                break;
            default:
                var error = ScriptErrors.Describe(ended.Error!, launch.Script.Kind, ended.Callers);

                // an error that a command raised is told already, under the command's name
                if (problems.Exists(p => p.Line == ended.Line && p.File == ended.File && ended.Error!.EndsWith(p.Message, StringComparison.Ordinal)))
                    Finish(false, error, ended.Line, ended.File);
                else
                    Fail(error, ended.Line, ended.File);
                break;
        }
    }

    private string Endless() => $"it computed for more than {launch.Limits.Computing.TotalSeconds:0.#} s without calling a command";

    private void Fail(string error, int line, string file)
    {
        problems.Add(new Problem(file, line, 0, error));
        Finish(false, error, line, file);
    }

    private void Finish(bool completed, string? error, int line, string file, bool canceled = false)
    {
        if (error is not null && !canceled && problems.Count == 0)
            problems.Add(new Problem(file, line, 0, error));
        Result ??= new ScriptTraceResult(
            commands.ToImmutable(), completed, canceled, error, line, file, clock.Now, [.. problems], output.ToImmutable(), 1)
        {
            Times = clock.Times,
            Texts = [.. files.Where(texts.ContainsKey).Select(f => texts[f])],
        };
    }
}
