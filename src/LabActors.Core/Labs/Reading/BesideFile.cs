namespace LabActors.Core.Labs.Reading;

/// <summary>A file that lab.yaml names: where it is, relative to lab.yaml, and its text.</summary>
internal static class BesideFile
{
    /// <summary>Reads the file under a key; no text when it cannot be read, which is reported.</summary>
    public static (string? Text, string Path) Read(YamlMap m, string key, string labFile)
    {
        var named = m.Text(key);
        if (named.Length == 0)
            return (null, "");
        var path = Path.Combine(Path.GetDirectoryName(labFile) ?? "", named);
        try
        {
            return (File.ReadAllText(path), path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            m.Report(key, $"found '{named}', expected a file that can be read beside lab.yaml: {(e is FileNotFoundException or DirectoryNotFoundException ? $"there is no {path}" : e.Message)}");
            return (null, path);
        }
    }
}
