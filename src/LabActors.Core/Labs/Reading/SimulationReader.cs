using System.Collections.Immutable;
using LabActors.Core.Labs.Simulation;

namespace LabActors.Core.Labs.Reading;

/// <summary>Reads the <c>simulation</c> section; the laboratory itself has been read before.</summary>
internal sealed class SimulationReader(YamlMap root, LabNameSets names, LabDefinition lab)
{
    private const double Positive = double.Epsilon;
    private const double Any = double.PositiveInfinity;
    private readonly Dictionary<string, GasAmounts> _gases = [];
    private readonly HashSet<string> _heated = [];
    private readonly HashSet<string> _told = [];

    public SimulationDefinition Read()
    {
        if (root.Map("gases") is { } gases)
        {
            foreach (var (name, recipe) in gases.MapEntries())
            {
                names.Gases.Add(name);
                _gases[name] = Recipe(recipe);
            }
        }

        var trapped = Gas(root, "trapped");
        var floor = root.Map("gauges", false);
        var simulation = new SimulationDefinition(
            root.Number("temperature_k", 295, 1, 1000),
            root.Number("lambda_k_per_a", Positive, 1e-8),
            Production(root.Map("production")),
            floor?.Number("noise", 0.01, 0, 1) ?? 0.01,
            floor?.Number("floor_mbar", 1e-11, 0, 1) ?? 1e-11,
            Each("tanks", m => new TankFilling(m.Name("volume", names.Volumes), Amounts(m, "ar40_mol"))),
            Each("outgassing", m => new Outgassing(m.Name("volume", names.Volumes), Amounts(m, "ar40_mol_s"))),
            Each("pumps", m => new PumpBase(
                m.Name("pump", names.Pumps),
                Gas(m, "gas"),
                m.Number("base_mbar", 0, 1100))),
            Each("conductances", m => new ValveConductance(
                m.Name("valve", names.Valves),
                m.Number("l_s", Positive, 1e4))),
            Each("instruments", m => new SimulatedInstrumentReader(m, names, lab, Amounts).Read()),
            Each("extraction_devices", Heating),
            Each("shots", m => new SimulatedShot(
                m.Name("device", names.ExtractionDevices),
                m.Text("shot"),
                Amounts(m, "ar40_mol"))),
            Each("samples", m => new SampleReader(m, names, trapped).Read()))
        {
            GaugeArgonFactor = floor?.Number("argon_factor", 1, Positive, 10) ?? 1,
            GetterCapacities = Each("getters", m => new GetterCapacity(
                Once(m, "getter", names.Getters),
                m.Number("capacity_mol", Positive, 1))),
            ColdTraps = Each("cryostats", m => new SimulatedColdTrap(
                Once(m, "cryostat", names.Cryostats),
                m.Number("speed_l_s", Positive, 1e4),
                m.Number("argon_below_k", 0, 0, 1000),
                m.Number("reactive_below_k", 0, 0, 1000),
                m.Number("release_s", 10, Positive, 1e6))),
            Environment = Each("environment", m => new SimulatedSensor(
                m.Name("sensor", names.Sensors),
                m.Number("mean"),
                m.Number("daily", 0, 0, Any),
                m.Number("noise", 0, 0, Any))),
        };
        floor?.End();
        simulation = simulation with { Decay = Decay(simulation.Samples) };
        root.End();
        Complete(simulation);
        return simulation;
    }

    /// <summary>A laboratory is simulated as a whole or not at all: what heats or measures must be described.</summary>
    private void Complete(SimulationDefinition simulation)
    {
        foreach (var device in lab.ExtractionDevices.Where(d => d.Kind != ExtractionDeviceKind.Pipette && !_heated.Contains(d.Name)))
        {
            root.Report("extraction_devices", $"found nothing about '{device.Name}', expected an entry for each extraction device that heats");
        }

        foreach (var sensor in lab.Environment.Where(s => simulation.Environment.Count(e => e.Sensor == s.Name) != 1))
        {
            root.Report("environment", $"found {simulation.Environment.Count(e => e.Sensor == sensor.Name)} entries for '{sensor.Name}', expected one for each sensor");
        }

        foreach (var instrument in lab.Instruments.Where(i => simulation.Instruments.Count(s => s.Instrument == i.Name) != 1))
        {
            root.Report("instruments", $"found {simulation.Instruments.Count(s => s.Instrument == instrument.Name)} entries for '{instrument.Name}', expected one for each instrument");
        }
    }

    private static GasAmounts Recipe(YamlMap m)
    {
        Span<double> amounts = stackalloc double[GasAmounts.Count];
        for (var i = 0; i < GasAmounts.Count; i++)
        {
            var key = GasAmounts.Names[i];
            amounts[i] = i == 0 ? m.Number(key, Positive, Any) : m.Number(key, 0, 0, Any);
        }

        m.End();
        return GasAmounts.From(amounts);
    }

    private static ProductionRatios Production(YamlMap? m)
    {
        if (m is null)
        {
            return new ProductionRatios(0, 0, 0, 0, 0, 1);
        }

        var ratios = new ProductionRatios(
            m.Number("Ca3637", 0, 1),
            m.Number("Ca3937", 0, 1),
            m.Number("Ca3837", 0, 1),
            m.Number("K3839", 0, 1),
            m.Number("K4039", 0, 1),
            m.Number("Ca_K", Positive, 100))
        {
            K3739 = m.Number("K3739", 0, 0, 1),
            Cl3638 = m.Number("Cl3638", 0, 0, 1e4),
            ClK = m.Number("Cl_K", 1, Positive, 100),
        };
        m.End();
        return ratios;
    }

    /// <summary>Nothing decays unless the section says so, or a sample says when it was irradiated.</summary>
    private RadioactiveDecay? Decay(ImmutableArray<SampleDefinition> samples)
    {
        var usual = RadioactiveDecay.Default;
        if (root.Map("decay", false) is not { } m)
        {
            return samples.Any(s => !s.Irradiation.IsEmpty) ? usual : null;
        }

        var decay = new RadioactiveDecay(
            m.Number("Ar37_per_d", usual.Ar37PerDay, 0, 1),
            m.Number("Ar39_per_d", usual.Ar39PerDay, 0, 1),
            m.Number("Cl36_per_d", usual.Cl36PerDay, 0, 1));
        m.End();
        return decay;
    }

    private string Once(YamlMap m, string key, NameSet known)
    {
        var name = m.Name(key, known);
        if (!_told.Add($"{key} {name}"))
        {
            m.Report(key, $"a second entry for '{name}', expected each {key} once");
        }

        return name;
    }

    private GasAmounts Gas(YamlMap m, string key) =>
        _gases.TryGetValue(m.Name(key, names.Gases), out var gas) ? gas : new GasAmounts(1);

    private GasAmounts Amounts(YamlMap m, string ar40Key) => Gas(m, "gas").WithAr40(m.Number(ar40Key, 0, Any));

    private SimulatedHeating Heating(YamlMap m)
    {
        var device = m.Name("device", names.ExtractionDevices);
        var units = new NameSet($"unit of {device}");
        foreach (var unit in lab.ExtractionDevices.FirstOrDefault(d => d.Name == device)?.Units ?? [])
        {
            units.Add(unit.Name);
        }

        if (!_heated.Add(device))
        {
            m.Report("device", $"a second entry for '{device}', expected each extraction device once");
        }

        var factors = ImmutableDictionary.CreateBuilder<string, double>();
        if (m.Map("kelvin_per_unit") is { } map)
        {
            foreach (var (unit, kelvin) in map.NumberEntries(0, 1e5))
            {
                map.Check(unit, units);
                factors[unit] = kelvin;
            }
        }

        foreach (var unit in units.Names.Where(u => !LabNames.Same(u, SimulatedHeating.Celsius) && !factors.ContainsKey(u)))
        {
            m.Report("kelvin_per_unit", $"missing key '{unit}', expected kelvin per unit for each unit of {device}");
        }

        return new SimulatedHeating(device, factors.ToImmutable())
        {
            Blank = HotBlank(m.Map("blank", false)),
            TimeConstantSeconds = m.Number("time_constant_s", 0, 0, 1e5),
        };
    }

    private HotBlank? HotBlank(YamlMap? m)
    {
        if (m is null)
        {
            return null;
        }

        var blank = new HotBlank(Amounts(m, "ar40_mol_s"), m.Number("at_k", Positive, 4000), m.Number("activation_kj_mol", 0, 0, 1000));
        m.End();
        return blank;
    }

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
