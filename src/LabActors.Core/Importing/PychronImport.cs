using System.Collections.Immutable;
using LabActors.Core.Importing.Pychron;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Writing;

namespace LabActors.Core.Importing;

/// <summary>
/// Makes a laboratory of Pychron's set-up folder: valves, interlocks, pipettes, devices with their addresses, volumes from the drawing, the spectrometer, extraction devices, flags. What the folder does not say is chosen and
/// told as assumed; what cannot be taken is told as left out, with its address.
/// </summary>
public static class PychronImport
{
    /// <summary>Where the field table is beside lab.yaml.</summary>
    public const string TableFile = "spectrometer/mftable.csv";

    /// <summary>Imports a folder.</summary>
    /// <exception cref="ImportRefusedException">A file that everything else rests on cannot be read.</exception>
    public static ImportedLab Run(SetupFolder folder, ImportSettings settings)
    {
        var findings = new ImportFindings();
        SetupFile[] starts = [.. Initialization(folder, settings)];
        var init = InitializationFiles.Read(starts, findings);
        if (starts.Length > 1)
            findings.Assumed("what Pychron starts", "", 0, $"what any of {string.Join(", ", starts.Select(f => f.Path))} starts (--initialization FILE takes one)");
        var valvesFile = Chosen(folder, settings.Valves, "--valves", "extractionline/valves.yaml", "extractionline/valves.yml", "extractionline/valves.xml");
        var canvasFile = Chosen(folder, settings.Canvas, "--canvas", "canvas2D/canvas.xml", "canvas2D/canvas.yaml");
        ImmutableArray<SwitchEntry> entries = valvesFile is null ? [] : SwitchFile.Read(valvesFile, findings);
        if (valvesFile is null)
            findings.LeftOut("valves", "", 0, "found no extractionline/valves.xml or valves.yaml: the line has no valves");
        var canvas = canvasFile is null ? CanvasFile.None : CanvasFile.Read(canvasFile, findings);
        if (canvasFile is null)
            findings.Assumed("drawing", "", 0, "found no canvas2D/canvas.xml: what valves join is not known");

        var actuator = DefaultActuator(folder, init, valvesFile?.Path ?? "", findings);
        var setup = new SetupDevices(folder, init, findings).Read(Actuators(entries, actuator));
        var devices = new DeviceImport(init, findings);
        foreach (var device in setup)
            devices.Add(device);

        var gasValves = entries.Where(e => e.Kind is not ("switch" or "pipette")).ToArray();
        var spaces = new CanvasSpaces(canvas, gasValves.Select(e => e.Name).ToHashSet(StringComparer.Ordinal), findings);
        var volumes = new VolumeImport(canvas, findings);
        var site = InstrumentSites.Find(folder, init, canvas, spaces, gasValves, findings);
        var line = new LineImport(entries, canvas, spaces, volumes, devices, actuator, site, findings);
        var valves = line.Valves();
        foreach (var space in spaces.All)
            volumes.Of(space);
        (var pipettes, valves) = new PipetteImport(folder, entries, volumes, findings).Of(valves);
        var instruments = new InstrumentImport(folder, init, devices, volumes, findings);
        InstrumentDefinition? instrument = null;
        if (site is not null)
            (instrument, valves) = instruments.Of(site, valves);
        var extraction = new ExtractionImport(folder, init, devices, canvas, spaces, volumes, findings);
        var pumps = new PumpImport(folder, devices, canvas, spaces, volumes, findings);
        var gauges = new GaugeImport(devices, canvas, spaces, volumes, findings);
        var rest = new FolderRest(folder, findings);
        var others = rest.OtherValves(valvesFile);
        rest.Copy();

        var lab = new LabDefinition
        {
            Name = settings.Name,
            Valves = valves,
            Pipettes = pipettes,
            Instruments = instrument is null ? [] : [instrument],
            ExtractionDevices = extraction.Read(),
            Pumps = pumps.Pumps(setup),
            Getters = pumps.Getters(),
            Cryostats = pumps.Cryostats(setup),
            Heaters = pumps.Heaters(setup),
            Gauges = gauges.Of(setup),
            Resources = Resources(init, findings),
            NoDeviceNames = ["---", "Extract Device", "Extraction Device"],
            SafeState = SafeState(instrument, valves, pipettes, findings),
            Ports = devices.Ports,
            Devices = devices.Devices,
        };
        lab = lab with { Volumes = volumes.Volumes, Sections = Sections(volumes.Volumes, valves, findings) };
        (lab, var unused) = WithoutUnused(lab, findings);
        var rehearsal = RehearsalText.Of(lab);
        findings.Assumed("simulation", "", 0, rehearsal.Length > 0 ? "a usual line with air in its tanks, for rehearsals (--time virtual)" : "none: what every valve joins, a spectrometer and its field table are needed for a rehearsal");
        rest.Tell();
        var remarks = new LabRemarks
        {
            Header =
            [
                $"Made of Pychron's set-up folder by ./lab import; import-report.md says what became of everything in it.",
                "What that folder does not say was assumed: look for 'assumed' in the report. Every key: docs/lab-yaml.md of LabActors.",
            ],
            Of = line.Remarks.ToImmutableDictionary(r => $"valves/{r.Key}", r => r.Value),
            After = new Dictionary<string, ImmutableArray<string>>
            {
                ["ports"] = [.. devices.IdlePorts.Select(port => $"of a device that is not in use: {port}")],
                ["devices"] = [.. devices.Idle, .. unused],
                ["valves"] = others,
                ["gauges"] = gauges.Idle,
                ["extraction_devices"] = extraction.Idle,
            }.ToImmutableDictionary(),
        };
        var files = rest.Files.Concat(extraction.Files).ToImmutableSortedDictionary(StringComparer.Ordinal);
        if (instruments.TableText.Length > 0)
            files = files.SetItem(TableFile, instruments.TableText);
        return new ImportedLab(lab, LabFileWriter.Write(lab, remarks) + rehearsal, files, findings.All);
    }

    private static IEnumerable<SetupFile> Initialization(SetupFolder folder, ImportSettings settings)
    {
        if (settings.Initialization.Length > 0)
            return [Chosen(folder, settings.Initialization, "--initialization")!];
        return folder.Files.Where(f => f.Text is not null && !f.Path.Contains('/', StringComparison.Ordinal) && f.Name.StartsWith("initialization", StringComparison.OrdinalIgnoreCase) && f.Name.EndsWith(".xml", StringComparison.OrdinalIgnoreCase));
    }

    /// <summary>The file that was asked for, which must be there, or else the first of those that Pychron reads.</summary>
    private static SetupFile? Chosen(SetupFolder folder, string asked, string option, params string[] usual) =>
        asked.Length == 0 ? folder.Find(usual)
        : folder.Find(asked, asked.Replace('\\', '/')) ?? throw new ImportRefusedException($"{option}: found no '{asked}' in {folder.Root}, expected a file of it such as {usual.LastOrDefault() ?? "initialization.xml"}");

    /// <summary>What moves a valve whose file does not say: <c>switch_controller</c>, or the <c>valve_controller</c> of older set-ups.</summary>
    private static string DefaultActuator(SetupFolder folder, InitializationFiles init, string file, ImportFindings findings)
    {
        bool IsThere(string name) => folder.Find($"devices/{name}.yaml", $"devices/{name}.yml", $"devices/{name}.cfg") is not null || init.Devices.Any(d => d.Name == name && DeviceFolder.Of(d.Plugin).Length == 0);
        if (IsThere("switch_controller") || !IsThere("valve_controller"))
            return "switch_controller";
        findings.Assumed("actuator of valves that name none", file, 0, "valve_controller, as in older versions of Pychron: there is no switch_controller");
        return "valve_controller";
    }

    /// <summary>A device that nothing names would only be opened for nothing: it and its port stay as comments.</summary>
    private static (LabDefinition Lab, ImmutableArray<string> Comments) WithoutUnused(LabDefinition lab, ImportFindings findings)
    {
        var used = lab.Valves.SelectMany(v => new[] { v.Device, v.StateDevice })
            .Concat(lab.Gauges.Select(g => g.Device)).Concat(lab.Pumps.Select(p => p.Device)).Concat(lab.Heaters.Select(h => h.Device)).Concat(lab.Cryostats.Select(c => c.Device)).Concat(lab.Instruments.Select(i => i.Device))
            .Concat(lab.ExtractionDevices.SelectMany(d => d.Motors.Select(m => m.Device).Concat([d.Device, d.Stage, d.Power]))).ToHashSet(StringComparer.Ordinal);
        DeviceDefinition[] unused = [.. lab.Devices.Where(d => !used.Contains(d.Name))];
        if (unused.Length == lab.Devices.Length)
            return (lab, []);
        foreach (var device in unused)
            findings.LeftOut($"device {device.Name}", "", 0, $"nothing in lab.yaml uses it: kept as a comment, at {lab.Ports.First(p => p.Name == device.Port).Address}");
        var devices = lab.Devices.RemoveRange(unused);
        ImmutableArray<PortDefinition> ports = [.. lab.Ports.Where(p => devices.Any(d => d.Port == p.Name))];
        return (lab with { Devices = devices, Ports = ports }, [.. lab.Ports.Except(ports).Select(p => $"port of an unused device: {LabFileWriter.Line(p)}"), .. unused.Select(d => $"unused: {LabFileWriter.Line(d)}")]);
    }

    private static IEnumerable<string> Actuators(ImmutableArray<SwitchEntry> entries, string usual) =>
        entries.Where(e => e.Kind is not ("pipette" or "manual_valve" or "manual_switch")).SelectMany(e => new[] { e.Text("actuator") is { Length: > 0 } named ? named : usual, e.Text("state_device") })
            .Where(name => name.Length > 0).Distinct();

    private static ImmutableArray<ResourceDefinition> Resources(InitializationFiles init, ImportFindings findings)
    {
        foreach (var flag in init.Flags)
        {
            if (flag.Kind == "flag")
                findings.Taken($"flag {flag.Name}", flag.File, flag.Line, "a resource of acquire, release and wait");
            else
                findings.Changed($"flag {flag.Name}", flag.File, flag.Line, $"a {flag.Kind} there; a resource of acquire, release and wait here");
        }

        return [.. init.Flags.Select(f => new ResourceDefinition(f.Name))];
    }

    private static SafeStateDefinition SafeState(InstrumentDefinition? instrument, ImmutableArray<ValveDefinition> valves, ImmutableArray<PipetteDefinition> pipettes, ImportFindings findings)
    {
        var moved = valves.Where(v => v.IsDriven).Select(v => v.Name).ToHashSet(StringComparer.Ordinal);
        ImmutableArray<string> close = [.. pipettes.SelectMany(p => new[] { p.Outer, p.Inner }).Prepend(instrument?.Inlet ?? "").Where(moved.Contains).Distinct()];
        if (!close.IsEmpty)
            findings.Assumed("safe state", "", 0, $"closes {string.Join(", ", close)}: Pychron has none; say in 'safe_state' what else is to be closed, and which pumps' valves are to be opened");
        return new SafeStateDefinition(close, []);
    }

    private static ImmutableArray<SectionDefinition> Sections(ImmutableArray<VolumeDefinition> volumes, ImmutableArray<ValveDefinition> valves, ImportFindings findings)
    {
        ImmutableArray<SectionDefinition> sections = [.. volumes.Select(v => v.Section).Concat(valves.Select(v => v.Section)).Append(VolumeImport.Line).Distinct().Select(s => new SectionDefinition(s, ""))];
        findings.Assumed("sections", "", 0, $"{string.Join(", ", sections.Select(s => s.Name))}: Pychron has none");
        return sections;
    }
}
