using System.Collections.Immutable;
using System.Text;

namespace LabActors.Core.Labs.Writing;

/// <summary>The extraction devices of a laboratory's file.</summary>
internal static class ExtractionDeviceText
{
    public static void Add(StringBuilder text, ImmutableArray<ExtractionDeviceDefinition> devices, LabRemarks remarks)
    {
        if (!devices.IsEmpty)
            text.Append("\nextraction_devices:\n");
        foreach (var device in devices)
            Add(text, device, remarks.Behind($"extraction_devices/{device.Name}"));
    }

    private static void Add(StringBuilder text, ExtractionDeviceDefinition d, string remark)
    {
        text.Append($"  - name: {YamlText.Of(d.Name)}{remark}\n");
        Line("aliases", d.Aliases.IsEmpty ? "" : FlowMap.List(d.Aliases));
        Line("kind", d.Kind.ToString().ToLowerInvariant());
        Line("device", d.Device.Length == 0 ? "" : YamlText.Of(d.Device));
        Line("channel", d.Channel.Length == 0 ? "" : YamlText.Of(d.Channel));
        Line("stage", d.Stage.Length == 0 ? "" : YamlText.Of(d.Stage));
        Line("power", d.Power.Length == 0 ? "" : YamlText.Of(d.Power));
        Line("volume", YamlText.Of(d.Volume));
        Line("section", YamlText.Of(d.Section));
        Line("units", d.Units.IsEmpty ? "" : $"[{string.Join(", ", d.Units.Select(u => Unit(u)))}]");
        Line("trays", d.Trays.IsEmpty ? "" : $"[{string.Join(", ", d.Trays.Select(t => Named(t, d.FindTrayMap(t)?.File)))}]");
        Line("patterns", d.Patterns.IsEmpty ? "" : $"[{string.Join(", ", d.Patterns.Select(p => Named(p, d.PatternPoints.FirstOrDefault(f => f.Name == p)?.File)))}]");
        Line("calibration", d.Calibration == StageCalibration.None ? "" : new FlowMap().Number("x_mm", d.Calibration.X).Number("y_mm", d.Calibration.Y).Number("rotation_deg", d.Calibration.RotationDegrees).ToString());
        Line("max_on_min", d.MaxOn is { } on && on != TimeSpan.FromMinutes(60) ? YamlText.Of(on.TotalMinutes) : "");
        if (!d.Motors.IsEmpty)
            text.Append("    motors:\n");
        foreach (var motor in d.Motors)
            text.Append($"      - {new FlowMap().Text("name", motor.Name).Number("min", motor.Min).Number("max", motor.Max).TextOr("device", motor.Device).TextOr("channel", motor.Channel)}\n");
        Line("shots", d.Shots.IsEmpty ? "" : FlowMap.List(d.Shots));
        Line("light", d.HasLight ? "true" : "");
        Line("camera", d.HasCamera ? "true" : "");

        void Line(string key, string yaml)
        {
            if (yaml.Length > 0)
                text.Append($"    {key}: {yaml}\n");
        }
    }

    private static FlowMap Unit(OutputUnitDefinition unit)
    {
        var map = new FlowMap().Text("name", unit.Name).Number("max", unit.Max);
        return unit.PercentPerUnit is { } percent ? map.Number("percent_per_unit", percent) : map;
    }

    private static string Named(string name, string? file) => file is { Length: > 0 } ? new FlowMap().Text("name", name).Text("file", file).ToString() : YamlText.Of(name);
}
