using LabActors.Node.Torture;
using Microsoft.Data.Sqlite;

namespace LabActors.Acceptance.Recovery;

/// <summary>The files of a data folder that no process has open, as they were.</summary>
internal sealed class FolderCopy : IDisposable
{
    private readonly DirectoryInfo _copy = TortureFolder.Create();

    /// <summary>Where they are.</summary>
    public string Folder => _copy.FullName;

    /// <summary>Copies a folder, which need not be there yet, instead of what was copied before.</summary>
    public void Take(string folder) => Replace(folder, Folder);

    /// <summary>Makes a folder what it was.</summary>
    public void PutBack(string folder) => Replace(Folder, folder);

    public void Dispose()
    {
        SqliteConnection.ClearAllPools();
        _copy.Delete(recursive: true);
    }

    private static void Replace(string from, string to)
    {
        if (Directory.Exists(to))
            Directory.Delete(to, recursive: true);
        Directory.CreateDirectory(to);
        foreach (var file in Directory.Exists(from) ? Directory.EnumerateFiles(from, "*", SearchOption.AllDirectories) : [])
        {
            var copy = Path.Combine(to, Path.GetRelativePath(from, file));
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(file, copy);
        }
    }
}
