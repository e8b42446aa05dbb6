using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using Akka.Actor;
using BenchmarkDotNet.Attributes;
using LabActors.Actors.Execution;
using LabActors.Actors.Persistence;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using LabActors.Node;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Benchmarks.Execution;

/// <summary>
/// What a queue of 10,000 rows costs while it runs, with every write synced: runs without scripts, one after the other. Bound of the issue: 20 ms
/// between two runs; what passes from the end of one to the launch of the next is told when the benchmark is over.
/// </summary>
[Config(typeof(ShortInProcess))]
public class LongQueue
{
    private const int Rows = 10_000;
    private const int Runs = 50;
    private BenchmarkLaboratory laboratory = null!;
    private readonly Gaps gaps = new();
    private LabNode node = null!;

    [GlobalSetup]
    public void Setup()
    {
        laboratory = new BenchmarkLaboratory();
        node = laboratory.StartAsync().GetAwaiter().GetResult();
        node.System.ActorOf(Props.Create(() => new Listener(gaps)));
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        System.Console.WriteLine($"// between two runs: {gaps}");
        node.DisposeAsync().AsTask().GetAwaiter().GetResult();
        laboratory.Dispose();
    }

    /// <summary>From one launch to the next; the queue ends after fifty.</summary>
    [Benchmark(OperationsPerInvoke = Runs)]
    public async Task RunWithoutScripts()
    {
        var queue = new ExperimentQueue
        {
            Name = "long",
            Path = "long.txt",
            MassSpectrometer = "Argus",
            ExtractDevice = "Extract Device",
            DelayBeforeAnalyses = 0,
            DelayBetweenAnalyses = 0,
            Runs =
            [
                .. Enumerable.Range(1, Rows).Select(number => new RunSpec
                {
                    Labnumber = "12345", Position = $"{number}", MassSpectrometer = "Argus", ExtractDevice = "Extract Device", EndAfter = number == Runs,
                }),
            ],
        };
        if (await node.ExecuteAsync("Argus", [queue], "benchmark") is not ExecutorProtocol.ExecutionAccepted)
            throw new InvalidOperationException("the queue was refused");
        var ended = await node.WhenEndedAsync("Argus");
        if (ended.Ended!.State != "completed")
            throw new InvalidOperationException(ended.Ended.Cause);
    }

    /// <summary>Real time from the end of a run to the launch of the next.</summary>
    private sealed class Gaps
    {
        private readonly ConcurrentQueue<double> milliseconds = new();

        public void Add(TimeSpan gap) => milliseconds.Enqueue(gap.TotalMilliseconds);

        public override string ToString()
        {
            double[] sorted = [.. milliseconds.Order()];
            return sorted.Length == 0 ? "none" : string.Create(
                CultureInfo.InvariantCulture, $"median {sorted[sorted.Length / 2]:0.0} ms, 95 % under {sorted[sorted.Length * 95 / 100]:0.0} ms, of {sorted.Length}");
        }
    }

    private sealed class Listener : ReceiveActor
    {
        private long ended;

        public Listener(Gaps gaps)
        {
            Receive<JournaledEvent>(journaled => journaled.Event is RunFinished, _ => ended = Stopwatch.GetTimestamp());
            Receive<JournaledEvent>(journaled => journaled.Event is RunLaunched && ended > 0, _ => gaps.Add(Stopwatch.GetElapsedTime(ended)));
            Receive<JournaledEvent>(_ => { });
        }

        protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(JournaledEvent));
    }
}
