using System.Collections.Immutable;
using LabActors.Core.Operators;

namespace LabActors.Core.Labs.Reading;

/// <summary>Reads <c>nodes</c>: which computer has which hardware. Everything has one owner, so that one actor operates it; a laboratory without the key has one node that owns all.</summary>
internal sealed class NodeReader
{
    private readonly YamlMap _root;
    private readonly LabDefinition _lab;
    private readonly NameSet _devices = new("device");
    private readonly LabNameSets _names;

    // Which node has a thing, by "kind name".
    private readonly Dictionary<string, string> _owners = [];

    public NodeReader(YamlMap root, LabNameSets names, LabDefinition lab)
    {
        (_root, _names, _lab) = (root, names, lab);
        foreach (var (device, _) in SectionsOfDevices())
            _devices.Add(device);
    }

    public ImmutableArray<NodeDefinition> Read()
    {
        var (names, addresses) = (new NameSet("node"), new NameSet("node at the address"));
        ImmutableArray<NodeDefinition> nodes = [.. _root.Maps("nodes").Select(m => Node(m, names, addresses))];
        if (nodes.IsEmpty)
            return nodes;

        foreach (var instrument in _names.Instruments.Names.Where(name => OwnerOf(_names.Instruments, name) is null))
            _root.Report("nodes", $"the instrument '{instrument}' belongs to no node, expected it in 'instruments' of one");
        foreach (var section in _names.Sections.Names.Where(name => OwnerOf(_names.Sections, name) is null))
            _root.Report("nodes", $"the section '{section}' belongs to no node, expected it in 'sections' of one");
        var devices = SectionsOfDevices().GroupBy(d => d.Device).ToDictionary(d => d.Key, d => OwnerOfDevice(d.Key, [.. d.Select(on => on.Section)]));
        Interlocks();
        Pipettes();
        Cables(devices);
        Voters(nodes);
        return [.. nodes.Select(node => node with { Devices = [.. _devices.Names.Where(device => devices[device] == node.Name)] })];
    }

    private NodeDefinition Node(YamlMap m, NameSet names, NameSet addresses)
    {
        var name = m.NewName("name", names);
        if (name.Length > 0 && PlainName.Problem(name) is { Length: > 0 } problem)
            m.Report("name", problem);
        var host = m.Text("host");
        if (Uri.CheckHostName(host) == UriHostNameType.Unknown && host.Length > 0)
            m.Report("host", $"found '{host}', expected a host name or an address");
        var port = (int)m.Number("port", NodeDefinition.DefaultPort, 1, 65535);
        if (!addresses.Add($"{host}:{port}"))
            m.Report("host", $"a second node at {host}:{port}, expected an address of its own for each node");
        var node = new NodeDefinition(name, host, port, m.Flag("voter"), m.Names("instruments", _names.Instruments), m.Names("sections", _names.Sections), m.Names("devices", _devices));
        Own(m, "instruments", _names.Instruments, node.Instruments, name);
        Own(m, "sections", _names.Sections, node.Sections, name);
        Own(m, "devices", _devices, node.Devices, name);
        m.End();
        return node;
    }

    private void Own(YamlMap m, string key, NameSet things, ImmutableArray<string> owned, string node)
    {
        foreach (var thing in owned.Where(things.Contains))
        {
            if (!_owners.TryAdd(Key(things, thing), node))
                m.Report(key, $"the {things.What} '{thing}' belongs to '{OwnerOf(things, thing)}' already, expected each {things.What} at one node");
        }
    }

    /// <summary>The node that names a device, else the one on whose sections it stands.</summary>
    private string? OwnerOfDevice(string device, ImmutableArray<string> sections)
    {
        if (OwnerOf(_devices, device) is { } named)
            return named;
        string[] owners = [.. sections.Select(section => OwnerOf(_names.Sections, section)).OfType<string>().Distinct()];
        if (owners.Length > 1)
            _root.Report("nodes", $"the device '{device}' stands on sections of {string.Join(" and ", owners)}, expected it in 'devices' of one");
        else if (sections.All(section => section.Length == 0))
            _root.Report("nodes", $"the device '{device}' belongs to no node and stands on no section, expected it in 'devices' of one");
        return owners is [var only] ? only : null;
    }

    /// <summary>Each device with a section on which it stands; empty for one that is not on the line.</summary>
    private IEnumerable<(string Device, string Section)> SectionsOfDevices() =>
    [
        .. _lab.ExtractionDevices.Select(d => (d.Name, d.Section)),
        .. _lab.Cryostats.Select(c => (c.Name, SectionOf(c.Volume))),
        .. _lab.Gauges.Select(g => (g.Controller, SectionOf(g.Volume))),
        .. _lab.Environment.Select(s => (s.Device, "")),
        .. _lab.Heaters.Where(h => h.Device.Length > 0).Select(h => (h.Device, SectionOf(h.Volume))),
        .. _lab.Pumps.Where(p => p.Device.Length > 0).Select(p => (p.Device, SectionOf(p.Volume))),
    ];

    private string SectionOf(string volume) => _lab.FindVolume(volume)?.Section ?? "";

    /// <summary>One actor, which sees both valves, is to ask before it opens one of them.</summary>
    private void Interlocks()
    {
        foreach (var valve in _lab.Valves)
        {
            foreach (var other in valve.Interlocks.Concat(valve.PositiveInterlocks).Select(_lab.FindValve))
            {
                if (other is not null && OwnerOf(_names.Sections, valve.Section) is { } one && OwnerOf(_names.Sections, other.Section) is { } two && one != two)
                    _root.Report("nodes", $"the valve {valve.Name} of '{one}' is interlocked with {other.Name} of '{two}', expected the sections {valve.Section} and {other.Section} at one node");
            }
        }
    }

    /// <summary>Whoever counts the shots of a pipette sees both its valves.</summary>
    private void Pipettes()
    {
        foreach (var pipette in _lab.Pipettes)
        {
            if (_lab.FindValve(pipette.Inner) is { } inner && _lab.FindValve(pipette.Outer) is { } outer
                && OwnerOf(_names.Sections, inner.Section) is { } one && OwnerOf(_names.Sections, outer.Section) is { } two && one != two)
                _root.Report("nodes", $"the pipette '{pipette.Name}' has its valve {inner.Name} at '{one}' and {outer.Name} at '{two}', expected the sections {inner.Section} and {outer.Section} at one node");
        }
    }

    /// <summary>A serial cable goes to one computer; what has an address of its network may be asked by several.</summary>
    private void Cables(IReadOnlyDictionary<string, string?> devices)
    {
        foreach (var port in _lab.Ports.Where(p => p.Kind == PortKind.Serial))
        {
            var on = _lab.Devices.Where(d => d.Port == port.Name).Select(d => d.Name).ToHashSet();
            string[] owners = [.. OwnersOfWhatIsOn(on, devices).OfType<string>().Distinct().Order(StringComparer.Ordinal)];
            if (owners.Length > 1)
                _root.Report("nodes", $"the serial port '{port.Name}' has what belongs to {string.Join(" and ", owners)}, expected valves and devices of one node on it");
        }
    }

    private IEnumerable<string?> OwnersOfWhatIsOn(HashSet<string> on, IReadOnlyDictionary<string, string?> devices) =>
    [
        .. _lab.Valves.Where(v => on.Contains(v.Device) || on.Contains(v.StateDevice)).Select(v => OwnerOf(_names.Sections, v.Section)),
        .. _lab.Instruments.Where(i => on.Contains(i.Device)).Select(i => OwnerOf(_names.Instruments, i.Name)),
        .. _lab.ExtractionDevices.Where(d => on.Contains(d.Device) || on.Contains(d.Stage) || on.Contains(d.Power) || d.Motors.Any(m => on.Contains(m.Device))).Select(d => devices.GetValueOrDefault(d.Name)),
        .. _lab.Cryostats.Where(c => on.Contains(c.Device)).Select(c => devices.GetValueOrDefault(c.Name)),
        .. on.Select(device => devices.GetValueOrDefault(device)),
    ];

    /// <summary>Two voters are worse than one: when either is lost the other cannot know whether it is the one that was cut off.</summary>
    private void Voters(ImmutableArray<NodeDefinition> nodes)
    {
        var voters = nodes.Count(node => node.Voter);
        if (voters == 0 && nodes.Length > 1)
            _root.Report("nodes", "found no voter, expected 'voter: true' at one or three nodes");
        else if (voters > 0 && voters % 2 == 0)
            _root.Warn("nodes", $"found {voters} voters, expected an odd number of them: a laboratory that is divided in halves has no majority");
    }

    private string? OwnerOf(NameSet things, string name) => _owners.GetValueOrDefault(Key(things, name));

    private static string Key(NameSet things, string name) => $"{things.What} {name}";
}
