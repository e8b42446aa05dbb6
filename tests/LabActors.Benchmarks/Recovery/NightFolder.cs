using LabActors.Core.Durations;
using LabActors.Core.Problems;
using LabActors.Journal.Storage;
using LabActors.Node;
using LabActors.Node.Archive;
using LabActors.Node.Durations;
using Microsoft.Data.Sqlite;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Benchmarks.Recovery;

/// <summary>A folder that a node died in: scripts, the journal of a long night, and the results of the runs that had ended.</summary>
internal sealed class NightFolder : IDisposable
{
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("labactors-benchmark-");

    /// <summary>An empty folder.</summary>
    public NightFolder() => Directory.CreateDirectory(Scripts);

    /// <summary>The folder that <see cref="NodeProcess"/> is given.</summary>
    public string Path => folder.FullName;

    /// <summary>The data folder in it.</summary>
    public string Data => System.IO.Path.Combine(folder.FullName, "data");

    private string Scripts => System.IO.Path.Combine(folder.FullName, "scripts");

    /// <summary>After so many finished runs, with one in flight.</summary>
    public static NightFolder Of(int finished)
    {
        var night = new NightFolder();
        var stored = LongJournal.Make(finished, night.Scripts);
        foreach (var (_, happened) in stored.Events.TakeLast(LongJournal.EventsARun * 2))
        {
            if (happened is ScriptStarted script)
                Write(script.Path, script.Text);
            if (happened is ChildScriptRead child)
                Write(child.Path, child.Text);
        }

        stored.CopyTo(System.IO.Path.Combine(night.Data, "journal.db"));
        DurationsFile.In(night.Data).Save(stored.Events.Where(e => e.Id.StartsWith("run-", StringComparison.Ordinal)).TakeLast(LongJournal.EventsARun * 3).GroupBy(e => e.Id, e => e.Event)
            .Where(run => run.First() is RunStarted && run.Last() is RunEnded)
            .SelectMany(run => run.Aggregate(RunDurations.Empty, (durations, e) => durations.Apply(e)).Learned)
            .Aggregate(LearnedDurations.None, (learned, taught) => learned.With(taught.Key, taught.Times)));
        var problems = new List<Problem>();
        var failed = DataArchive.Open(night.Data, NodeFile.None, problems)!.CatchUp();
        if (problems.Count + failed.Count > 0)
            throw new InvalidOperationException(string.Join("; ", problems.Select(p => p.ToString()).Concat(failed.Values)));
        SqliteConnection.ClearAllPools();
        return night;
    }

    /// <summary>The same folder once more. Its scripts stay where they are: the journal names them.</summary>
    public NightFolder Copy()
    {
        var copy = new NightFolder();
        Directory.Delete(copy.Scripts);
        Directory.CreateSymbolicLink(copy.Scripts, Scripts);
        Directory.CreateDirectory(copy.Data);
        foreach (var file in Directory.EnumerateFiles(Data))
            File.Copy(file, System.IO.Path.Combine(copy.Data, System.IO.Path.GetFileName(file)));
        return copy;
    }

    /// <summary>The journal.</summary>
    public JournalDatabase Journal => JournalDatabase.Sqlite(System.IO.Path.Combine(Data, "journal.db"));

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        folder.Delete(recursive: true);
    }

    private static void Write(string path, string text)
    {
        Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }
}
