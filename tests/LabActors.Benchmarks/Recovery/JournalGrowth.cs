using System.Globalization;
using Dapper;
using LabActors.Actors.Execution;
using LabActors.Benchmarks.Execution;
using LabActors.Core.Queues;
using LabActors.Node;
using Microsoft.Data.Sqlite;

namespace LabActors.Benchmarks.Recovery;

/// <summary>What a run of the demo queue (120 counts, 30 baselines, five detectors) adds to the journal: events, their bytes, bytes of the file with its indices.</summary>
internal static class JournalGrowth
{
    public static async Task MeasureAsync()
    {
        var folder = Directory.CreateTempSubdirectory("labactors-benchmark-");
        try
        {
            var file = Path.Combine(SourceTree.DemoLab, "queues", "demo.txt");
            var queue = QueueFile.Read(await File.ReadAllTextAsync(file), file).Queue!;
            var options = await BenchmarkLaboratory.OptionsAsync(Path.Combine(SourceTree.DemoLab, "scripts"), folder.FullName);
            await using (var node = await LabNode.StartAsync(options with { LabFolder = SourceTree.DemoLab }))
            {
                if (await node.ExecuteAsync("Argus", [queue], "benchmark") is not ExecutorProtocol.ExecutionAccepted)
                    throw new InvalidOperationException("the queue was refused");
                await node.WhenEndedAsync("Argus");
            }

            SqliteConnection.ClearAllPools();
            var journal = Path.Combine(folder.FullName, "journal.db");
            using var connection = new SqliteConnection($"Data Source={journal}");
            var (events, bytes) = connection.QuerySingle<(long, long)>("SELECT COUNT(*), SUM(LENGTH(message)) FROM journal");
            double runs = queue.Runs.Length;
            System.Console.WriteLine(string.Create(
                CultureInfo.InvariantCulture,
                $"  a run of the demo queue: {events / runs:0} events, {bytes / runs / 1024:0} KiB of events, {new FileInfo(journal).Length / runs / 1024:0} KiB of the file"));
            SqliteConnection.ClearAllPools();
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
