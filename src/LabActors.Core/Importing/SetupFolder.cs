using System.Collections.Immutable;
using System.Text;
using LabActors.Core.Importing.Pychron;

namespace LabActors.Core.Importing;

/// <summary>The files of a set-up folder of Pychron, as they were when it was read.</summary>
/// <param name="Root">Where it is.</param>
/// <param name="Files">In the order of their paths.</param>
public sealed record SetupFolder(string Root, ImmutableArray<SetupFile> Files)
{
    private const int LargestText = 4 * 1024 * 1024;
    private static readonly string[] Marks = ["extractionline", "devices", "spectrometer", "canvas2D"];

    // Pychron keeps these beside its set-up folder.
    private static readonly string[] Beside = ["scripts", "queue_conditionals"];

    // There too, hidden, with much that belongs to its windows alone: counts of pipettes, as JSON and as older versions wrote them.
    private static readonly string[] Counts = ["*_*-*.json", "*_*-*", "pipette-*_*"];
    private static readonly UTF8Encoding Strict = new(false, true);

    /// <summary>Reads a folder: the set-up folder itself, or the one of Pychron that has it in <c>setupfiles</c>.</summary>
    /// <exception cref="ImportRefusedException">There is no such folder, it cannot be read, or it is no set-up folder.</exception>
    public static SetupFolder Read(string folder)
    {
        if (!Directory.Exists(folder))
            throw new ImportRefusedException($"{folder}: found no such folder, expected Pychron's set-up folder (usually Pychron/setupfiles)");
        try
        {
            var root = !IsSetup(folder) && Directory.Exists(Path.Combine(folder, "setupfiles")) ? Path.Combine(folder, "setupfiles") : folder;
            if (!IsSetup(root))
                throw new ImportRefusedException($"{folder}: found none of {string.Join(", ", Marks)} and no initialization.xml in it, expected Pychron's set-up folder (usually Pychron/setupfiles)");
            var home = Path.GetDirectoryName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(root))) ?? root;
            if (Path.GetFileName(Path.TrimEndingDirectorySeparator(root)) != "setupfiles")
                return new SetupFolder(root, [.. Read(root, root)]);
            var beside = Beside.Where(name => Directory.Exists(Path.Combine(home, name)) && !Directory.Exists(Path.Combine(root, name)));
            return new SetupFolder(root, [.. Read(root, root), .. beside.SelectMany(name => Read(Path.Combine(home, name), home)), .. ReadCounts(home)]);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImportRefusedException($"{folder}: cannot be read: {e.Message}");
        }
    }

    /// <summary>The first of some files that there is, case aside; null when there is none of them.</summary>
    public SetupFile? Find(params IEnumerable<string> paths) =>
        paths.Select(path => Files.FirstOrDefault(f => f.Text is not null && string.Equals(f.Path, path, StringComparison.OrdinalIgnoreCase))).FirstOrDefault(f => f is not null);

    /// <summary>The files in a folder and below it.</summary>
    public IEnumerable<SetupFile> Under(string folder) => Files.Where(f => f.Path.StartsWith($"{folder}/", StringComparison.OrdinalIgnoreCase));

    private static bool IsSetup(string folder) =>
        Marks.Any(mark => Directory.Exists(Path.Combine(folder, mark))) || Directory.EnumerateFiles(folder, "initialization*.xml").Any();

    private static IEnumerable<SetupFile> Read(string folder, string root) =>
        Directory.EnumerateFiles(folder, "*", new EnumerationOptions { RecurseSubdirectories = true, AttributesToSkip = FileAttributes.Hidden | FileAttributes.System | FileAttributes.ReparsePoint })
            .Order(StringComparer.Ordinal)
            .Select(path => new SetupFile(Path.GetRelativePath(root, path).Replace('\\', '/'), TextOf(path)));

    private static IEnumerable<SetupFile> ReadCounts(string home)
    {
        var hidden = Path.Combine(home, PipetteImport.Hidden);
        return !Directory.Exists(hidden) ? [] : Counts.SelectMany(pattern => Directory.EnumerateFiles(hidden, pattern)).Distinct().Order(StringComparer.Ordinal)
            .Select(path => new SetupFile($"{PipetteImport.Hidden}/{Path.GetFileName(path)}", TextOf(path)));
    }

    /// <summary>Old files are Latin-1 whatever their first line says.</summary>
    private static string? TextOf(string path)
    {
        if (new FileInfo(path).Length > LargestText)
            return null;
        var bytes = File.ReadAllBytes(path);
        if (bytes.Contains((byte)0))
            return null;
        try
        {
            return Strict.GetString(bytes);
        }
        catch (DecoderFallbackException)
        {
            return Encoding.Latin1.GetString(bytes);
        }
    }
}
