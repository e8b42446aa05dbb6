using System.Collections.Immutable;
using LabActors.Core.Labs.Drivers;
using LabActors.Core.Problems;
using LabActors.Core.Reduction;

namespace LabActors.Core.Labs.Reading;

/// <summary>Reads the mass spectrometers and the extraction devices.</summary>
internal sealed class InstrumentReader(YamlMap root, LabNameSets names, DeviceUse devices, string labFile)
{
    private const double Positive = double.Epsilon;
    private const double Any = double.PositiveInfinity;
    private readonly NameSet _instrumentAliases = new("name of an instrument");
    private readonly NameSet _deviceAliases = new("name of an extraction device");
    private readonly NameSet _codes = new("instrument code");

    public ImmutableArray<InstrumentDefinition> Instruments() => [.. root.Maps("instruments").Select(Instrument)];

    public ImmutableArray<ExtractionDeviceDefinition> ExtractionDevices() =>
        [.. root.Maps("extraction_devices").Select(Device)];

    private InstrumentDefinition Instrument(YamlMap m)
    {
        var isotopes = new NameSet("isotope of this instrument");
        var detectors = new NameSet("detector of this instrument");
        var name = m.NewName("name", names.Instruments);
        Aliases(m, name, _instrumentAliases);
        var isotopeList = Each(m, "isotopes", i => new IsotopeDefinition(
            i.NewName("name", isotopes),
            i.Number("mass", Positive, 300)));
        var detectorList = Each(m, "detectors", d => Detector(d, detectors, isotopes));
        var times = m.Has("integration_times_s")
            ? [.. m.Numbers("integration_times_s", Positive, 3600).Order()]
            : InstrumentDefinition.QtegraIntegrationTimes;
        var standing = m.Number("default_integration_s", Positive, 3600);
        if (!times.Any(t => Math.Abs(t - standing) < 1e-9))
        {
            m.Report("default_integration_s", $"found {standing:G}, expected one of {string.Join(", ", times.Select(t => $"{t:G}"))}");
        }

        var codes = m.Texts("codes");
        foreach (var code in codes.Where(c => !_codes.Add(c)))
        {
            m.Report("codes", $"a second instrument with the code '{code}', expected each code once");
        }

        var instrument = new InstrumentDefinition(
            name,
            m.Texts("aliases"),
            codes,
            m.Name("volume", names.Volumes),
            m.Name("inlet", names.Valves),
            m.Name("outlet", names.Valves),
            m.Names("sections", names.Sections),
            m.Seconds("equilibration_s", 20),
            m.Seconds("min_pump_time_s", 30),
            times,
            standing,
            m.Name("axial_detector", detectors),
            m.Name("axial_isotope", isotopes),
            isotopeList,
            detectorList,
            new MagnetReader(isotopes, detectors, labFile).Read(m.Map("magnet")),
            PeakCenter(m.Map("peak_center"), isotopes, detectors),
            Each(m, "source", Parameter))
        {
            Device = devices.Device(m, DeviceRole.Spectrometer),
            VerifySettings = m.Choice<SettingsPolicy>("verify_settings", SettingsPolicy.Warn),
        };
        if (devices.Schema(instrument.Device) is { IntegrationTimes: { IsEmpty: false } known } schema && m.Has("integration_times_s") && times.FirstOrDefault(t => !known.Any(k => Math.Abs(k - t) < 1e-6)) is > 0 and var other)
            m.Report("integration_times_s", $"found {other:G}, expected what a {schema.Name} knows: {string.Join(", ", known.Select(t => $"{t:G}"))}");
        m.End();
        return instrument;
    }

    private static DetectorDefinition Detector(YamlMap m, NameSet detectors, NameSet isotopes)
    {
        var kind = m.Choice<DetectorKind>("kind");
        return new DetectorDefinition(
            m.NewName("name", detectors),
            kind,
            m.Number("relative_mass", -20, 20),
            m.Name("isotope", isotopes, false),
            kind == DetectorKind.Faraday ? m.Number("resistor_ohm", 1e8, 1e15) : m.Number("resistor_ohm", 0, 0, 1e15),
            m.Number("gain", 1, Positive, 1e6),
            m.Number("deflection", 0, -10000, 10000),
            m.Has("protection_threshold_fa") ? m.Number("protection_threshold_fa", 0, Any) : null)
        {
            IcFactor = m.Quantity("ic_factor", new Quantity(1), Positive, 1e3),
            Discrimination = m.Quantity("discrimination", new Quantity(1), Positive, 1e3),
            DeadTimeNs = kind == DetectorKind.Cdd ? m.Number("dead_time_ns", 0, 0, 1e6) : 0,
        };
    }

    private static SourceParameterDefinition Parameter(YamlMap m)
    {
        var min = m.Number("min");
        var max = m.Number("max", min, Any);
        return new SourceParameterDefinition(m.Text("name"), m.Number("value", min, max), min, max)
        {
            Tolerance = m.Number("tolerance", SourceParameterDefinition.DefaultTolerance(min, max), 0, Any),
        };
    }

    private static PeakCenterDefinition PeakCenter(YamlMap? m, NameSet isotopes, NameSet detectors)
    {
        if (m is null)
        {
            return new PeakCenterDefinition("", "", 0, 0, 0, 0, PeakCenterDirection.Increase);
        }

        var window = m.Number("window_dac", 0.015, Positive, 100);
        var peakCenter = new PeakCenterDefinition(
            m.Name("detector", detectors),
            m.Name("isotope", isotopes),
            window,
            m.Number("step_dac", 0.0005, Positive, window),
            m.Number("percent", 80, 1, 99),
            m.Number("min_peak_height_fa", 5, 0, Any),
            m.Choice("directions", (PeakCenterDirection?)PeakCenterDirection.Increase));
        m.End();
        return peakCenter;
    }

    private ExtractionDeviceDefinition Device(YamlMap m)
    {
        var name = m.NewName("name", names.ExtractionDevices);
        Aliases(m, name, _deviceAliases);
        var kind = m.Choice<ExtractionDeviceKind>("kind");
        var units = Each(m, "units", u => new OutputUnitDefinition(u.Text("name"), u.Number("max", Positive, Any))
        {
            PercentPerUnit = u.Has("percent_per_unit") ? u.Number("percent_per_unit", Positive, Any) : null,
        });
        if (units.IsEmpty && kind != ExtractionDeviceKind.Pipette)
        {
            m.Report("units", $"found none, expected at least one unit of the {kind.ToString().ToLowerInvariant()}'s output");
        }

        var (driver, channel) = devices.Channel(m, RolesOf(kind));
        var (trays, maps) = FromFiles(m, "trays", TrayMapFile.Read, (t, file) => t with { File = file }, t => t.Problems);
        var (patterns, points) = FromFiles(m, "patterns", PatternFile.Read, (p, file) => p with { File = file }, p => p.Problems);
        var device = new ExtractionDeviceDefinition(
            name,
            m.Texts("aliases"),
            kind,
            m.Name("volume", names.Volumes),
            m.Name("section", names.Sections),
            units,
            trays,
            patterns,
            Each(m, "motors", Motor),
            m.Texts("shots"),
            m.Flag("light"),
            m.Flag("camera"))
        {
            Device = driver,
            Channel = channel,
            Stage = devices.Device(m, DeviceRole.Motion, "stage"),
            Power = devices.Device(m, DeviceRole.Laser, "power"),
            TrayMaps = maps,
            PatternPoints = points,
            Calibration = Calibration(m),
        };
        if (m.Has("max_on_min"))
            device = device with { MaxOn = TimeSpan.FromMinutes(m.Number("max_on_min", Positive, 100_000)) };
        m.End();
        return device;
    }

    private static DeviceRole RolesOf(ExtractionDeviceKind kind) => kind switch
    {
        ExtractionDeviceKind.Furnace => DeviceRole.Temperature | DeviceRole.ExtractionDevice,
        ExtractionDeviceKind.Pipette => DeviceRole.ExtractionDevice,
        _ => DeviceRole.Laser | DeviceRole.ExtractionDevice,
    };

    /// <summary>Trays or patterns by name alone, or with the file that says where their points are.</summary>
    private (ImmutableArray<string> Names, ImmutableArray<T> Read) FromFiles<T>(YamlMap device, string key, Func<string, string, string, T> read, Func<T, string, T> from, Func<T, ImmutableArray<Problem>> problems)
    {
        var names = ImmutableArray.CreateBuilder<string>();
        var all = ImmutableArray.CreateBuilder<T>();
        foreach (var (text, map) in device.TextsOrMaps(key))
        {
            var name = map?.Text("name") ?? text;
            names.Add(name);
            if (map is not null && BesideFile.Read(map, "file", labFile) is var (content, path) && content is not null)
            {
                var one = from(read(content, name, path), map.Text("file"));
                foreach (var problem in problems(one))
                    map.Problems.Add(problem);
                all.Add(one);
            }

            map?.End();
        }

        return (names.ToImmutable(), all.ToImmutable());
    }

    private static StageCalibration Calibration(YamlMap device)
    {
        if (device.Map("calibration", false) is not { } m)
            return StageCalibration.None;
        var calibration = new StageCalibration(m.Number("x_mm", 0, -1e6, 1e6), m.Number("y_mm", 0, -1e6, 1e6), m.Number("rotation_deg", 0, -360, 360));
        m.End();
        return calibration;
    }

    private MotorDefinition Motor(YamlMap m)
    {
        var min = m.Number("min");
        var (device, channel) = devices.Channel(m, DeviceRole.Motion);
        return new MotorDefinition(m.Text("name"), min, m.Number("max", min, Any)) { Device = device, Channel = channel };
    }

    /// <summary>A queue finds by name or alias, blanks and case aside, so all of them together must be distinct.</summary>
    private static void Aliases(YamlMap m, string name, NameSet taken)
    {
        foreach (var alias in m.Texts("aliases").Prepend(name).Where(a => a.Length > 0 && !taken.Add(LabNames.Key(a))))
        {
            m.Report(alias == name ? "name" : "aliases", $"a second {taken.What} '{alias}', expected each once, blanks and case aside");
        }
    }

    private static ImmutableArray<T> Each<T>(YamlMap parent, string key, Func<YamlMap, T> read)
    {
        var all = ImmutableArray.CreateBuilder<T>();
        foreach (var m in parent.Maps(key))
        {
            all.Add(read(m));
            m.End();
        }

        return all.ToImmutable();
    }
}
