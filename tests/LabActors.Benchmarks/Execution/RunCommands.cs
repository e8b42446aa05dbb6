using BenchmarkDotNet.Attributes;
using LabActors.Actors.Execution;
using LabActors.Core.Queues;
using LabActors.Journal.Storage;
using LabActors.Node;

namespace LabActors.Benchmarks.Execution;

/// <summary>
/// Commands of a real run: script process, script actor, run actor, journal. Bounds of the issue: 0.15 ms a command and 20,000 of them under 3 s with the
/// journal in memory; with the durable journal one synced write a command.
/// </summary>
[Config(typeof(ShortInProcess))]
public class RunCommands
{
    private LabNode node = null!;
    private ExperimentQueue queue = null!;
    private BenchmarkLaboratory laboratory = null!;

    /// <summary>In memory, and on SQLite with every write synced.</summary>
    [Params(JournalProvider.Memory, JournalProvider.Sqlite)]
    public JournalProvider Journal { get; set; }

    /// <summary>20,000 in memory; a tenth of it where each waits for the disk.</summary>
    public int Commands => Journal == JournalProvider.Memory ? 20_000 : 2_000;

    // Not awaited by the in-process toolchain if it returned a task.
    [GlobalSetup]
    public void Setup() => SetupAsync().GetAwaiter().GetResult();

    private async Task SetupAsync()
    {
        laboratory = new BenchmarkLaboratory();
        await File.WriteAllTextAsync(
            Path.Combine(laboratory.Scripts, "extraction", "loop.py"), $"def main():\n    for i in range({Commands / 2}):\n        begin_interval(0)\n        complete_interval()\n");
        var read = QueueFile.Read(
            "mass_spectrometer: Argus\ndelay_before_analyses: 0\nextract_device: Extract Device\n#=====\nlabnumber\textraction\n12345\tloop\n", "loop.txt");
        queue = read.Queue ?? throw new InvalidOperationException(string.Join("; ", read.Problems));
        node = await laboratory.StartAsync(Journal == JournalProvider.Memory ? JournalDatabase.Memory : null);
    }

    [GlobalCleanup]
    public void Cleanup()
    {
        node.DisposeAsync().AsTask().GetAwaiter().GetResult();
        laboratory.Dispose();
    }

    /// <summary>One run; divide by <see cref="Commands"/> for a command.</summary>
    [Benchmark]
    public async Task RunWithALoopOfCommands()
    {
        var answer = await node.ExecuteAsync("Argus", [queue], "benchmark");
        if (answer is not ExecutorProtocol.ExecutionAccepted)
            throw new InvalidOperationException($"{answer}");
        var ended = await node.WhenEndedAsync("Argus");
        if (ended.Ended!.State != "completed")
            throw new InvalidOperationException(ended.Ended.Cause);
    }
}
