using LabActors.Core.Labs;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;

namespace LabActors.Node.Hardware;

/// <summary>The ports of a laboratory in which no node runs, opened by whoever looks at it and closed when he has looked.</summary>
internal sealed class PortReader : IDisposable
{
    private readonly Dictionary<string, WireConversation> _wires;
    private readonly LabDefinition _lab;

    public PortReader(LabDefinition lab, TimeProvider time, Action<LinkTrace> traced)
    {
        _lab = lab;
        _wires = lab.Ports.ToDictionary(p => p.Name, p => new WireConversation(p.Name, PortTransport.Of(p), p.ConnectsEachTime, p.Gap, time, traced), StringComparer.Ordinal);
        Ports = LabWiring.OverPorts(lab, Link, time);
    }

    /// <summary>The drivers' ports.</summary>
    public LabPorts Ports { get; }

    /// <summary>A port's conversation.</summary>
    public WireConversation Wire(string port) => _wires[port];

    /// <summary>The way to a device.</summary>
    public ILink Link(DeviceDefinition device) => new DirectLink(_wires[device.Port], device.Name, _lab.Ports.First(p => p.Name == device.Port).Simulated);

    public void Dispose()
    {
        foreach (var wire in _wires.Values)
            wire.Dispose();
    }
}
