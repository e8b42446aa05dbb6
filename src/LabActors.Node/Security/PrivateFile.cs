using LabActors.Core.Problems;

namespace LabActors.Node.Security;

/// <summary>
/// Files that nobody but their owner may read: mode 0600, from the moment that they exist. On Windows, where files have no modes, they have the rights of their folder.
/// A file is written beside its place and moved there, so that nobody ever reads half of one.
/// </summary>
public static class PrivateFile
{
    private const UnixFileMode Private = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OfOthers = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    /// <summary>What is wrong with the mode of a file that exists; null when nothing is.</summary>
    public static Problem? Problem(string path)
    {
        if (OperatingSystem.IsWindows())
            return null;
        var mode = File.GetUnixFileMode(path);
        return (mode & OfOthers) == 0
            ? null
            : new Problem(path, 0, 0, $"found mode 0{Convert.ToString((int)mode, 8)}, with which other users of this computer reach it, expected 0600: chmod 600 {path}");
    }

    /// <summary>Writes a file, or puts it in the place of another.</summary>
    public static void Write(string path, string content) => Put(path, content, overwrite: true);

    /// <summary>Writes a file unless there is one; false when there is.</summary>
    public static bool TryCreate(string path, string content)
    {
        try
        {
            Put(path, content, overwrite: false);
            return true;
        }
        catch (IOException) when (File.Exists(path))
        {
            return false;
        }
    }

    /// <summary>Writes a file of bytes, or puts it in the place of another.</summary>
    public static void Write(string path, ReadOnlySpan<byte> content) => Put(path, content, overwrite: true);

    /// <summary>Makes a folder that only its owner may enter, unless it is there.</summary>
    public static void CreateFolder(string path)
    {
        if (OperatingSystem.IsWindows())
            Directory.CreateDirectory(path);
        else
            Directory.CreateDirectory(path, Private | UnixFileMode.UserExecute);
    }

    private static void Put(string path, string content, bool overwrite) => Put(path, System.Text.Encoding.UTF8.GetBytes(content), overwrite);

    private static void Put(string path, ReadOnlySpan<byte> content, bool overwrite)
    {
        var part = $"{path}.{Guid.NewGuid():N}.part";
        var options = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = Private;
        try
        {
            using (var file = new FileStream(part, options))
            {
                file.Write(content);
                file.Flush(flushToDisk: true);
            }

            File.Move(part, path, overwrite);
        }
        finally
        {
            File.Delete(part);
        }
    }
}
