using System.Collections.Immutable;
using System.Text;
using LabActors.Core.Reduction;

namespace LabActors.Core.Labs.Writing;

/// <summary>The mass spectrometers of a laboratory's file.</summary>
internal static class InstrumentText
{
    public static void Add(StringBuilder text, ImmutableArray<InstrumentDefinition> instruments, LabRemarks remarks)
    {
        if (!instruments.IsEmpty)
            text.Append("\ninstruments:\n");
        foreach (var instrument in instruments)
            Add(text, instrument, remarks, $"instruments/{instrument.Name}");
    }

    private static void Add(StringBuilder text, InstrumentDefinition i, LabRemarks remarks, string at)
    {
        text.Append($"  - name: {YamlText.Of(i.Name)}{remarks.Behind(at)}\n");
        Line("aliases", i.Aliases.IsEmpty ? "" : FlowMap.List(i.Aliases));
        Line("codes", i.Codes.IsEmpty ? "" : FlowMap.List(i.Codes));
        Line("device", i.Device.Length == 0 ? "" : YamlText.Of(i.Device));
        Line("volume", YamlText.Of(i.Volume));
        Line("inlet", YamlText.Of(i.Inlet));
        Line("outlet", YamlText.Of(i.Outlet));
        Line("sections", FlowMap.List(i.Sections));
        Line("equilibration_s", YamlText.Of(i.Equilibration.TotalSeconds));
        Line("min_pump_time_s", YamlText.Of(i.MinPumpTime.TotalSeconds));
        if (!i.IntegrationTimes.SequenceEqual(InstrumentDefinition.QtegraIntegrationTimes))
            Line("integration_times_s", $"[{string.Join(", ", i.IntegrationTimes.Select(YamlText.Of))}]");
        Line("default_integration_s", YamlText.Of(i.DefaultIntegrationTime));
        Line("axial_detector", YamlText.Of(i.AxialDetector));
        Line("axial_isotope", YamlText.Of(i.AxialIsotope));
        text.Append("    isotopes:\n");
        foreach (var isotope in i.Isotopes)
            Entry(new FlowMap().Text("name", isotope.Name).Number("mass", isotope.Mass), $"isotopes/{isotope.Name}");
        text.Append("    detectors:\n");
        foreach (var detector in i.Detectors)
            Entry(Detector(detector), $"detectors/{detector.Name}");
        Magnet(text, i.Magnet, remarks.Behind($"{at}/magnet"));
        var peak = i.PeakCenter;
        Line("peak_center", new FlowMap().Text("detector", peak.Detector).Text("isotope", peak.Isotope).NumberOr("window_dac", peak.WindowDac, 0.015).NumberOr("step_dac", peak.StepDac, 0.0005)
            .NumberOr("percent", peak.Percent, 80).NumberOr("min_peak_height_fa", peak.MinPeakHeightFa, 5).Add("directions", peak.Direction.ToString()).ToString());
        if (!i.Source.IsEmpty)
            text.Append("    source:\n");
        foreach (var parameter in i.Source)
            Entry(new FlowMap().Text("name", parameter.Name).Number("value", parameter.Value).Number("min", parameter.Min).Number("max", parameter.Max), $"source/{parameter.Name}");

        void Line(string key, string yaml)
        {
            if (yaml.Length > 0)
                text.Append($"    {key}: {yaml}{remarks.Behind($"{at}/{key}")}\n");
        }

        void Entry(FlowMap map, string name) => text.Append($"      - {map}{remarks.Behind($"{at}/{name}")}\n");
    }

    private static FlowMap Detector(DetectorDefinition d)
    {
        var map = new FlowMap().Text("name", d.Name).Word("kind", d.Kind).Number("relative_mass", d.RelativeMass).TextOr("isotope", d.Isotope).NumberOr("resistor_ohm", d.ResistorOhm, 0)
            .NumberOr("gain", d.Gain, 1).NumberOr("deflection", d.Deflection, 0);
        if (d.ProtectionThresholdFa is { } threshold)
            map.Number("protection_threshold_fa", threshold);
        Factor(map, "ic_factor", d.IcFactor);
        Factor(map, "discrimination", d.Discrimination);
        return map.NumberOr("dead_time_ns", d.DeadTimeNs, 0);
    }

    private static void Factor(FlowMap map, string key, Quantity factor)
    {
        if (factor != new Quantity(1))
            map.Add(key, factor.Error is null or 0 ? YamlText.Of(factor.Value) : $"[{YamlText.Of(factor.Value)}, {YamlText.Of(factor.Error.Value)}]");
    }

    private static void Magnet(StringBuilder text, MagnetDefinition magnet, string remark)
    {
        text.Append($"    magnet:{remark}\n");
        text.Append($"      min_dac: {YamlText.Of(magnet.MinDac)}\n      max_dac: {YamlText.Of(magnet.MaxDac)}\n      settling_s: {YamlText.Of(magnet.Settling.TotalSeconds)}\n");
        if (double.IsFinite(magnet.ProtectAboveDac))
            text.Append($"      protect_above_dac: {YamlText.Of(magnet.ProtectAboveDac)}\n");
        if (!magnet.ProtectedDetectors.IsEmpty)
            text.Append($"      protected_detectors: {FlowMap.List(magnet.ProtectedDetectors)}\n");
        if (magnet.TableFile.Length > 0)
        {
            text.Append($"      mftable: {YamlText.Of(magnet.TableFile)}\n");
            return;
        }

        text.Append($"      mass_function: {magnet.MassFunction.ToString().ToLowerInvariant()}\n      table:{(magnet.Table.IsEmpty ? " {}" : "")}\n");
        foreach (var row in magnet.Table.GroupBy(p => p.Isotope))
        {
            var map = new FlowMap();
            foreach (var point in row)
                map.Add(YamlText.Of(point.Detector), YamlText.Of(point.Dac));
            text.Append($"        {YamlText.Of(row.Key)}: {map}\n");
        }
    }
}
