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
            Detectors(detectors));
        memory?.End();
        reference?.End();
        peak?.End();
        nominal?.End();
        return simulated;
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
                d.Number("misalignment_dac", 0, -1, 1)));
            d.End();
        }

        return all.ToImmutable();
    }
}
