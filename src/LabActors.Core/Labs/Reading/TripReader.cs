using System.Collections.Immutable;

namespace LabActors.Core.Labs.Reading;

/// <summary>Reads the limits that close valves and switch devices off by themselves.</summary>
internal static class TripReader
{
    private const double Least = double.NegativeInfinity;
    private const double Most = double.PositiveInfinity;

    /// <param name="lab">With its valves, gauges, sensors, heaters, pumps and extraction devices.</param>
    public static ImmutableArray<TripDefinition> Read(YamlMap root, LabNameSets names, LabDefinition lab)
    {
        var trips = ImmutableArray.CreateBuilder<TripDefinition>();
        var known = new NameSet("trip");
        foreach (var m in root.Maps("trips"))
        {
            trips.Add(Trip(m, known, names, lab));
            m.End();
        }

        return trips.ToImmutable();
    }

    private static TripDefinition Trip(YamlMap m, NameSet known, LabNameSets names, LabDefinition lab)
    {
        var name = m.NewName("name", known);
        var trip = (m.Has("gauge") ? Gauge(m, name, lab) : m.Has("heater") ? new TripDefinition(name, TripSource.Heater, "", m.Name("heater", names.Heaters)) : Sensor(m, name, names)) with
        {
            Above = m.Has("above") ? m.Number("above", Least, Most) : null,
            Below = m.Has("below") ? m.Number("below", Least, Most) : null,
            Close = m.Names("close", names.Valves),
            Disable = m.Names("disable", names.Valves),
            SwitchOff = m.Names("switch_off", names.ExtractionDevices),
            HeatersOff = m.Names("heaters_off", names.Heaters),
            PumpsOff = m.Names("pumps_off", names.Pumps),
            Every = TimeSpan.FromSeconds(m.Number("poll_s", 5, 0.1, 3600)),
            Polls = (int)m.Number("polls", 1, 1, 1000),
            MissingPolls = (int)m.Number("missing_polls", 3, 0, 1000),
        };
        if (((string[])["gauge", "heater", "sensor"]).Count(m.Has) > 1)
            m.Report("name", "found several of 'gauge', 'heater' and 'sensor', expected one of them");
        if (trip.Above is null && trip.Below is null)
            m.Report("above", "missing key 'above' or 'below', expected the limit");
        if (trip is { Close: [], Disable: [], SwitchOff: [], HeatersOff: [], PumpsOff: [] })
            m.Report("disable", "missing key 'close', 'disable', 'switch_off', 'heaters_off' or 'pumps_off', expected what it does");
        foreach (var bare in trip.HeatersOff.Where(h => lab.Heaters.Any(d => d.Name == h && d.Device.Length == 0)))
            m.Report("heaters_off", $"found '{bare}', which names no device, expected heaters that something regulates");
        foreach (var bare in trip.PumpsOff.Where(p => lab.Pumps.Any(d => d.Name == p && d.Device.Length == 0)))
            m.Report("pumps_off", $"found '{bare}', which names no device, expected pumps with a controller");
        foreach (var key in (string[])["close", "disable"])
        {
            foreach (var manual in m.Texts(key).Where(v => lab.Valves.Any(d => d.Name == v && !d.IsDriven)))
                m.Report(key, $"found '{manual}', which is moved by hand, expected valves that something moves");
        }

        return trip;
    }

    private static TripDefinition Gauge(YamlMap m, string name, LabDefinition lab)
    {
        var words = m.Texts("gauge");
        if (words is [var controller, var gauge] && lab.Gauges.FirstOrDefault(g => g.Controller == controller && g.Name == gauge) is not null)
            return new TripDefinition(name, TripSource.Gauge, controller, gauge);
        m.Report("gauge", $"found [{string.Join(", ", words)}], expected controller and name of a gauge: {string.Join(", ", lab.Gauges.Select(g => $"[{g.Controller}, {g.Name}]"))}");
        return new TripDefinition(name, TripSource.Gauge, "", "");
    }

    private static TripDefinition Sensor(YamlMap m, string name, LabNameSets names) => new(name, TripSource.Sensor, "", m.Name("sensor", names.Sensors));
}
