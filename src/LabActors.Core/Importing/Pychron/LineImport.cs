using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Drivers;

namespace LabActors.Core.Importing.Pychron;

/// <summary>Makes valves, switches and pipettes of those of the set-up.</summary>
internal sealed class LineImport(ImmutableArray<SwitchEntry> entries, CanvasFile canvas, CanvasSpaces spaces, VolumeImport volumes, DeviceImport devices, string defaultActuator, InstrumentSite? site, ImportFindings findings)
{
    private static readonly string[] Known =
    [
        "address", "actuator", "state_device", "state_address", "state_device.address", "state_device.inverted", "state_invert", "inverted_logic", "description", "interlock", "positive_interlock", "query_state",
        "parent", "parent.inverted", "check_actuation_enabled", "check_actuation_delay", "settling_time", "open_delay", "close_delay", "inner", "outer",
    ];

    private static readonly string[] NotNeeded = ["ignore_lock_warning", "track", "use_state_word"];

    private readonly Dictionary<string, string> _remarks = new(StringComparer.Ordinal);
    private readonly HashSet<string> _descriptions = new(StringComparer.Ordinal);

    /// <summary>Remarks behind valves, by name.</summary>
    public IReadOnlyDictionary<string, string> Remarks => _remarks;

    public ImmutableArray<ValveDefinition> Valves()
    {
        var valves = ImmutableArray.CreateBuilder<ValveDefinition>();
        var first = new Dictionary<string, SwitchEntry>(StringComparer.Ordinal);
        foreach (var entry in entries.Where(e => e.Kind != "pipette"))
        {
            if (first.TryGetValue(entry.Name, out var other))
                findings.LeftOut(entry.What, entry.File, entry.Line, $"a second '{entry.Name}' (address '{entry.Text("address")}', {entry.Text("description")}), which line {other.Line} has: the first counts");
            else
                first[entry.Name] = entry;
        }

        foreach (var entry in first.Values)
            valves.Add(Valve(entry, first));
        foreach (var drawn in canvas.Items.Where(i => i.IsValve && !first.ContainsKey(i.Name)))
            findings.LeftOut($"valve {drawn.Name}", canvas.Path, drawn.Line, "drawn, and no valve of the set-up has the name");
        return valves.ToImmutable();
    }

    private ValveDefinition Valve(SwitchEntry entry, Dictionary<string, SwitchEntry> all)
    {
        var kind = entry.Kind switch
        {
            "switch" => ValveKind.Switch,
            "manual_valve" or "manual_switch" => ValveKind.Manual,
            "double_actuation_valve" => ValveKind.Double,
            _ => ValveKind.Valve,
        };
        var joins = kind == ValveKind.Switch ? [] : Joins(entry);
        var valve = new ValveDefinition(
            entry.Name,
            Description(entry),
            joins.ElementAtOrDefault(0) ?? "",
            joins.ElementAtOrDefault(1) ?? "",
            site is { Outlet.Length: > 0 } && entry.Name == site.Outlet ? site.Name : VolumeImport.Line,
            Others(entry, "interlock", all),
            Others(entry, "positive_interlock", all),
            Seconds(entry, "settling_time"),
            kind)
        {
            At = canvas.Find(entry.Name)?.At,
        };
        foreach (var (key, value) in entry.Values.Where(v => !Known.Contains(v.Key)))
        {
            if (NotNeeded.Contains(key))
                findings.NotNeeded($"{key} of {entry.Name}", entry.File, value.Line, "LabActors counts every actuation, and tells of every lock");
            else
                findings.LeftOut($"{key} of {entry.Name}", entry.File, value.Line, $"found '{value.Text}': the key '{key}' is not known");
        }

        if (entry.Group.Length > 0)
            Remark(entry, $"group {entry.Group}");
        return kind == ValveKind.Manual ? Manual(entry, valve) : Wired(entry, valve, all);
    }

    private ValveDefinition Manual(SwitchEntry entry, ValveDefinition valve)
    {
        findings.Taken(entry.What, entry.File, entry.Line, $"moved by hand{Words(valve)}");
        return valve;
    }

    private ValveDefinition Wired(SwitchEntry entry, ValveDefinition valve, Dictionary<string, SwitchEntry> all)
    {
        var wiring = new ValveWiringImport(entry, devices, defaultActuator, findings).Of(valve.Kind);
        if (wiring.Remark.Length > 0)
            Remark(entry, wiring.Remark);
        valve = valve with
        {
            Device = wiring.Device,
            Address = wiring.Address,
            StateDevice = wiring.StateDevice,
            StateAddress = wiring.StateAddress,
            StateInverted = entry.Flag("state_invert", entry.Flag("state_device.inverted", false)),
            Inverted = entry.Flag("inverted_logic", false),
            CheckDelay = Seconds(entry, "check_actuation_delay"),
            QueryState = entry.Flag("query_state", true),
            Kind = wiring.Kind,
            OpenDelay = wiring.Kind == ValveKind.Double ? Seconds(entry, "open_delay") : TimeSpan.Zero,
            CloseDelay = wiring.Kind == ValveKind.Double ? Seconds(entry, "close_delay") : TimeSpan.Zero,
            Parent = Parent(entry, all),
            Driven = wiring.Device.Length > 0,
        };
        valve = valve with { ParentInverted = valve.Parent.Length > 0 && entry.Flag("parent.inverted", false) };
        if (!entry.Flag("check_actuation_enabled", true))
            findings.Changed($"check_actuation_enabled of {entry.Name}", entry.File, entry.Value("check_actuation_enabled")!.Line, "LabActors always looks whether a valve has moved");
        findings.Taken(entry.What, entry.File, entry.Line, $"{(valve.Device.Length > 0 ? valve.Device : "no device")}, address '{valve.Address}'{Words(valve)}");
        return valve;
    }

    private static string Words(ValveDefinition valve) =>
        $"{(valve.JoinsVolumes ? $"; joins {valve.VolumeA} and {valve.VolumeB}" : "")}{(valve.Interlocks.IsEmpty ? "" : $"; interlocks {string.Join(", ", valve.Interlocks)}")}"
        + $"{(valve.PositiveInterlocks.IsEmpty ? "" : $"; positive interlocks {string.Join(", ", valve.PositiveInterlocks)}")}{(valve.Parent.Length > 0 ? $"; follows {valve.Parent}{(valve.ParentInverted ? ", inverted" : "")}" : "")}";

    private string Description(SwitchEntry entry)
    {
        var said = entry.Text("description");
        var description = said.Length > 0 ? said : entry.Name;
        if (_descriptions.Add(description))
            return description;
        var other = $"{description} ({entry.Name})";
        _descriptions.Add(other);
        findings.Changed($"description of {entry.Name}", entry.File, entry.Value("description")?.Line ?? entry.Line, $"'{description}' is another valve's too, and a script that opens by description would not know which: now '{other}'");
        return other;
    }

    private ImmutableArray<string> Joins(SwitchEntry entry)
    {
        var sides = spaces.Of(entry.Name);
        switch (sides)
        {
            case [var one, var other]:
                return [volumes.Of(one, Section(one)), volumes.Of(other, Section(other))];
            case [var one]:
                return [volumes.Of(one, Section(one)), volumes.New($"beyond {entry.Name}", "tube", $"the drawing shows only one side of {entry.Name}")];
            default:
                // Only a laboratory with devices may leave it open of a valve that a hand moves.
                if (devices.Devices.IsEmpty && entry.Kind.StartsWith("manual", StringComparison.Ordinal))
                    return [volumes.New($"before {entry.Name}", "tube", $"no drawing shows {entry.Name}"), volumes.New($"beyond {entry.Name}", "tube", $"no drawing shows {entry.Name}")];
                findings.Assumed($"volumes of {entry.Name}", entry.File, entry.Line, $"no drawing says what {entry.Name} joins: say it in 'joins'");
                return [];
        }
    }

    /// <summary>The spectrometer and its pump are a section of their own, which the next run's extraction does not need.</summary>
    private string Section(CanvasSpace space)
    {
        if (site?.Space is null)
            return VolumeImport.Line;
        return space == site.Space || (site.Outlet.Length > 0 && spaces.Of(site.Outlet).Contains(space)) ? site.Name : VolumeImport.Line;
    }

    private ImmutableArray<string> Others(SwitchEntry entry, string key, Dictionary<string, SwitchEntry> all)
    {
        var others = ImmutableArray.CreateBuilder<string>();
        foreach (var other in entry.All(key).SelectMany(v => all.ContainsKey(v.Text) ? [v] : v.List.Select(name => v with { Text = name })))
        {
            if (other.Text == entry.Name)
                findings.LeftOut($"{key} of {entry.Name}", entry.File, other.Line, $"found '{other.Text}' itself, expected another valve");
            else if (!all.ContainsKey(other.Text))
                findings.LeftOut($"{key} of {entry.Name}", entry.File, other.Line, $"found '{other.Text}', and no valve has the name: nothing guards {entry.Name} against it");
            else if (!others.Contains(other.Text))
                others.Add(other.Text);
        }

        return others.ToImmutable();
    }

    private string Parent(SwitchEntry entry, Dictionary<string, SwitchEntry> all)
    {
        if (entry.Value("parent") is not { } parent)
            return "";
        if (!all.TryGetValue(parent.Text, out var at))
        {
            findings.LeftOut($"parent of {entry.Name}", entry.File, parent.Line, $"found '{parent.Text}', and no valve has the name: {entry.Name} follows none");
            return "";
        }

        var circle = new List<string> { entry.Name };
        for (; at is not null && !circle.Contains(at.Name); at = at.Text("parent") is { Length: > 0 } next ? all.GetValueOrDefault(next) : null)
            circle.Add(at.Name);
        if (at is null)
            return parent.Text;
        findings.LeftOut($"parent of {entry.Name}", entry.File, parent.Line, $"found a circle of valves that follow each other ({string.Join(", ", circle)}): {entry.Name} follows none");
        return "";
    }

    private TimeSpan Seconds(SwitchEntry entry, string key)
    {
        if (entry.Value(key) is not { } value)
            return TimeSpan.Zero;
        if (value.Number is { } seconds and >= 0 and < 86400)
            return TimeSpan.FromSeconds(seconds);
        findings.LeftOut($"{key} of {entry.Name}", entry.File, value.Line, $"found '{value.Text}', expected seconds");
        return TimeSpan.Zero;
    }

    private void Remark(SwitchEntry entry, string remark) => _remarks[entry.Name] = _remarks.TryGetValue(entry.Name, out var more) ? $"{more}; {remark}" : remark;
}
