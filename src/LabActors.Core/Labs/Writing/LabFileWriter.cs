using System.Collections.Immutable;
using System.Text;

namespace LabActors.Core.Labs.Writing;

/// <summary>
/// Writes a laboratory as <c>lab.yaml</c>, which <see cref="LabFile"/> reads back as the same laboratory: everything but <c>nodes</c>, <c>sample_changer</c>, <c>reduction</c> and <c>simulation</c>, which nobody but the
/// laboratory's own people can know. Files that it names (field tables, tray maps) are written by the caller.
/// </summary>
public static class LabFileWriter
{
    /// <summary>The text of the file.</summary>
    /// <param name="lab">The laboratory.</param>
    /// <param name="remarks">Comments in it.</param>
    public static string Write(LabDefinition lab, LabRemarks remarks)
    {
        var text = new StringBuilder();
        foreach (var line in remarks.Header)
            text.Append(YamlText.Comment(line)).Append('\n');
        text.Append($"version: {LabFile.Version}\n");
        text.Append($"name: {YamlText.Of(lab.Name)}\n");
        if (lab.Description.Length > 0)
            text.Append($"description: {YamlText.Of(lab.Description)}\n");
        var lists = new Lists(text, remarks);
        lists.Add("ports", lab.Ports, p => p.Name, Port);
        lists.Add("devices", lab.Devices, d => d.Name, Device);
        lists.Add("sections", lab.Sections, s => s.Name, s => new FlowMap().Text("name", s.Name).TextOr("description", s.Description).TextOr("flag", s.Flag).TextOr("device", s.Device));
        lists.Add("volumes", lab.Volumes, v => v.Name, v => new FlowMap().Text("name", v.Name).Number("cm3", v.CubicCentimetres).Text("section", v.Section).Drawn("at", v.At));
        lists.Add("valves", lab.Valves, v => v.Name, v => Valve(v, !lab.Devices.IsEmpty));
        lists.Add("pipettes", lab.Pipettes, p => p.Name, p => new FlowMap().Text("name", p.Name).Text("tank", p.Tank).Text("volume", p.Volume).Text("inner", p.Inner).Text("outer", p.Outer)
            .NumberOr("shots_before", p.ShotsBefore, 0));
        lists.Add("pumps", lab.Pumps, p => p.Name, p => new FlowMap().Text("name", p.Name).Word("kind", p.Kind).Text("volume", p.Volume).Number("speed_l_s", p.SpeedLitresPerSecond).TextOr("device", p.Device).TextOr("channel", p.Channel));
        lists.Add("getters", lab.Getters, g => g.Name, g => new FlowMap().Text("name", g.Name).Text("volume", g.Volume).Number("speed_l_s", g.SpeedLitresPerSecond));
        lists.Add("gauges", lab.Gauges, g => $"{g.Controller}/{g.Name}", Gauge);
        lists.Add("heaters", lab.Heaters, h => h.Name, h => new FlowMap().Text("name", h.Name).TextOr("volume", h.Volume).NumberOr("max_c", h.MaxCelsius, 500).TextOr("device", h.Device).TextOr("channel", h.Channel));
        InstrumentText.Add(text, lab.Instruments, remarks);
        ExtractionDeviceText.Add(text, lab.ExtractionDevices, remarks);
        lists.After("extraction_devices", lab.ExtractionDevices.IsEmpty);
        if (!lab.NoDeviceNames.IsEmpty)
            text.Append($"\nno_device: {FlowMap.List(lab.NoDeviceNames)}\n");
        lists.Add("cryostats", lab.Cryostats, c => c.Name, Cryostat);
        lists.Add("environment", lab.Environment, s => s.Name, s => new FlowMap().Text("name", s.Name).Text("device", s.Device).TextOr("channel", s.Channel).TextOr("title", s.Title, s.Name).Word("kind", s.Kind).Text("units", s.Units));
        lists.Add("resources", lab.Resources, r => r.Name, r => new FlowMap().Text("name", r.Name));
        var safe = lab.SafeState;
        if (!safe.Close.IsEmpty || !safe.PumpOut.IsEmpty || safe.Script.Length > 0)
            text.Append($"\nsafe_state: {new FlowMap().Texts("close", safe.Close).Texts("pump_out", safe.PumpOut).TextOr("script", safe.Script)}{remarks.Behind("safe_state")}\n");
        return text.ToString();
    }

    /// <summary>A port as it stands in the file.</summary>
    internal static string Line(PortDefinition port) => Port(port).ToString();

    /// <summary>A device as it stands in the file.</summary>
    internal static string Line(DeviceDefinition device) => Device(device).ToString();

    private static FlowMap Port(PortDefinition port)
    {
        var map = new FlowMap().Text("name", port.Name).Word("kind", port.Kind);
        return port.Kind == PortKind.Serial
            ? map.Text("path", port.Path).NumberOr("baud", port.Baud, 9600).NumberOr("data_bits", port.DataBits, 8)
                .WordOr("parity", port.Parity, PortParity.None).NumberOr("stop_bits", port.StopBits, 1).Seconds("gap_s", port.Gap, 0)
            : map.Text("host", port.Host).Number("port", port.Number).Flag("connects_each_time", port.ConnectsEachTime).Seconds("gap_s", port.Gap, 0);
    }

    private static FlowMap Device(DeviceDefinition device)
    {
        var map = new FlowMap().Text("name", device.Name).Text("driver", device.Driver).Text("port", device.Port).TextOr("address", device.Address)
            .Seconds("timeout_s", device.Timeout, 1).Seconds("poll_s", device.Poll, 5);
        var settings = new FlowMap();
        foreach (var (key, setting) in device.Settings.OrderBy(s => s.Key, StringComparer.Ordinal))
            settings.Add(key, setting.Text is "true" or "false" ? setting.Text : YamlText.Of(setting.Text));
        return device.Settings.IsEmpty ? map : map.Add("settings", settings.ToString());
    }

    private static FlowMap Valve(ValveDefinition valve, bool wired)
    {
        var map = new FlowMap().Text("name", valve.Name).Text("description", valve.Description);
        map.WordOr("kind", valve.Kind, ValveKind.Valve);
        if (valve.JoinsVolumes)
            map.Texts("joins", [valve.VolumeA, valve.VolumeB]);
        map.Text("section", valve.Section).Texts("interlocks", valve.Interlocks).Texts("positive_interlocks", valve.PositiveInterlocks).Seconds("settling_s", valve.Settling, 0);
        if (valve.Kind == ValveKind.Manual)
            return map.Drawn("at", valve.At);
        if (!valve.Driven)
            map.Add("driven", "false");
        if (wired || !valve.Driven)
            map.TextOr("device", valve.Device).TextOr("address", valve.Address, valve.Name).TextOr("state_device", valve.StateDevice).TextOr("state_address", valve.StateAddress);
        map.Flag("state_inverted", valve.StateInverted).Flag("inverted", valve.Inverted)
            .Seconds("check_delay_s", valve.CheckDelay, 0).NumberOr("check_tries", valve.CheckTries, 1).Seconds("travel_s", valve.Travel, 2);
        if (!valve.QueryState)
            map.Add("query_state", "false");
        if (valve.Kind == ValveKind.Double)
            map.Seconds("open_delay_s", valve.OpenDelay, 0).Seconds("close_delay_s", valve.CloseDelay, 0);
        return map.TextOr("parent", valve.Parent).Flag("parent_inverted", valve.ParentInverted).TextOr("owner", valve.Owner).Drawn("at", valve.At);
    }

    private static FlowMap Gauge(GaugeDefinition gauge)
    {
        var map = new FlowMap().Text("controller", gauge.Controller).Text("name", gauge.Name).TextOr("device", gauge.Device == gauge.Controller ? "" : gauge.Device).TextOr("channel", gauge.Channel, gauge.Name)
            .Text("volume", gauge.Volume).Word("units", gauge.Units).Texts("aliases", gauge.Aliases);
        return gauge.Manometer is { } index ? map.Number("manometer", index) : map;
    }

    private static FlowMap Cryostat(CryostatDefinition trap)
    {
        var points = new FlowMap();
        foreach (var (name, kelvin) in trap.SetPoints.OrderBy(p => p.Key, StringComparer.Ordinal))
            points.Add(YamlText.Of(name), YamlText.Of(kelvin));
        return new FlowMap().Text("name", trap.Name).Text("volume", trap.Volume).NumberOr("min_k", trap.MinKelvin, 4).NumberOr("max_k", trap.MaxKelvin, 400)
            .Add("set_points_k", points.ToString()).TextOr("device", trap.Device).TextOr("channel", trap.Channel);
    }

    /// <summary>Lists of entries of one line each.</summary>
    private sealed class Lists(StringBuilder text, LabRemarks remarks)
    {
        public void Add<T>(string key, ImmutableArray<T> entries, Func<T, string> name, Func<T, FlowMap> write)
        {
            if (!entries.IsEmpty)
                text.Append($"\n{key}:\n");
            foreach (var entry in entries)
                text.Append($"  - {write(entry)}{remarks.Behind($"{key}/{name(entry)}")}\n");
            After(key, entries.IsEmpty);
        }

        /// <summary>What is not in use; under a comment with the list's key where there is no list.</summary>
        public void After(string key, bool isEmpty)
        {
            var after = remarks.After.GetValueOrDefault(key, []);
            if (!after.IsEmpty && isEmpty)
                text.Append($"\n# {key}:\n");
            foreach (var line in after)
                text.Append($"  {YamlText.Comment(line)}\n");
        }
    }
}
