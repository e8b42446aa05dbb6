namespace LabActors.Export;

/// <summary>One writer of an export folder at a time: of a node and a command, the second is told to wait.</summary>
internal sealed class FolderLock : IDisposable
{
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Takes the folder, which is made where there is none.</summary>
    /// <exception cref="IOException">Another program exports into it, or it cannot be written.</exception>
    public static FolderLock Take(string folder)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, ".labactors-export");
        try
        {
            return new(new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None));
        }
        catch (IOException exception) when (File.Exists(path))
        {
            throw new IOException($"{folder}: another export is writing into this folder: try again when it has ended", exception);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _file.Dispose();
}
