namespace LabActors.Node;

/// <summary>When a file was written and how long it was: when that is different, somebody has saved it.</summary>
/// <param name="Written">UTC.</param>
/// <param name="Length">Bytes.</param>
public readonly record struct FileStamp(DateTime Written, long Length)
{
    /// <summary>Of the file as it is now; the default value when there is none.</summary>
    public static FileStamp Of(string path) => new FileInfo(path) is { Exists: true } file ? new FileStamp(file.LastWriteTimeUtc, file.Length) : default;
}
