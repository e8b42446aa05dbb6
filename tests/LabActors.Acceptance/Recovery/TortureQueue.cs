using System.Collections.Immutable;
using LabActors.Acceptance.Examples;
using LabActors.Journal.Storage;
using LabActors.Node.Simulation;
using LabActors.Node.Torture;

namespace LabActors.Acceptance.Recovery;

/// <summary>The queues of eight short runs, run by real processes.</summary>
internal static class TortureQueue
{
    public static ImmutableArray<string> Paths { get; } = [.. new[] { "torture-shots.txt", "torture.txt" }.Select(q => Path.Combine(DemoLaboratory.Folder, "queues", q))];

    private static readonly Lazy<Task<ExperimentTally>> Reference = new(MeasureAsync);

    /// <summary>What it comes to when nobody interrupts it.</summary>
    public static Task<ExperimentTally> UninterruptedAsync() => Reference.Value;

    /// <summary>A process that runs it on a data folder.</summary>
    public static LabProcess Start(string data, string? lab = null) => LabProcess.Start(
        ["run", .. Paths, "--data", data, "--json", "--lab", lab ?? DemoLaboratory.Folder]);

    /// <summary>A laboratory of the demo's with settings of its own.</summary>
    public static string LaboratoryWith(string folder, string settings)
    {
        var lab = Path.Combine(folder, "lab");
        foreach (var file in Directory.EnumerateFiles(DemoLaboratory.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = Path.Combine(lab, Path.GetRelativePath(DemoLaboratory.Folder, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.WriteAllText(Path.Combine(lab, "node.conf"), settings);
        return lab;
    }

    /// <summary>What an experiment came to whose processes are gone.</summary>
    public static Task<ExperimentTally> TallyAsync(string data, JournalDatabase? journal = null)
    {
        using var store = SimulationStore.Open(data, _ => { });
        return ExperimentTally.ReadAsync(journal ?? JournalDatabase.Sqlite(Path.Combine(data, "journal.db")), store.Kept!, CancellationToken.None);
    }

    private static async Task<ExperimentTally> MeasureAsync()
    {
        var folder = TortureFolder.Create();
        try
        {
            await using var process = Start(folder.FullName);
            (await process.EndAsync()).ShouldBe(0, process.Said);
            return await TallyAsync(folder.FullName);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
