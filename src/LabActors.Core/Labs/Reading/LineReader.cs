using System.Collections.Immutable;
using LabActors.Core.Labs.Drivers;

namespace LabActors.Core.Labs.Reading;

/// <summary>Reads what the extraction line consists of.</summary>
internal sealed class LineReader(YamlMap root, LabNameSets names, DeviceUse devices)
{
    private const double Positive = double.Epsilon;
    private const double Any = double.PositiveInfinity;
    private ValveReader? _valves;

    /// <summary>Instruments are read after the line, which names them.</summary>
    public void CheckOwners(ImmutableArray<InstrumentDefinition> instruments) => _valves?.CheckOwners(instruments);

    public LabDefinition Read(LabDefinition lab)
    {
        var sections = Each("sections", Section);
        CheckFlags(sections);
        var volumes = Each("volumes", m => new VolumeDefinition(
            m.NewName("name", names.Volumes),
            m.Number("cm3", Positive, Any),
            m.Name("section", names.Sections))
        {
            At = m.Drawn("at"),
        });
        _valves = new ValveReader(root, names, devices);
        var valves = _valves.Read();
        return lab with
        {
            Sections = sections,
            Volumes = volumes,
            Valves = valves,
            Pipettes = Pipettes(valves),
            Pumps = Each("pumps", Pump),
            Getters = Each("getters", m => new GetterDefinition(
                m.NewName("name", names.Getters),
                m.Name("volume", names.Volumes),
                m.Number("speed_l_s", Positive, Any))),
            Gauges = Gauges(),
            Heaters = Each("heaters", Heater),
            Cryostats = Cryostats(),
            Environment = Each("environment", Sensor),
            Resources = Each("resources", m => new ResourceDefinition(m.NewName("name", names.Resources))),
            SafeState = SafeState(),
            SampleChanges = SampleChanges(),
        };
    }

    private SectionDefinition Section(YamlMap m)
    {
        var section = new SectionDefinition(m.NewName("name", names.Sections), m.Text("description", ""))
        {
            Flag = m.Text("flag", ""),
            Device = devices.Device(m, DeviceRole.Flags),
        };
        if (section.Flag.Any(c => char.IsWhiteSpace(c) || c == ','))
            m.Report("flag", $"found '{section.Flag}', expected the flag's name at the master, without blanks and commas");
        if (section.Flag.Length > 0 && !m.Has("device"))
            m.Report("flag", "expected 'device' beside it: the master that has the flag");
        if (section.Flag.Length == 0 && m.Has("device"))
            m.Report("device", "expected 'flag' beside it: the name of the flag there");
        return section;
    }

    private void CheckFlags(ImmutableArray<SectionDefinition> sections)
    {
        foreach (var same in sections.Where(s => s.Flag.Length > 0).GroupBy(s => (s.Device, s.Flag)).Where(g => g.Count() > 1))
            root.Report("sections", $"{string.Join(" and ", same.Select(s => s.Name))} have the flag '{same.Key.Flag}' of {same.Key.Device}, expected a flag for each");
    }

    private ImmutableArray<PipetteDefinition> Pipettes(ImmutableArray<ValveDefinition> valves) =>
        Each("pipettes", m =>
        {
            var pipette = new PipetteDefinition(
                m.NewName("name", names.Pipettes),
                m.Name("tank", names.Volumes),
                m.Name("volume", names.Volumes),
                m.Name("inner", names.Valves),
                m.Name("outer", names.Valves))
            {
                ShotsBefore = (int)m.Number("shots_before", 0, 0, int.MaxValue),
            };
            MustJoin(m, "inner", valves, pipette.Inner, pipette.Tank, pipette.Volume);
            MustJoin(m, "outer", valves, pipette.Outer, pipette.Volume, null);
            return pipette;
        });

    private static void MustJoin(
        YamlMap m,
        string key,
        ImmutableArray<ValveDefinition> valves,
        string valve,
        string one,
        string? other)
    {
        if (valves.FirstOrDefault(v => v.Name == valve) is not { JoinsVolumes: true } found)
        {
            return;
        }

        var sides = new[] { found.VolumeA, found.VolumeB };
        if (!sides.Contains(one) || (other is not null && !sides.Contains(other)))
        {
            var expected = other is null ? $"a valve on {one}" : $"the valve between {one} and {other}";
            m.Report(key, $"found '{valve}', which joins {found.VolumeA} and {found.VolumeB}, expected {expected}");
        }
    }

    private ImmutableArray<GaugeDefinition> Gauges()
    {
        var both = new NameSet("gauge");
        var manometers = new NameSet("manometer");
        return Each("gauges", m =>
        {
            var gauge = new GaugeDefinition(
                m.Text("controller"),
                m.Text("name"),
                m.Name("volume", names.Volumes),
                m.Choice("units", (PressureUnit?)PressureUnit.Torr),
                m.Texts("aliases"))
            {
                Manometer = m.Has("manometer") ? (int)m.Number("manometer", 0, 99) : null,
            };
            var reached = devices.Channel(m, DeviceRole.Gauges, devices.OrNone(gauge.Controller), gauge.Name);
            gauge = gauge with { Device = reached.Device, Channel = reached.Channel };
            if (gauge.Manometer is { } index && !manometers.Add($"{index}"))
            {
                m.Report("manometer", $"a second manometer {index}, expected each index once");
            }

            if (!both.Add($"{gauge.Controller}/{gauge.Name}"))
            {
                m.Report("name", $"a second gauge '{gauge.Name}' of '{gauge.Controller}', expected each gauge once");
            }

            return gauge;
        });
    }

    private ImmutableArray<CryostatDefinition> Cryostats() => Each("cryostats", m =>
    {
        var min = m.Number("min_k", 4, 0, 1000);
        var max = m.Number("max_k", 400, 0, 1000);
        var points = m.Map("set_points_k", false)?.NumberEntries(min, max) ?? [];
        var (device, channel) = devices.Channel(m, DeviceRole.Cryostat);
        return new CryostatDefinition(
            m.NewName("name", names.Cryostats),
            m.Name("volume", names.Volumes),
            min,
            max,
            points.ToImmutableDictionary(p => p.Key, p => p.Value))
        {
            Device = device,
            Channel = channel,
        };
    });

    private PumpDefinition Pump(YamlMap m)
    {
        var (device, channel) = devices.Channel(m, DeviceRole.Pump);
        return new PumpDefinition(m.NewName("name", names.Pumps), m.Choice<PumpKind>("kind"), m.Name("volume", names.Volumes), m.Number("speed_l_s", Positive, Any))
        {
            Device = device,
            Channel = channel,
        };
    }

    private HeaterDefinition Heater(YamlMap m)
    {
        var (device, channel) = devices.Channel(m, DeviceRole.Temperature);
        return new HeaterDefinition(m.NewName("name", names.Heaters), m.Name("volume", names.Volumes, false), m.Number("max_c", 500, -273, 3000)) { Device = device, Channel = channel };
    }

    private SensorDefinition Sensor(YamlMap m)
    {
        var name = m.NewName("name", names.Sensors);
        var (device, channel) = devices.Sensor(m);
        return new SensorDefinition(name, device, m.Text("title", name), m.Choice<SensorKind>("kind"), m.Text("units")) { Channel = channel };
    }

    private SafeStateDefinition SafeState()
    {
        if (root.Map("safe_state", false) is not { } m)
        {
            return new SafeStateDefinition([], []);
        }

        var safe = new SafeStateDefinition(m.Names("close", names.Valves), m.Names("pump_out", names.Valves), m.Text("script", ""));
        foreach (var both in safe.Close.Intersect(safe.PumpOut))
        {
            m.Report("pump_out", $"found '{both}', which 'close' names too, expected it in one of them");
        }

        m.End();
        return safe;
    }

    private ImmutableArray<SampleChangeDefinition> SampleChanges() => root.Map("sample_changer", false) is not { } changer
        ? []
        : [.. changer.MapEntries().Select(step =>
        {
            var change = new SampleChangeDefinition(
                step.Key,
                step.Map.Names("open", names.Valves),
                step.Map.Names("close", names.Valves),
                step.Map.Names("lock", names.Valves),
                step.Map.Names("unlock", names.Valves));
            foreach (var both in change.Open.Intersect(change.Close))
                step.Map.Report("close", $"found '{both}', which 'open' names too, expected it in one of them");
            step.Map.End();
            return change;
        })];

    private ImmutableArray<T> Each<T>(string key, Func<YamlMap, T> read)
    {
        var all = ImmutableArray.CreateBuilder<T>();
        foreach (var m in root.Maps(key))
        {
            all.Add(read(m));
            m.End();
        }

        return all.ToImmutable();
    }
}
