using LabActors.Core.Reduction;

namespace LabActors.Export;

/// <summary>Names of files that hold one run: its id, and of its uuid what tells it from runs of other data folders.</summary>
internal static class RunFileNames
{
    public static string Of(RunRecord run) => $"{new string([.. run.RunId.Select(c => char.IsLetterOrDigit(c) || c is '-' or '_' ? c : '_')])}-{run.RunUuid[..Math.Min(8, run.RunUuid.Length)]}";

    /// <summary>Writes a file in place of one that may be there; true when its content is another.</summary>
    public static bool Write(string path, byte[] content)
    {
        if (File.Exists(path) && File.ReadAllBytes(path).AsSpan().SequenceEqual(content))
            return false;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        var part = path + ".part";
        File.WriteAllBytes(part, content);
        File.Move(part, path, overwrite: true);
        return true;
    }
}
