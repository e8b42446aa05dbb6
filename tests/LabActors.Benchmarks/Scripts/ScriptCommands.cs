using Akka.Actor;
using BenchmarkDotNet.Attributes;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Toolchains.InProcess.Emit;
using LabActors.Actors.Scripts;
using LabActors.Actors.Scripts.Tracing;
using LabActors.Actors.Time;
using LabActors.Core.Problems;
using LabActors.Core.Scripts;

namespace LabActors.Benchmarks.Scripts;

/// <summary>
/// What a script costs: from start to first command, 20,000 commands through the script actor and its parent (bounds
/// of the issue: 100 ms and 0.15 ms each), and the same traced without actors.
/// </summary>
[Config(typeof(ShortInProcess))]
public class ScriptCommands
{
    private const int Commands = 20_000;
    private ActorSystem system = null!;
    private PythonProcesses processes = null!;
    private DirectoryInfo folder = null!;
    private ScriptTracer tracer = null!;
    private ScriptLaunch one = null!;
    private ScriptLaunch many = null!;

    [GlobalSetup]
    public void Setup()
    {
        system = ActorSystem.Create("benchmark");
        var problems = new List<Problem>();
        var runtime = PythonRuntime.Find(problems) ?? throw new InvalidOperationException(string.Join("; ", problems));
        processes = new PythonProcesses(runtime, RealClockHolds.Instance);
        tracer = new ScriptTracer(runtime);
        folder = Directory.CreateTempSubdirectory("labactors-benchmark-");
        one = Launch("one", "def main():\n    info('first')\n");
        many = Launch("many", $"def main():\n    for i in range({Commands}):\n        open('A', description='inlet', ntries=i)\n");
    }

    [GlobalCleanup]
    public async Task Cleanup()
    {
        tracer.Dispose();
        await system.Terminate();
        folder.Delete(recursive: true);
    }

    [Benchmark(OperationsPerInvoke = Commands)]
    public async Task TracedCommand()
    {
        var traced = await tracer.RunAsync(new ScriptTraceRequest(many.Script, many.Context, many.Files));
        if (!traced.Completed)
            throw new InvalidOperationException(traced.Error);
    }

    [Benchmark]
    public Task StartToFirstCommand() => Run(one, untilFirst: true);

    [Benchmark(OperationsPerInvoke = Commands)]
    public Task CommandRoundTrip() => Run(many, untilFirst: false);

    private ScriptLaunch Launch(string name, string text)
    {
        var path = Path.Combine(folder.FullName, name + ".py");
        File.WriteAllText(path, text);
        var script = ScriptFiles.Read(ScriptKind.Extraction, name, path, [])!;
        return new ScriptLaunch(script, ScriptContext.For(script.Kind, new Dictionary<string, object?>()), new ScriptFiles(folder.FullName));
    }

    private Task Run(ScriptLaunch launch, bool untilFirst)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        system.ActorOf(Props.Create(() => new Parent(launch, processes, untilFirst, done)));
        return done.Task;
    }

    /// <summary>In this process: the figures are those of processes and mailboxes, which need no isolation.</summary>
    private sealed class ShortInProcess : ManualConfig
    {
        public ShortInProcess() =>
            AddJob(Job.Default.WithToolchain(InProcessEmitToolchain.Instance).WithWarmupCount(2).WithIterationCount(8));
    }

    private sealed class Parent : ReceiveActor
    {
        public Parent(ScriptLaunch launch, IPythonProcesses processes, bool untilFirst, TaskCompletionSource done)
        {
            var script = Context.ActorOf(ScriptActor.Props(launch, processes));
            Receive<ScriptProtocol.CommandRequested>(request =>
            {
                if (untilFirst)
                    done.TrySetResult();
                script.Tell(ScriptProtocol.Answer.None(request.Seq));
            });
            Receive<ScriptProtocol.ScriptEnded>(ended =>
            {
                if (ended.Outcome == ScriptOutcome.Completed)
                    done.TrySetResult();
                else
                    done.TrySetException(new InvalidOperationException(ended.Error));
                Context.Stop(Self);
            });
            ReceiveAny(_ => { });
        }
    }
}
