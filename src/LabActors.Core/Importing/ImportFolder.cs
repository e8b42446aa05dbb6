using LabActors.Core.Labs;

namespace LabActors.Core.Importing;

/// <summary>Writes an imported laboratory as a folder: <c>lab.yaml</c>, the files beside it, and the report. It is there as a whole or not at all.</summary>
public static class ImportFolder
{
    /// <summary>Name of the report.</summary>
    public const string Report = "import-report.md";

    private const string LabFileName = "lab.yaml";

    /// <summary>Tells whether a folder may be written, before anything is done.</summary>
    /// <exception cref="ImportRefusedException">It is there and not empty, and nobody asked for it to be overwritten; or a file has its name.</exception>
    public static void Check(string folder, bool overwrite)
    {
        if (File.Exists(folder))
            throw new ImportRefusedException($"{folder}: found a file, expected the name of a folder");
        if (!overwrite && Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any())
            throw new ImportRefusedException($"{folder}: found a folder that is not empty, expected a new one (--overwrite replaces the files that the import writes, and leaves the others)");
    }

    /// <summary>Writes the folder; what was imported, with what reading lab.yaml again said against it.</summary>
    /// <exception cref="ImportRefusedException">It cannot be written.</exception>
    public static ImportedLab Write(ImportedLab imported, string folder, string from, bool overwrite)
    {
        Check(folder, overwrite);
        var target = Path.GetFullPath(folder);
        var beside = Path.Combine(Path.GetDirectoryName(target) ?? target, $".{Path.GetFileName(target)}.{Guid.NewGuid():n}");
        try
        {
            Directory.CreateDirectory(beside);
            File.WriteAllText(Path.Combine(beside, LabFileName), imported.Text);
            foreach (var (path, text) in imported.Files)
            {
                Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(beside, path))!);
                File.WriteAllText(Path.Combine(beside, path), text);
            }

            imported = Proved(imported, Path.Combine(beside, LabFileName));
            File.WriteAllText(Path.Combine(beside, Report), ImportReport.Markdown(imported, from));
            Move(beside, target);
            return imported;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ImportRefusedException($"{folder}: cannot be written: {e.Message}");
        }
        finally
        {
            if (Directory.Exists(beside))
                Directory.Delete(beside, true);
        }
    }

    private static ImportedLab Proved(ImportedLab imported, string path)
    {
        var read = LabFile.Read(imported.Text, path);
        return imported with
        {
            Findings =
            [
                .. imported.Findings,
                .. read.Problems.Where(p => p.IsError).Select(p => new ImportFinding(ImportOutcome.LeftOut, p.Field.Length > 0 ? p.Field : LabFileName, LabFileName, p.Line, $"{p.Message}: mend it by hand")),
            ],
        };
    }

    private static void Move(string beside, string target)
    {
        if (!Directory.Exists(target))
        {
            Directory.Move(beside, target);
            return;
        }

        foreach (var path in Directory.EnumerateFiles(beside, "*", SearchOption.AllDirectories))
        {
            var to = Path.Combine(target, Path.GetRelativePath(beside, path));
            Directory.CreateDirectory(Path.GetDirectoryName(to)!);
            File.Move(path, to, true);
        }
    }
}
