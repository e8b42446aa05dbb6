namespace LabActors.Core.Importing.Pychron;

/// <summary>Finds the spectrometer that a set-up is for among those drawn, its inlet and its outlet.</summary>
internal static class InstrumentSites
{
    /// <summary>The spectrometer; null when the set-up has none.</summary>
    public static InstrumentSite? Find(SetupFolder folder, InitializationFiles init, CanvasFile canvas, CanvasSpaces spaces, IReadOnlyCollection<SwitchEntry> valves, ImportFindings findings)
    {
        if (!folder.Under("spectrometer").Any() && init.Find(SetupDevices.IsSpectrometer) is not { IsEnabled: true })
            return null;
        var name = Name(folder, init, canvas, findings);
        CanvasItem[] drawn = [.. canvas.Items.Where(i => i.Kind == "spectrometer")];
        var own = drawn.FirstOrDefault(i => string.Equals(i.Name, name, StringComparison.OrdinalIgnoreCase)) ?? (drawn.Length == 1 ? drawn[0] : null);
        foreach (var other in drawn.Where(i => i != own))
            findings.NotNeeded($"spectrometer {other.Name}", canvas.Path, other.Line, "this set-up is not that spectrometer's: it is a volume of the line only");
        var space = own is null ? null : spaces.With(own.Name);
        SwitchEntry[] beside = [.. valves.Where(v => v.Kind != "switch" && (space is null || spaces.Of(v.Name).Contains(space)))];
        var outlet = beside.FirstOrDefault(v => space is not null && spaces.Of(v.Name).Any(s => s != space && s.Kind is "ionpump" or "turbo"))
            ?? beside.FirstOrDefault(v => Says(v, "ion pump", "ionpump"));
        var inlet = beside.FirstOrDefault(v => v != outlet && Says(v, "inlet") && (space is not null || Says(v, "mass spec", " ms", name)))
            ?? (space is null ? null : beside.FirstOrDefault(v => v != outlet));
        foreach (var (what, valve) in (ReadOnlySpan<(string, SwitchEntry?)>)[("inlet", inlet), ("outlet", outlet)])
        {
            if (valve is not null)
                findings.Assumed($"{what} of {name}", valve.File, valve.Line, $"{valve.Name} ({valve.Text("description")}): no file of Pychron says it, its scripts do");
        }

        return new InstrumentSite(name, space, inlet?.Name ?? "", outlet?.Name ?? "");
    }

    private static string Name(SetupFolder folder, InitializationFiles init, CanvasFile canvas, ImportFindings findings)
    {
        foreach (var path in (string[])["devices/spectrometer_microcontroller.cfg", "spectrometer/config.cfg"])
        {
            if (folder.Find(path) is { } file && CfgFile.Read(file, findings).Value("General", "name") is { } named)
            {
                findings.Taken("name of the spectrometer", path, named.Line, named.Text);
                return named.Text;
            }
        }

        var plugin = init.Find(SetupDevices.IsSpectrometer);
        var name = plugin?.Name[..^"Spectrometer".Length] ?? canvas.Items.FirstOrDefault(i => i.Kind == "spectrometer")?.Name ?? "Spectrometer";
        findings.Assumed("name of the spectrometer", plugin?.File ?? "", plugin?.Line ?? 0, $"{name}: no file says how queues name it");
        return name;
    }

    private static bool Says(SwitchEntry valve, params string[] words) =>
        words.Any(w => $" {valve.Text("description")}".Contains(w, StringComparison.OrdinalIgnoreCase));
}
