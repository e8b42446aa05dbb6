using System.Collections.Immutable;
using Akka.Actor;
using BenchmarkDotNet.Attributes;
using LabActors.Actors.Execution;
using LabActors.Actors.Persistence;
using LabActors.Actors.Time;
using LabActors.Core.Execution;
using LabActors.Core.Execution.Editing;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using LabActors.Node;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Benchmarks.Execution;

/// <summary>
/// Edits of a queue of 10,000 runs while it runs, from the message to its answer, with every write synced. Bounds of the issue: an edit, a move of
/// one row and a move of half of the rows under 50 ms each, 10,000 more rows under 1 s, a pause under 50 ms.
/// </summary>
[Config(typeof(ShortInProcess))]
public class QueueEditing
{
    private const int Rows = 10_000;
    private static readonly ExperimentQueue Queue = new()
    {
        Name = "long",
        Path = "long.txt",
        MassSpectrometer = "Argus",
        ExtractDevice = "Fusions CO2",
        Runs = [.. Enumerable.Range(1, Rows).Select(Row)],
    };

    private BenchmarkLaboratory laboratory = null!;
    private LabNode node = null!;
    private IDisposable standing = null!;
    private QueueProgress queue = null!;
    private int turn;

    [GlobalSetup]
    public void Setup() => SetupAsync().GetAwaiter().GetResult();

    private async Task SetupAsync()
    {
        laboratory = new BenchmarkLaboratory();
        node = await laboratory.StartAsync();

        // Time stands from the delay before the first run on: the queue runs, and nothing else does. The checks before it take time of their own.
        var delayed = new TaskCompletionSource<IDisposable>(TaskCreationOptions.RunContinuationsAsynchronously);
        node.System.ActorOf(Props.Create(() => new TimeStands(node.Clock.Holds, delayed)));
        if (await node.ExecuteAsync("Argus", [Queue], "benchmark") is not ExecutorProtocol.ExecutionAccepted)
            throw new InvalidOperationException("the queue was refused");
        standing = await delayed.Task;
        await ReadAsync();
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        standing.Dispose();
        node.DisposeAsync().AsTask().GetAwaiter().GetResult();
        laboratory.Dispose();
    }

    [IterationSetup]
    public void Read() => ReadAsync().GetAwaiter().GetResult();

    /// <summary>A cell of one row.</summary>
    [Benchmark]
    public Task Change() => DoAsync(new QueueEdit.Change(
        [new RowVersion(queue.Waiting[7_000], queue.Row(queue.Waiting[7_000]).Version)], ImmutableDictionary<string, string>.Empty.Add("comment", $"{++turn}")));

    /// <summary>The last row becomes the next.</summary>
    [Benchmark]
    public Task MoveOneRow() => DoAsync(new QueueEdit.Move([queue.Waiting[^1]], RowPlace.First));

    /// <summary>The second half goes before the first.</summary>
    [Benchmark]
    public Task MoveHalfOfTheRows() => DoAsync(new QueueEdit.Move([.. queue.Waiting.Skip(queue.Waiting.Count / 2)], RowPlace.First));

    /// <summary>10,000 rows more, checked and journaled.</summary>
    [Benchmark]
    public Task AddTenThousandRows() => DoAsync(new QueueEdit.Add(Queue.Runs, RowPlace.Last));

    /// <summary>The file is saved with one row changed.</summary>
    [Benchmark]
    public Task SaveTheFile() => AnswerAsync(new QueueProtocol.FileSaved(
        "long.txt", QueueFile.Write(Queue with { Runs = Queue.Runs.SetItem(5_000, Queue.Runs[5_000] with { Comment = $"{++turn}" }) }), "benchmark"));

    /// <summary>Paused and going on again.</summary>
    [Benchmark(OperationsPerInvoke = 2)]
    public async Task PauseAndResume()
    {
        await node.TellQueueAsync("Argus", new QueueProtocol.Pause("benchmark"));
        await node.TellQueueAsync("Argus", new QueueProtocol.Resume("benchmark"));
    }

    private static RunSpec Row(int number) => new()
    {
        Labnumber = $"{20_000 + (number % 100)}",
        Position = $"{number}",
        MassSpectrometer = "Argus",
        ExtractDevice = "Fusions CO2",
        ExtractValue = 2.5,
        ExtractUnits = "watts",
        Duration = 10,
        Cleanup = 5,
        ExtractionScript = "test",
        MeasurementScript = "test",
        PostMeasurementScript = "test",
        PostEquilibrationScript = "test",
        Comment = "a run among many",
        Row = number + 20,
    };

    private async Task ReadAsync() => queue = ((QueueProtocol.QueueIs)await node.TellQueueAsync("Argus", new QueueProtocol.GetQueue())).Queue;

    private Task DoAsync(QueueEdit edit) => AnswerAsync(new QueueProtocol.Edit(edit, "benchmark", ""));

    private async Task AnswerAsync(object message)
    {
        if (await node.TellQueueAsync("Argus", message) is QueueProtocol.EditRefused refused)
            throw new InvalidOperationException(refused.Refusal.Reason);
    }

    /// <summary>Holds the clock as soon as the queue waits; it does not jump before this has been heard.</summary>
    private sealed class TimeStands : ReceiveActor
    {
        public TimeStands(IClockHolds holds, TaskCompletionSource<IDisposable> delayed)
        {
            Receive<JournaledEvent>(journaled => journaled.Event is DelayStarted, _ => delayed.TrySetResult(holds.Hold("benchmark")));
            Receive<JournaledEvent>(_ => { });
        }

        protected override void PreStart() => Context.System.EventStream.Subscribe(Self, typeof(JournaledEvent));
    }
}
