using System.Globalization;
using System.Text;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;
using LabActors.Core.Labs.Writing;

namespace LabActors.Core.Importing;

/// <summary>
/// The section <c>simulation</c> of an imported laboratory, so that queues and scripts can be rehearsed before anything real moves. None of its values is the laboratory's: they are those of a usual line, with air in its tanks.
/// </summary>
internal static class RehearsalText
{
    // Lee et al. (2006): 40/36 = 298.56, 38/36 = 0.1885; argon is 0.934 % of air.
    private const string Air = "{Ar40: 298.56, Ar38: 0.1885, Ar36: 1, reactive: 31773}";

    // Total decay constant of 40K, 1/a: Min et al. (2000).
    private const string LambdaK = "5.463e-10";

    /// <summary>The section; empty where the laboratory cannot be simulated: no spectrometer, no field table, or a valve of which nobody says what it joins.</summary>
    public static string Of(LabDefinition lab)
    {
        if (lab.Instruments.IsEmpty || lab.Instruments.Any(i => i.Magnet.Table.IsEmpty) || lab.Valves.Any(v => v.Kind != ValveKind.Switch && !v.JoinsVolumes))
            return "";
        var text = new StringBuilder();
        text.Append($"\n# For rehearsals (--time virtual): what only the simulator knows (docs/simulation.md). Usual values, none of them this laboratory's; hardware has no use for them.\nsimulation:\n  gases:\n    air: {Air}\n  trapped: air\n  lambda_k_per_a: {LambdaK}\n");
        text.Append("  production: {Ca3637: 2.7e-4, Ca3937: 7.0e-4, Ca3837: 1.96e-5, K3839: 1.3e-2, K4039: 1.0e-3, Ca_K: 1.96} # a cadmium-shielded TRIGA reactor\n");
        List("tanks", lab.Pipettes.Select(p => p.Tank).Distinct().Select(tank => new FlowMap().Text("volume", tank).Text("gas", "air").Number("ar40_mol", 1e-9)));
        List("pumps", lab.Pumps.Select(p => new FlowMap().Text("pump", p.Name).Text("gas", "air").Number("base_mbar", 1e-9)));
        text.Append("  instruments:\n");
        foreach (var instrument in lab.Instruments)
        {
            var point = instrument.Magnet.Table.FirstOrDefault(p => p.Detector == instrument.PeakCenter.Detector && p.Isotope == instrument.PeakCenter.Isotope) ?? instrument.Magnet.Table[0];
            text.Append(CultureInfo.InvariantCulture, $"    - instrument: {YamlText.Of(instrument.Name)}\n      sensitivity_fa_per_mol: 2.0e+16\n");
            text.Append(CultureInfo.InvariantCulture, $"      reference: {new FlowMap().Text("isotope", point.Isotope).Text("detector", point.Detector).Number("dac", point.Dac)}\n      peak: {{flat_half_width_dac: 0.003, edge_dac: 0.002}}\n");
        }

        List("extraction_devices", lab.ExtractionDevices.Where(d => d.Kind != ExtractionDeviceKind.Pipette).Select(d =>
        {
            var units = new FlowMap();
            foreach (var unit in d.Units.Where(u => !LabNames.Same(u.Name, SimulatedHeating.Celsius)))
                units.Number(unit.Name, 1500 / unit.Max);
            return new FlowMap().Text("device", d.Name).Add("kelvin_per_unit", units.ToString());
        }));
        return text.ToString();

        void List(string key, IEnumerable<FlowMap> entries)
        {
            var lines = string.Concat(entries.Select(entry => $"    - {entry}\n"));
            if (lines.Length > 0)
                text.Append(CultureInfo.InvariantCulture, $"  {key}:\n{lines}");
        }
    }
}
