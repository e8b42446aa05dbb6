using LabActors.Acceptance.Examples;
using LabActors.Journal.Storage;
using LabActors.Node.Simulation;
using LabActors.Node.Torture;

namespace LabActors.Acceptance.Recovery;

/// <summary>The queue of eight short runs, run by real processes.</summary>
internal static class TortureQueue
{
    public static string Path { get; } = System.IO.Path.Combine(DemoLaboratory.Folder, "queues", "torture.txt");

    private static readonly Lazy<Task<ExperimentTally>> Reference = new(MeasureAsync);

    /// <summary>What it comes to when nobody interrupts it.</summary>
    public static Task<ExperimentTally> UninterruptedAsync() => Reference.Value;

    /// <summary>A process that runs it on a data folder.</summary>
    public static LabProcess Start(string data, string? lab = null) => LabProcess.Start(
        ["run", Path, "--data", data, "--json", "--lab", lab ?? DemoLaboratory.Folder]);

    /// <summary>A laboratory of the demo's with settings of its own.</summary>
    public static string LaboratoryWith(string folder, string settings)
    {
        var lab = System.IO.Path.Combine(folder, "lab");
        foreach (var file in Directory.EnumerateFiles(DemoLaboratory.Folder, "*", SearchOption.AllDirectories))
        {
            var copy = System.IO.Path.Combine(lab, System.IO.Path.GetRelativePath(DemoLaboratory.Folder, file));
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }

        File.WriteAllText(System.IO.Path.Combine(lab, "node.conf"), settings);
        return lab;
    }

    /// <summary>What an experiment came to whose processes are gone.</summary>
    public static Task<ExperimentTally> TallyAsync(string data, JournalDatabase? journal = null)
    {
        using var store = SimulationStore.Open(data, _ => { });
        return ExperimentTally.ReadAsync(journal ?? JournalDatabase.Sqlite(System.IO.Path.Combine(data, "journal.db")), store.Kept!, CancellationToken.None);
    }

    private static async Task<ExperimentTally> MeasureAsync()
    {
        var folder = Directory.CreateTempSubdirectory("labactors-");
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
