namespace LabActors.Core.Labs;

/// <summary>
/// Which of a laboratory's hardware is a node's own: what its cables go to. A laboratory with one node has all of it there, and so has a node that is none of the laboratory's. What no node names is
/// every node's own.
/// </summary>
public sealed record NodeHardware
{
    /// <summary>The hardware of a node.</summary>
    public NodeHardware(LabDefinition lab, string node)
    {
        (Lab, Node) = (lab, node);
        var own = lab.Nodes.Length < 2 ? null : lab.FindNode(node);
        HasAll = own is null;
        Own = own is null ? lab : PartOf(lab);
    }

    /// <summary>The whole laboratory.</summary>
    public LabDefinition Lab { get; }

    /// <summary>Name of the node.</summary>
    public string Node { get; }

    /// <summary>True where nothing belongs to another node.</summary>
    public bool HasAll { get; }

    /// <summary>The laboratory as if there were no more than what is the node's own: valves, pipettes, gauges, instruments, devices, heaters, pumps, sensors, and its part of the safe state.</summary>
    public LabDefinition Own { get; }

    /// <summary>The node that operates a valve.</summary>
    public string OwnerOf(ValveDefinition valve) => Owner(node => node.Sections.Contains(valve.Section));

    /// <summary>The node to which an extraction device, a cold trap, a controller of gauges or a device of sensors is connected.</summary>
    public string OwnerOfDevice(string device) => Owner(node => node.Devices.Contains(device));

    /// <summary>What is leased by whoever moves a valve.</summary>
    public static string ResourceOf(ValveDefinition valve) => $"line:{valve.Section}";

    /// <summary>What is leased by whoever commands an extraction device.</summary>
    public static string ResourceOf(ExtractionDeviceDefinition device) => $"device:{device.Name}";

    /// <summary>What is leased by whoever sets a cold trap: the section of the volume that it cools.</summary>
    public string ResourceOf(CryostatDefinition trap) => $"line:{Lab.FindVolume(trap.Volume)?.Section}";

    /// <summary>The node that operates what is leased under a name, so that it raises the fence of it; the own node for what no other has.</summary>
    public string OwnerOfResource(string resource) => resource.Split(':', 2) switch
    {
        ["line", var section] => Owner(node => node.Sections.Contains(section)),
        ["device", var device] => OwnerOfDevice(device),
        ["ms", var instrument] => Owner(node => node.Instruments.Contains(instrument)),
        _ => Node,
    };

    private string Owner(Func<NodeDefinition, bool> has) =>
        HasAll || has(Lab.FindNode(Node)!) ? Node : Lab.Nodes.FirstOrDefault(has)?.Name ?? Node;

    private LabDefinition PartOf(LabDefinition lab)
    {
        bool IsOwn(ValveDefinition? valve) => valve is not null && OwnerOf(valve) == Node;
        bool IsOwnDevice(string device) => OwnerOfDevice(device) == Node;
        var close = lab.SafeState.Close;
        return lab with
        {
            Valves = [.. lab.Valves.Where(IsOwn)],
            Pipettes = [.. lab.Pipettes.Where(p => IsOwn(lab.FindValve(p.Inner)))],
            Gauges = [.. lab.Gauges.Where(g => IsOwnDevice(g.Controller))],
            Instruments = [.. lab.Instruments.Where(i => Owner(node => node.Instruments.Contains(i.Name)) == Node)],
            ExtractionDevices = [.. lab.ExtractionDevices.Where(d => IsOwnDevice(d.Name))],
            Cryostats = [.. lab.Cryostats.Where(c => IsOwnDevice(c.Name))],
            Environment = [.. lab.Environment.Where(s => IsOwnDevice(s.Device))],
            Heaters = [.. lab.Heaters.Where(h => IsOwnDevice(h.Device))],
            Pumps = [.. lab.Pumps.Where(p => IsOwnDevice(p.Device))],
            Trips = [.. lab.Trips.Where(t => IsOwnDevice(DeviceOf(lab, t)))],

            // The laboratory's own script is the matter of the node that closes the first of the valves.
            SafeState = new SafeStateDefinition(
                [.. close.Where(v => IsOwn(lab.FindValve(v)))],
                [.. lab.SafeState.PumpOut.Where(v => IsOwn(lab.FindValve(v)))],
                close.IsEmpty || IsOwn(lab.FindValve(close[0])) ? lab.SafeState.Script : ""),
        };
    }

    private static string DeviceOf(LabDefinition lab, TripDefinition trip) => trip.Source switch
    {
        TripSource.Gauge => trip.Device,
        TripSource.Heater => lab.Heaters.FirstOrDefault(h => h.Name == trip.Value)?.Device ?? "",
        _ => lab.Environment.FirstOrDefault(s => s.Name == trip.Value)?.Device ?? "",
    };
}
