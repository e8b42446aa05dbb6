using System.Collections.Immutable;
using LabActors.Core.Labs.Drivers;
using LabActors.Core.Lines;

namespace LabActors.Core.Labs.Reading;

/// <summary>Reads the valves: what they join, what moves and reads them, what forbids their opening, what they follow.</summary>
internal sealed class ValveReader(YamlMap root, LabNameSets names, DeviceUse use)
{
    private readonly List<(YamlMap Map, string Owner)> _owners = [];

    public ImmutableArray<ValveDefinition> Read()
    {
        var entries = root.Maps("valves");

        // Interlocks may name valves further down, so all names come first.
        var declared = entries.Select(m => m.NewName("name", names.Valves)).ToArray();
        var descriptions = new NameSet("valve with the description");
        var valves = entries.Zip(declared, (m, name) => (Map: m, Valve: Valve(m, name, descriptions))).ToArray();
        foreach (var (m, valve) in valves)
        {
            if (Circle(valve, [.. valves.Select(v => v.Valve)]) is { Length: > 0 } circle)
                m.Report("parent", $"found {string.Join(" that follows ", circle)}, expected no circle of valves that follow each other");
            m.End();
        }

        return [.. valves.Select(v => v.Valve)];
    }

    /// <summary>Instruments are read after the line.</summary>
    public void CheckOwners(ImmutableArray<InstrumentDefinition> instruments)
    {
        foreach (var (m, owner) in _owners.Where(o => !instruments.Any(i => i.Name == o.Owner)))
            m.Report("owner", $"found '{owner}', expected an instrument: {string.Join(", ", instruments.Select(i => i.Name))}");
    }

    private ValveDefinition Valve(YamlMap m, string name, NameSet descriptions)
    {
        var description = m.NewName("description", descriptions);
        var kind = m.Choice("kind", (ValveKind?)ValveKind.Valve);
        var driven = kind == ValveKind.Manual || !m.Has("driven") || m.Flag("driven");
        var joins = Joins(m, kind, simulated: !use.Any && driven);
        var valve = new ValveDefinition(
            name,
            description,
            joins.A,
            joins.B,
            m.Name("section", names.Sections),
            Others(m, "interlocks", name),
            Others(m, "positive_interlocks", name),
            m.Seconds("settling_s", 0),
            kind)
        {
            Parent = m.Name("parent", names.Valves, required: false),
            ParentInverted = m.Flag("parent_inverted"),
            Owner = m.Text("owner", ""),
            Driven = driven,
            At = m.Drawn("at"),
        };
        if (valve.Owner.Length > 0)
            _owners.Add((m, valve.Owner));
        if (valve.ParentInverted && valve.Parent.Length == 0)
            m.Report("parent_inverted", "found without 'parent', expected the valve that it follows too");
        if (kind != ValveKind.Manual)
            return Wired(m, valve);
        if (valve.Parent.Length > 0)
            m.Report("parent", "found at a manual valve, expected it at one that something moves");
        return valve;
    }

    private (string A, string B) Joins(YamlMap m, ValveKind kind, bool simulated)
    {
        // Pychron's set-ups do not say it of every valve, and a real line works without. A simulated one does not.
        if (!m.Has("joins") && (kind == ValveKind.Switch || !simulated))
        {
            return ("", "");
        }

        var joins = m.Names("joins", names.Volumes);
        if (joins.Length == 2 && joins[0] != joins[1])
            return (joins[0], joins[1]);
        m.Report("joins", $"found {joins.Length} volumes ({string.Join(", ", joins)}), expected the two different volumes that the valve joins");
        return (joins.ElementAtOrDefault(0) ?? "", joins.ElementAtOrDefault(1) ?? "");
    }

    private ValveDefinition Wired(YamlMap m, ValveDefinition valve)
    {
        var wired = valve with
        {
            Device = use.Device(m, DeviceRole.Valves),
            Address = m.Text("address", valve.Name),
            StateDevice = use.Device(m, DeviceRole.Valves, "state_device"),
            StateAddress = m.Text("state_address", ""),
            StateInverted = m.Flag("state_inverted"),
            Inverted = m.Flag("inverted"),
            CheckDelay = m.Seconds("check_delay_s", 0),
            CheckTries = (int)m.Number("check_tries", 1, 1, 100),
            Travel = m.Seconds("travel_s", 2),
            QueryState = !m.Has("query_state") || m.Flag("query_state"),
            OpenDelay = m.Seconds("open_delay_s", 0),
            CloseDelay = m.Seconds("close_delay_s", 0),
        };
        if (use.Any && valve.Driven && !m.Has("device"))
            m.Warn("device", $"missing key 'device', expected {names.Devices.Expected}: without one it is never moved and never read");
        foreach (var key in (string[])["device", "address", "state_device", "state_address"])
        {
            if (!use.Any && valve.Driven && m.Has(key))
                m.Report(key, "found in a laboratory without devices, expected 'devices' too");
        }

        // What nothing moves has the address that its actuator knows, whatever that is.
        if (!valve.Driven)
            return wired;
        foreach (var key in wired.Kind == ValveKind.Double ? [] : (string[])["open_delay_s", "close_delay_s"])
        {
            if (m.Has(key))
                m.Report(key, "found at a valve with one actuator, expected 'kind: double'");
        }

        if (wired.Kind == ValveKind.Double && ValveWiring.Split(wired.Address) is null)
        {
            m.Report("address", $"found '{(m.Has("address") ? wired.Address : "")}', expected two addresses: of the actuator that opens it and of the one that closes it, as in '301,302'");
            wired = wired with { Kind = ValveKind.Valve };
        }

        if (wired.StateAddress.Length > 0 && wired.StateAddress.Contains(',', StringComparison.Ordinal) && (wired.Kind != ValveKind.Double || ValveWiring.Split(wired.StateAddress) is null))
            m.Report("state_address", $"found '{wired.StateAddress}', expected one address{(wired.Kind == ValveKind.Double ? ", or two different ones" : "")}");
        Check(m, "address", wired.Device, [.. ValveWiring.Steps(wired, open: true).Select(s => s.Address)]);
        Check(m, "state_address", ValveWiring.ReadDevice(wired), wired.StateAddress.Length > 0 ? ValveWiring.ReadAddresses(wired) : []);
        return wired;
    }

    private void Check(YamlMap m, string key, string device, ImmutableArray<string> addresses)
    {
        if (use.Schema(device) is { } driver && addresses.Select(a => driver.ChannelProblem(DeviceRole.Valves, a)).FirstOrDefault(p => p is not null) is { } problem)
            m.Report(key, problem);
    }

    private ImmutableArray<string> Others(YamlMap valve, string key, string name)
    {
        var others = valve.Names(key, names.Valves);
        if (others.Contains(name))
        {
            valve.Report(key, $"found '{name}' itself, expected other valves");
        }

        return others;
    }

    /// <summary>The valves that follow each other in a circle, from a valve back to it; empty where there is none that it is part of.</summary>
    private static ImmutableArray<string> Circle(ValveDefinition valve, ImmutableArray<ValveDefinition> all)
    {
        var circle = ImmutableArray.Create(valve.Name);
        for (var at = valve; at?.Parent is { Length: > 0 } parent; at = all.FirstOrDefault(v => v.Name == parent))
        {
            circle = circle.Add(parent);
            if (parent == valve.Name)
                return circle;
            if (circle.Length > all.Length + 1)
                return [];
        }

        return [];
    }
}
