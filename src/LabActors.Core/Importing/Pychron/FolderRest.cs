using System.Collections.Immutable;

namespace LabActors.Core.Importing.Pychron;

/// <summary>What is copied as it is, and what is known and needed by nobody; the rest of the files is told, so that none is passed over in silence.</summary>
internal sealed class FolderRest(SetupFolder folder, ImportFindings findings)
{
    private static readonly string[] CopiedFolders = ["scripts", "queue_conditionals"];

    // Of Pychron's windows, and of programs that belong to it alone.
    private static readonly string[] NotNeeded =
    [
        "canvas2D/", "spectrometer/scan.yaml", "spectrometer/readout.cfg", "devices/servers/", "server/", "dashboard", "monitors/", "preferences", "labbook", "loads/", "hidden", "canvas_config", "camera",
        "joystick_parameters", "valve_groups.txt", "patterns/", "startup_tests", "group_parameters", "motion_profiler", "device_streamer", "experiment_defaults", "ratio_change_detection",
    ];

    private readonly Dictionary<string, string> _files = new(StringComparer.Ordinal);

    /// <summary>Files beside lab.yaml, by path.</summary>
    public IReadOnlyDictionary<string, string> Files => _files;

    public void Copy()
    {
        foreach (var file in CopiedFolders.SelectMany(folder.Under).Where(f => f.Text is not null))
            Copy(file, file.Path, "copied as it is");
        if (folder.Find("spectrometer/default_conditionals.yaml", "spectrometer/default_conditionals.yml") is { } conditionals)
            Copy(conditionals, "spectrometer/default_conditionals.yaml", "copied as it is: conditionals of every run (./lab conditionals check)");
        if (folder.Find("identifiers.yaml", "experiments/identifiers.yaml") is { } identifiers)
            Copy(identifiers, "identifiers.yaml", "copied as it is: the kinds of analysis");
    }

    /// <summary>Valves of files that Pychron does not read: other lines, older forms. Their addresses are kept as comments.</summary>
    public ImmutableArray<string> OtherValves(SetupFile? read)
    {
        var lines = ImmutableArray.CreateBuilder<string>();
        foreach (var file in folder.Under("extractionline").Where(f => f != read && f.Text is not null && Path.GetExtension(f.Name).ToLowerInvariant() is ".xml" or ".yaml" or ".yml" && f.Name.Contains("valve", StringComparison.OrdinalIgnoreCase)))
        {
            // What is wrong in a file that is not in use is nobody's trouble.
            var apart = new ImportFindings();
            findings.Read(file.Path);
            try
            {
                var others = SwitchFile.Read(file, apart);
                lines.AddRange(others.Select(e => $"{file.Path}:{e.Line}: {e.Kind} {e.Name} {string.Join(", ", e.Values.Select(v => $"{v.Key} {v.Value.Text}"))}"));
                findings.LeftOut("file", file.Path, 0, $"{others.Length} valves, switches and pipettes of a line that Pychron does not read from here: kept as comments (--valves {file.Path} imports it instead)");
            }
            catch (ImportRefusedException refused)
            {
                findings.LeftOut("file", file.Path, 0, refused.Message);
            }
        }

        return lines.ToImmutable();
    }

    /// <summary>Tells of every file that nothing above has read.</summary>
    public void Tell()
    {
        foreach (var file in folder.Files.Where(f => !findings.WasRead(f.Path)))
        {
            if (NotNeeded.Any(known => file.Path.Contains(known, StringComparison.OrdinalIgnoreCase)) || (file.Path.StartsWith("devices/", StringComparison.Ordinal) && file.Name.EndsWith("axis.cfg", StringComparison.Ordinal)))
                findings.NotNeeded("file", file.Path, 0, "of Pychron's windows or of programs around it");
            else if (file.Path.StartsWith("spectrometer/deflections", StringComparison.OrdinalIgnoreCase))
                findings.LeftOut("file", file.Path, 0, "LabActors does not correct the field for deflections: keep those with which the field table was measured");
            else
                findings.LeftOut("file", file.Path, 0, file.Text is null ? "no text" : "not read: what it says is not known to the import");
        }
    }

    private void Copy(SetupFile file, string path, string told)
    {
        findings.Read(file.Path);
        _files[path] = file.Text!;
        if (path == file.Path)
            findings.Taken("file", file.Path, 0, told);
        else
            findings.Changed("file", file.Path, 0, $"{told}; its name is {path}");
    }
}
