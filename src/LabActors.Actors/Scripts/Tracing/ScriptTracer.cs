using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Actors.Time;
using LabActors.Core.Problems;
using LabActors.Core.Scripts;

namespace LabActors.Actors.Scripts.Tracing;

/// <summary>
/// Traces and checks scripts one after another in one Python process, which is replaced when a script has spoilt it.
/// A script that was checked with the same context and laboratory is not run again, so a queue of many like rows costs
/// little. Not for laboratory scripts: nothing that a traced script asks for is done.
/// </summary>
public sealed class ScriptTracer(PythonRuntime python) : IDisposable
{
    private static readonly JsonElement True = JsonElement.Parse("true");
    private readonly PythonProcesses processes = new(python, RealClockHolds.Instance);
    private readonly SemaphoreSlim turn = new(1);
    private readonly Dictionary<string, (ScriptEnvironment Environment, ScriptTraceResult Result)> known = [];
    private Process? process;

    /// <summary>Runs a script once and says what it would do.</summary>
    public async Task<ScriptTraceResult> RunAsync(ScriptTraceRequest request, CancellationToken ct = default)
    {
        await turn.WaitAsync(ct);
        try
        {
            return (await PassAsync(request, ImmutableDictionary<QuerySite, int>.Empty, ct)).Result!;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>
    /// Runs a script as often as it takes to see both sides of each query, within bounds, and collects what is wrong.
    /// Commands and duration are those of the first pass. An error that only an unlikely answer brings about, and that
    /// is not one of names, calls or syntax, is a warning.
    /// </summary>
    public async Task<ScriptTraceResult> CheckAsync(ScriptTraceRequest request, CancellationToken ct = default)
    {
        await turn.WaitAsync(ct);
        try
        {
            var key = Key(request);
            if (known.TryGetValue(key, out var before) && before.Environment.Equals(request.Environment))
                return before.Result;
            var result = await ExploreAsync(request, ct);
            known[key] = (request.Environment, result);
            return result;
        }
        finally
        {
            turn.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        process?.Dispose();
        turn.Dispose();
    }

    private async Task<ScriptTraceResult> ExploreAsync(ScriptTraceRequest request, CancellationToken ct)
    {
        var todo = new Queue<(ScriptTraceRequest Request, ImmutableDictionary<QuerySite, int> Chosen)>();
        var tried = new HashSet<(QuerySite, int)>();
        var problems = new List<Problem>();
        ScriptTraceResult? first = null;
        var passes = 0;
        todo.Enqueue((request, ImmutableDictionary<QuerySite, int>.Empty));
        if (request.Script.Text.Contains("testing_syntax", StringComparison.Ordinal))
            todo.Enqueue((request with { Context = request.Context.With("testing_syntax", True) }, ImmutableDictionary<QuerySite, int>.Empty));
        while (passes < request.MostPasses && todo.TryDequeue(out var next))
        {
            var pass = await PassAsync(next.Request, next.Chosen, ct);
            passes++;
            first ??= pass.Result!;
            problems.AddRange(passes == 1 ? pass.Result!.Problems : pass.Result!.Problems.Select(Unlikely));

            // a script that did not end by itself would only spend the time limit again
            if (process is not { IsFit: true })
                break;
            foreach (var (site, answers) in pass.Sites)
                for (var choice = 1; choice < answers; choice++)
                    if (!next.Chosen.ContainsKey(site) && tried.Add((site, choice)))
                        todo.Enqueue((next.Request, next.Chosen.SetItem(site, choice)));
        }

        var each = problems.GroupBy(p => (p.File, p.Line, p.Message)).Select(g => g.OrderByDescending(p => p.Severity).First());
        return first! with { Problems = [.. each], Passes = passes };
    }

    private static Problem Unlikely(Problem problem)
    {
        string[] certain = ["NameError", "TypeError", "AttributeError", "SyntaxError", "IndentationError", "TabError", "GosubError", "IntervalError", "MainError"];
        return problem.Field.Length > 0 || certain.Any(c => problem.Message.StartsWith(c, StringComparison.Ordinal))
            ? problem
            : problem with { Severity = ProblemSeverity.Warning };
    }

    private async Task<TracePass> PassAsync(
        ScriptTraceRequest request, ImmutableDictionary<QuerySite, int> chosen, CancellationToken ct)
    {
        var launch = new ScriptLaunch(request.Script, request.Context, request.Files)
        {
            Legacy = request.Legacy,
            Uv = request.Environment.Uv,
            Limits = new ScriptLimits { Computing = request.TimeLimit },
        };
        var pass = new TracePass(request, launch, chosen);
        if (process is not { IsFit: true })
        {
            process?.Dispose();
            process = new Process(processes, launch.Limits);
        }

        await process.RunAsync(pass, HostReply.Start(launch), request.TimeLimit, ct);
        return pass;
    }

    private static string Key(ScriptTraceRequest request)
    {
        var context = request.Context;
        return string.Join(
            '\n',
            request.Script.Kind,
            request.Script.Path,
            request.Script.Hash,
            request.Files.Root,
            request.Legacy,
            JsonSerializer.Serialize(context.Variables),
            JsonSerializer.Serialize(context.Mx),
            JsonSerializer.Serialize(context.Ex),
            JsonSerializer.Serialize(request.Answers.OrderBy(a => a.Key, StringComparer.Ordinal).ToDictionary()));
    }

    /// <summary>One Python process and the pass that it serves at the moment.</summary>
    private sealed class Process : IDisposable
    {
        private readonly IPythonProcess python;
        private readonly Lock gate = new();
        private TracePass? pass;
        private TaskCompletionSource? done;
        private bool started;

        public Process(PythonProcesses processes, ScriptLimits limits) => python = processes.Create("trace", limits, Take);

        public bool IsFit { get; private set; } = true;

        public async Task RunAsync(TracePass next, ReadOnlyMemory<byte> start, TimeSpan limit, CancellationToken ct)
        {
            var over = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            lock (gate)
                (pass, done) = (next, over);
            if (started)
                python.Send(start);
            else
                python.Start(start);
            started = true;

            // the host stops a script that only computes and names its line; this is for one that never ends its loop of commands
            await using var timer = new Timer(
                _ => python.Kill($"it did not end within {limit.TotalSeconds:0.#} s"), null, limit + TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
            await using var cancel = ct.Register(() => python.Kill("the trace was canceled"));
            await over.Task;
            ct.ThrowIfCancellationRequested();
        }

        public void Dispose() => python.Dispose();

        private void Take(HostMessage message)
        {
            TracePass? current;
            lock (gate)
                current = pass;
            if (message is HostMessage.Exited || (message is HostMessage.Ended ended && ended.Outcome == "stuck"))
                IsFit = false;
            if (current is null)
                return;
            if (current.Take(message) is { } reply)
                python.Send(reply);
            if (current.Result is null)
                return;
            TaskCompletionSource? over;
            lock (gate)
            {
                over = done;
                pass = null;
            }

            over?.TrySetResult();
        }
    }
}
