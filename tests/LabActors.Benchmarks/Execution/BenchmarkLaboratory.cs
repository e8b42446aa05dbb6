using LabActors.Actors.Scripts;
using LabActors.Core.Labs;
using LabActors.Core.Problems;
using LabActors.Core.Scripts;
using LabActors.Journal.Storage;
using LabActors.Node;

namespace LabActors.Benchmarks.Execution;

/// <summary>The demo laboratory in a folder of its own.</summary>
internal sealed class BenchmarkLaboratory : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("labactors-benchmark-");

    /// <summary>With a script <c>test</c> of each kind.</summary>
    public BenchmarkLaboratory()
    {
        foreach (var kind in (string[])["extraction", "measurement", "post_equilibration", "post_measurement"])
        {
            Directory.CreateDirectory(Path.Combine(Scripts, kind));
            File.WriteAllText(Path.Combine(Scripts, kind, "test.py"), "def main():\n    sleep(1)\n");
        }
    }

    /// <summary>Folder of the scripts.</summary>
    public string Scripts => Path.Combine(folder.FullName, "scripts");

    /// <summary>A node on the folder; one that was stopped is continued by the next.</summary>
    /// <param name="journal">Null for a file with every write synced.</param>
    public async Task<LabNode> StartAsync(JournalDatabase? journal = null) =>
        await LabNode.StartAsync(await OptionsAsync(Scripts, Path.Combine(folder.FullName, "data")) with { Journal = journal });

    /// <summary>What a node of the demo laboratory is started with.</summary>
    public static async Task<NodeOptions> OptionsAsync(string scripts, string data)
    {
        var file = Path.Combine(SourceTree.DemoLab, "lab.yaml");
        var lab = LabFile.Read(await File.ReadAllTextAsync(file), file).Lab!;
        var problems = new List<Problem>();
        var python = PythonRuntime.Find(problems) ?? throw new InvalidOperationException(string.Join("; ", problems));
        return new NodeOptions(lab, "", new ScriptFiles(scripts), data, python);
    }

    public void Dispose() => folder.Delete(recursive: true);
}
