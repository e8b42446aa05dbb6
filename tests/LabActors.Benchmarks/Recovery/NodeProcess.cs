using System.Diagnostics;
using System.Globalization;
using System.Runtime;
using Akka.Actor;
using LabActors.Actors.Persistence;
using LabActors.Actors.Time;
using LabActors.Benchmarks.Execution;
using LabActors.Journal.Reading;
using LabActors.Node;

namespace LabActors.Benchmarks.Recovery;

/// <summary>
/// A node in a process of its own, on a folder with <c>scripts</c> and <c>data</c>, until it is killed. Tells on standard output when it has started and, where the journal
/// holds a run in flight, when that run goes on: real time, processor time and time of the just-in-time compiler since the process began, ms.
/// </summary>
internal static class NodeProcess
{
    /// <summary>The word for a node that answers.</summary>
    public const string Started = "started";

    /// <summary>The word for the first event of a run.</summary>
    public const string Running = "running";

    public static async Task<int> RunAsync(string folder)
    {
        var data = Path.Combine(folder, "data");
        var options = await BenchmarkLaboratory.OptionsAsync(Path.Combine(folder, "scripts"), data) with { Pace = ClockPace.Real };
        var node = await LabNode.StartAsync(options);
        Tell(Started);
        var reader = new JournalReader(node.Journal);
        var begun = await reader.LastOrdering();
        var goesOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        node.System.ActorOf(Props.Create(() => new Listener(goesOn)));
        var ended = node.WhenEndedAsync("Argus");
        if ((await node.ExecutionAsync("Argus")).Running)
        {
            if (!await HasRunAsync(reader, begun))
                await goesOn.Task;
            Tell(Running);
        }

        await Task.WhenAll(ended, Task.Delay(Timeout.Infinite));
        return 0;
    }

    /// <summary>A run that went on before anybody listened stands behind the start of the node.</summary>
    private static async Task<bool> HasRunAsync(JournalReader reader, long last)
    {
        await foreach (var row in reader.ReadFrom(Math.Max(0, last - 50)))
        {
            if (row.PersistenceId.StartsWith("run-", StringComparison.Ordinal) && row.WrittenAt > DateTimeOffset.UtcNow - (DateTime.Now - Process.GetCurrentProcess().StartTime))
                return true;
        }

        return false;
    }

    private static void Tell(string what)
    {
        using var process = Process.GetCurrentProcess();
        System.Console.WriteLine(string.Create(
            CultureInfo.InvariantCulture, $"{what} {(DateTime.Now - process.StartTime).TotalMilliseconds:0} {process.TotalProcessorTime.TotalMilliseconds:0} {JitInfo.GetCompilationTime().TotalMilliseconds:0}"));
    }

    private sealed class Listener : ReceiveActor
    {
        public Listener(TaskCompletionSource goesOn) =>
            Receive<JournaledEvent>(e =>
            {
                if (e.PersistenceId.StartsWith("run-", StringComparison.Ordinal) && e.PersistenceId != "run-registry")
                    goesOn.TrySetResult();
            });

        protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(JournaledEvent));
    }
}
