using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Labs;

namespace LabActors.Core.Importing.Pychron;

/// <summary>Makes the mass spectrometer of the set-up.</summary>
internal sealed class InstrumentImport(SetupFolder folder, InitializationFiles init, DeviceImport devices, VolumeImport volumes, ImportFindings findings)
{
    private const double DefaultIntegration = 1.048576;

    /// <summary>The table file beside lab.yaml; empty when there is none.</summary>
    public string TableText { get; private set; } = "";

    /// <summary>The spectrometer, and the valves with those that had to be made for it; null when its set-up lacks what it cannot be without.</summary>
    public (InstrumentDefinition? Instrument, ImmutableArray<ValveDefinition> Valves) Of(InstrumentSite site, ImmutableArray<ValveDefinition> valves)
    {
        var isotopes = MolecularWeights.Read(folder, findings);
        var configuration = Configuration();
        var (detectors, axial, axialIsotope) = new DetectorImport(folder, configuration, isotopes, findings).Read();
        if (detectors.IsEmpty)
        {
            findings.LeftOut($"spectrometer {site.Name}", "", 0, "found no detectors (spectrometer/detectors.cfg or .yaml) or no isotopes: a spectrometer without them measures nothing");
            return (null, valves);
        }

        var volume = site.Space is { } space ? volumes.Of(space, site.Name) : volumes.New(site.Name, "spectrometer", "no drawing shows it", site.Name);
        (var inlet, valves) = ValveOf("inlet", site.Inlet, valves, site, volume);
        (var outlet, valves) = ValveOf("outlet", site.Outlet, valves, site, volume);
        var device = devices.Find("", "spectrometer_microcontroller");
        var times = device is null || DeviceImport.Schema(device).IntegrationTimes.IsDefaultOrEmpty ? InstrumentDefinition.QtegraIntegrationTimes : DeviceImport.Schema(device).IntegrationTimes;
        var equilibration = configuration?.Value("Default", "eqtime")?.Number ?? 20;
        findings.Assumed($"times of {site.Name}", "", 0, string.Create(CultureInfo.InvariantCulture, $"equilibration {equilibration} s, pumping 30 s: Pychron's queues and scripts say them; they are what counts where a queue says nothing"));
        findings.Assumed($"sections of {site.Name}", "", 0, $"a run has the whole section '{VolumeImport.Line}' while it extracts: divide it in 'sections' if others can use a part meanwhile");
        var magnet = Magnet(configuration, detectors, isotopes);
        var instrument = new InstrumentDefinition(
            site.Name,
            [],
            [],
            volume,
            inlet,
            outlet,
            [VolumeImport.Line],
            TimeSpan.FromSeconds(Math.Clamp(equilibration, 0, 3600)),
            TimeSpan.FromSeconds(30),
            times,
            times.MinBy(t => Math.Abs(t - DefaultIntegration)),
            axial,
            axialIsotope,
            isotopes,
            detectors,
            magnet,
            PeakCenter(magnet, axial, axialIsotope),
            configuration is null ? [] : new SourceImport(folder, findings).Read(configuration))
        {
            Device = device?.Name ?? "",
        };
        if (device is null && !devices.Devices.IsEmpty)
            findings.LeftOut($"device of {site.Name}", "", 0, $"found none that LabActors reaches ({init.Find(SetupDevices.IsSpectrometer)?.Name ?? "no plug-in of a spectrometer"}, devices/spectrometer_microcontroller.cfg): nothing measures");
        return (instrument, valves);
    }

    private CfgFile? Configuration()
    {
        SetupFile[] others = [.. folder.Under("spectrometer/configurations").Where(f => f.Text is not null && f.Name.EndsWith(".cfg", StringComparison.OrdinalIgnoreCase))];
        var file = folder.Find("spectrometer/config.cfg") ?? others.FirstOrDefault();
        foreach (var other in others.Where(o => o != file))
        {
            findings.Read(other.Path);
            findings.LeftOut("configuration", other.Path, 0, $"LabActors has one standing configuration of the source: that of {file!.Path}");
        }

        if (file is null)
        {
            findings.Assumed("configuration of the source", "", 0, "no parameters: there is no spectrometer/config.cfg");
            return null;
        }

        var configuration = CfgFile.Read(file, findings);
        foreach (var section in configuration.Sections.Where(s => s.Name is not ("General" or "Default" or "Magnet" or "SourceParameters" or "SourceOptics" or "Trap" or "Deflections" or "Protection" or "CDDParameters")))
            findings.LeftOut($"section {section.Name}", file.Path, section.Line, $"{string.Join(", ", section.Values.Select(v => $"{v.Key} = {v.Value.Text}"))}: lab.yaml has no place for it; a script can set it as a parameter");
        return configuration;
    }

    private (string Name, ImmutableArray<ValveDefinition> Valves) ValveOf(string what, string found, ImmutableArray<ValveDefinition> valves, InstrumentSite site, string volume)
    {
        if (valves.Any(v => v.Name == found))
            return (found, valves);
        var name = $"{site.Name} {what}";
        findings.Assumed($"{what} of {site.Name}", "", 0, $"no valve of the set-up is it for certain: '{name}', moved by hand, stands for it; put the real one there");
        return (name, valves.Add(new ValveDefinition(name, name, volume, volumes.New($"beyond {name}", "tube", "it stands for what is not known"), what == "outlet" ? site.Name : VolumeImport.Line, [], [], TimeSpan.Zero, ValveKind.Manual)));
    }

    private MagnetDefinition Magnet(CfgFile? configuration, ImmutableArray<DetectorDefinition> detectors, ImmutableArray<IsotopeDefinition> isotopes)
    {
        var magnet = new MagnetDefinition(0, 10, TimeSpan.FromSeconds(0.5), MassFunction.Parabolic, double.PositiveInfinity, [], []);
        if (Table(configuration) is { } table)
        {
            var points = table.Points.Where(p => detectors.Any(d => d.Name == p.Detector) && isotopes.Any(i => i.Name == p.Isotope)).ToImmutableArray();
            var function = table.MassFunction ?? MassFunction.Parabolic;
            TableText = FieldTableFile.Write(table with { Points = points, Detectors = [.. table.Detectors.Where(d => points.Any(p => p.Detector == d))] }, function);
            magnet = magnet with
            {
                Table = points,
                MassFunction = function,
                TableFile = PychronImport.TableFile,
                MinDac = points.IsEmpty ? 0 : Math.Min(0, Math.Floor(points.Min(p => p.Dac))),
                MaxDac = points.IsEmpty ? 10 : Math.Max(10, Math.Ceiling(points.Max(p => p.Dac))),
            };
        }

        findings.Assumed("magnet", "", 0, string.Create(CultureInfo.InvariantCulture, $"DAC from {magnet.MinDac} to {magnet.MaxDac}, settling 0.5 s, as in Pychron"));
        return configuration is null ? magnet : new ProtectionImport(configuration, findings).Of(magnet, detectors);
    }

    private FieldTable? Table(CfgFile? configuration)
    {
        var named = configuration?.Text("Magnet", "mftable") is { Length: > 0 } said ? said : "mftable";
        var stem = Path.GetFileNameWithoutExtension(named);
        if (folder.Find($"spectrometer/mftables/{stem}.csv", $"spectrometer/{stem}.csv", "spectrometer/mftable.csv", "spectrometer/mftables/argon.csv") is not { } file)
        {
            findings.LeftOut("field table", configuration?.Path ?? "", 0, $"found no spectrometer/{stem}.csv: the magnet has no table, and no peak is found");
            return null;
        }

        findings.Read(file.Path);
        var table = FieldTableFile.Read(file.Text!, file.Path);
        foreach (var problem in table.Problems)
            findings.LeftOut("field table", file.Path, problem.Line, problem.Message);
        findings.Taken("field table", file.Path, 0, $"{table.Points.Length} points; beside lab.yaml as {PychronImport.TableFile}");
        if (table.MassFunction is null)
            findings.Assumed("mass function", file.Path, 1, "parabolic, as Pychron takes it where the file does not say");
        return table;
    }

    private PeakCenterDefinition PeakCenter(MagnetDefinition magnet, string axial, string axialIsotope)
    {
        var point = magnet.Table.FirstOrDefault(p => p.Detector == axial) ?? magnet.Table.FirstOrDefault();
        var (detector, isotope) = point is null ? (axial, axialIsotope) : (point.Detector, point.Isotope);
        findings.Assumed("peak center", "", 0, $"{isotope} on {detector}, and Pychron's own window, step and percentage: its scripts say them");
        return new PeakCenterDefinition(detector, isotope, 0.015, 0.0005, 80, 5, PeakCenterDirection.Increase);
    }
}
