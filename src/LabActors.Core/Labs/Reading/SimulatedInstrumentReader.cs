using System.Collections.Immutable;
using LabActors.Core.Labs.Simulation;

namespace LabActors.Core.Labs.Reading;

/// <summary>Reads what a simulated mass spectrometer really does.</summary>
internal sealed class SimulatedInstrumentReader(
    YamlMap m,
    LabNameSets names,
    LabDefinition lab,
    Func<YamlMap, string, GasAmounts> amounts)
{
    private const double Positive = double.Epsilon;
    private const double Any = double.PositiveInfinity;

    public SimulatedInstrument Read()
    {
        var name = m.Name("instrument", names.Instruments);
        var instrument = lab.Instruments.FirstOrDefault(i => i.Name == name);
        var detectors = Names($"detector of {name}", instrument?.Detectors.Select(d => d.Name));
        var isotopes = Names($"isotope of {name}", instrument?.Isotopes.Select(i => i.Name));
        var reference = m.Map("reference");
        var peak = m.Map("peak");
        var nominal = m.Map("nominal", false);
        var memory = m.Map("memory", false);
        var simulated = new SimulatedInstrument(
            name,
            m.Number("sensitivity_fa_per_mol", Positive, 1e25),
            m.Number("mass_bias", 0, -10, 10),
            m.Number("consumption_per_s", 0, 0, 1),
            memory is null ? default : amounts(memory, "ar40_mol_s"),
            reference?.Name("isotope", isotopes) ?? "",
            reference?.Name("detector", detectors) ?? "",
            reference?.Number("dac", Positive, 1000) ?? 1,
            nominal?.Number("HighVoltage", 4500, Positive, 1e5) ?? 4500,
            nominal?.Number("TrapCurrent", 200, Positive, 1e4) ?? 200,
            peak?.Number("flat_half_width_dac", Positive, 10) ?? 1,
            peak?.Number("edge_dac", Positive, 10) ?? 1,
            m.Number("deflection_dac_per_unit", 0, -1, 1),
            Detectors(detectors))
        {
            ConsumptionMassPower = m.Number("consumption_mass_power", 0, -10, 10),
            Walls = Walls(m.Map("walls", false)),
            Shape = peak?.Choice("shape", (PeakShape?)PeakShape.Trapezoid) ?? PeakShape.Trapezoid,
            AbundanceSensitivity = m.Number("abundance_sensitivity", 0, 0, 1),
            Interferences = Interferences(),
            Focus = Focus(Names($"source parameter of {name}", instrument?.Source.Select(p => p.Name))),
            Field = Field(m.Map("field", false)),
            Drift = Drift(m.Map("drift", false)),
        };
        memory?.End();
        reference?.End();
        peak?.End();
        nominal?.End();
        return simulated;
    }

    private SourceWalls? Walls(YamlMap? walls)
    {
        if (walls is null)
        {
            return null;
        }

        // What is not used up cannot be driven into the walls.
        if (!(m.Number("consumption_per_s", 0, 0, 1) > 0))
        {
            m.Report("walls", "found walls that remember gas, expected a consumption_per_s above 0 with them");
        }

        var read = new SourceWalls(walls.Number("implanted", Positive, 1), walls.Number("release_s", Positive, 1e9));
        walls.End();
        return read;
    }

    private ImmutableArray<Interference> Interferences()
    {
        var gases = Names("gas", GasAmounts.Names);
        var all = ImmutableArray.CreateBuilder<Interference>();
        foreach (var i in m.Maps("interferences"))
        {
            var of = i.Name("of", gases, false);
            all.Add(new Interference(
                i.Text("name"),
                i.Number("mass", Positive, 300),
                i.Number("fa", 0, 0, 1e6),
                of,
                of.Length > 0 ? i.Number("ratio", Positive, 1) : 0));
            i.End();
        }

        return all.ToImmutable();
    }

    private ImmutableArray<SourceFocus> Focus(NameSet parameters)
    {
        var all = ImmutableArray.CreateBuilder<SourceFocus>();
        foreach (var f in m.Maps("focus"))
        {
            all.Add(new SourceFocus(f.Name("parameter", parameters), f.Number("best"), f.Number("width", Positive, Any)));
            f.End();
        }

        return all.ToImmutable();
    }

    private static SimulatedField? Field(YamlMap? field)
    {
        var read = field is null ? null : new SimulatedField(field.Number("settling_s", 0, 0, 1000), field.Number("hysteresis_dac", 0, 0, 1));
        field?.End();
        return read;
    }

    private static InstrumentDrift? Drift(YamlMap? drift)
    {
        var read = drift is null
            ? null
            : new InstrumentDrift(drift.Number("dac_per_h", 0, -1, 1), drift.Number("daily_dac", 0, -1, 1), drift.Number("sensitivity_per_h", 0, -0.01, 0.01));
        drift?.End();
        return read;
    }

    private static NameSet Names(string what, IEnumerable<string>? all)
    {
        var set = new NameSet(what);
        foreach (var name in all ?? [])
        {
            set.Add(name);
        }

        return set;
    }

    private ImmutableArray<SimulatedDetector> Detectors(NameSet detectors)
    {
        var all = ImmutableArray.CreateBuilder<SimulatedDetector>();
        foreach (var d in m.Maps("detectors"))
        {
            all.Add(new SimulatedDetector(
                d.Name("name", detectors),
                d.Number("efficiency", 1, 0, 100),
                d.Number("baseline_fa", 0, -1e6, 1e6),
                d.Number("dark_cps", 0, 0, 1e6),
                d.Number("misalignment_dac", 0, -1, 1))
            {
                DeadTimeNs = d.Number("dead_time_ns", 0, 0, 1e6),
                SaturationFa = d.Number("saturation_fa", Any, Positive, Any),
                SettlingSeconds = d.Number("settling_s", 0, 0, 1000),
                BaselineDriftFaPerHour = d.Number("baseline_fa_per_h", 0, -1e6, 1e6),
                EfficiencyDriftPerHour = d.Number("efficiency_per_h", 0, -0.01, 0.01),
            });
            d.End();
        }

        return all.ToImmutable();
    }
}
