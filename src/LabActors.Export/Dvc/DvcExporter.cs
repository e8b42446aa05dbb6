using System.Collections.Immutable;
using System.Text;
using System.Text.Json;
using LabActors.Core.Reduction;
using LabActors.Export.Git;

namespace LabActors.Export.Dvc;

/// <summary>
/// Exports into Pychron's layout: a git repository for each repository identifier, and one named MetaData for the texts of the scripts, side by side in one folder.
/// </summary>
public sealed class DvcExporter(string folder, ExportSettings settings) : IRunExporter
{
    /// <summary>The repository of scripts.</summary>
    public const string MetaData = "MetaData";

    /// <inheritdoc/>
    public ExportOutcome Export(ExportedRun run)
    {
        var record = run.Record;
        var name = DvcAnalysis.Repository(record, settings.Zone);
        var author = new GitAuthor(record.Spec.Username, record.EndedAt ?? record.LastKnownAt);
        var conflicts = new List<GitConflict>();
        using var taken = FolderLock.Take(folder);
        using var repository = GitFolder.Open(Path.Combine(folder, name));
        var metaCommit = Scripts(run.Record, repository.Read(DvcPaths.Meta(record.RunUuid)), author, conflicts, out var changed);
        foreach (var commit in DvcAnalysis.Of(run, settings, metaCommit))
            changed |= repository.Commit(commit.Message, commit.Files, author, conflicts);
        return new(record.RunUuid, record.RunId, Path.Combine(folder, name), changed, [.. conflicts.Select(conflict => $"{conflict.Path}: {conflict.Reason}")]);
    }

    /// <summary>Names of the repositories that an export of a run touches.</summary>
    public ImmutableArray<string> Repositories(RunRecord run) => [DvcAnalysis.Repository(run, settings.Zone), MetaData];

    /// <summary>Brings a repository of the folder to its remote.</summary>
    /// <param name="remote">URL in which <c>{repository}</c> stands for the name.</param>
    /// <exception cref="IOException">It could not be pushed: the message says why.</exception>
    public void Push(string repository, string remote)
    {
        using var taken = FolderLock.Take(folder);
        using var git = GitFolder.Open(Path.Combine(folder, repository));
        git.Push(remote.Replace("{repository}", repository, StringComparison.Ordinal));
    }

    /// <summary>Puts a run's scripts into the MetaData repository, unless an earlier export of the run has; the commit that has them.</summary>
    private string Scripts(RunRecord run, byte[]? exported, GitAuthor author, ICollection<GitConflict> conflicts, out bool changed)
    {
        using var metaData = GitFolder.Open(Path.Combine(folder, MetaData));
        var root = $"scripts/{DvcMeta.Spectrometer(run.Instrument)}";
        DvcFile[] files = [.. DvcScripts.Of(run).Select(script => new DvcFile($"{root}/{script.Name}", Encoding.UTF8.GetBytes(script.Text))).DistinctBy(file => file.Path)];
        changed = false;
        if (MetaCommit(exported) is { } known && files.All(file => metaData.Holds(known, file.Path, file.Content)))
            return known;
        changed = metaData.Commit($"repo updated for analysis {run.RunId}", files, author, conflicts);
        return metaData.Head ?? DvcAnalysis.NoCommit;
    }

    private static string? MetaCommit(byte[]? exported)
    {
        if (exported is null)
            return null;
        try
        {
            using var meta = JsonDocument.Parse(exported);
            return meta.RootElement.TryGetProperty("meta_commit", out var commit) ? commit.GetString() : null;
        }
        catch (JsonException)
        {
            // Somebody's own change has made it unreadable: it stays, and is told as a conflict when the file's turn comes.
            return null;
        }
    }
}
