using System.Collections.Immutable;
using LabActors.Acceptance.Examples;
using LabActors.Acceptance.Execution;
using LabActors.Actors.Scripts;
using LabActors.Core.Durations;
using LabActors.Core.Labs;
using LabActors.Core.Problems;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using LabActors.Core.Scripts;
using LabActors.Journal.Reading;
using LabActors.Journal.Storage;
using LabActors.Node;
using LabActors.Node.Checks;
using LabActors.Node.Torture;

namespace LabActors.Acceptance.Recovery;

/// <summary>A queue of a test's own scripts that is run once without interruption and then again from cuts of it.</summary>
internal sealed class CutQueue : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(1);
    private readonly DirectoryInfo _folder;

    private CutQueue(DirectoryInfo folder, TortureTest test, Reference reference) => (_folder, Test, Reference) = (folder, test, reference);

    public TortureTest Test { get; }

    public Reference Reference { get; }

    public static async Task<CutQueue> RunAsync(TestScripts scripts, string queue, TimeSpan outage = default, bool traced = false)
    {
        var folder = TortureFolder.Create();
        scripts.WriteTo(Path.Combine(folder.FullName, "scripts"));
        var labFile = Path.Combine(DemoLaboratory.Folder, "lab.yaml");
        var lab = LabFile.Read(await File.ReadAllTextAsync(labFile), labFile).Lab!;
        var estimates = traced ? await TracedAsync(folder.FullName, queue) : [];
        var python = PythonRuntime.Find(new List<Problem>()).ShouldNotBeNull();
        var options = new NodeOptions(lab, "", new ScriptFiles(Path.Combine(folder.FullName, "scripts")), folder.FullName, python)
        {
            Outage = outage,
            Traced = estimates,
        };
        var test = new TortureTest(options, "Argus", [QueueFile.Read(queue, "queue.txt").Queue!], folder.FullName, Limit);
        return new CutQueue(folder, test, await test.RunReferenceAsync(CancellationToken.None));
    }

    /// <summary>The journal of the experiment that nobody interrupted.</summary>
    public async Task<IReadOnlyList<JournalRow>> JournalAsync()
    {
        var rows = new List<JournalRow>();
        await foreach (var row in new JournalReader(JournalDatabase.Sqlite(Path.Combine(Reference.Folder, "journal.db"))).ReadFrom(0, CancellationToken.None))
            rows.Add(row);
        return rows;
    }

    /// <summary>The cuts after events of that kind.</summary>
    public ImmutableArray<Cut> After(string words) => [.. Reference.Cuts.Where(c => c.Changes == 0 && c.Last.Contains(words, StringComparison.Ordinal))];

    /// <summary>The experiment from each cut is the one that nobody interrupted.</summary>
    public async Task ShouldComeOutTheSameAsync(IEnumerable<Cut> cuts)
    {
        var tried = 0;
        foreach (var cut in cuts)
        {
            (await Test.TryAsync(Reference, cut, CancellationToken.None)).Differences.ShouldBeEmpty(cut.ToString());
            tried++;
        }

        tried.ShouldBeGreaterThan(0);
    }

    /// <summary>What the checks' effect-free runs of the scripts tell.</summary>
    private static async Task<ImmutableArray<(RunSpec Row, TracedRun Traced)>> TracedAsync(string folder, string queue)
    {
        var file = Path.Combine(folder, "queue.txt");
        await File.WriteAllTextAsync(file, queue);
        var check = await ExperimentCheck.RunAsync(new CheckRequest([file], DemoLaboratory.Folder, Path.Combine(folder, "scripts")), CancellationToken.None);
        return [.. check.Traced];
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
