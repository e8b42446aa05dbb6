using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Devices.Drivers;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;
using LabActors.Simulator;
using LabActors.Simulator.Wire;

namespace LabActors.Node.Simulation;

/// <summary>A laboratory's devices simulated at the other end of wires that are in this process: the drivers of the real hardware speak to them.</summary>
internal sealed class WireSimulation
{
    private readonly LabDefinition _lab;
    private readonly TimeProvider _time;
    private readonly ImmutableDictionary<string, WireConversation> _wires;

    /// <summary>Instruments over the laboratory's gas and ions.</summary>
    /// <exception cref="SimulationRefusalException">A device cannot be simulated; the message says which and why.</exception>
    public WireSimulation(SimulatedLaboratory laboratory, TimeProvider time, Action<LinkTrace> traced)
    {
        (_lab, _time) = (laboratory.Definition, time);
        var instruments = WireInstruments.Of(_lab, laboratory);
        Buses = _lab.Ports.Where(p => instruments.ContainsKey(p.Name)).ToImmutableDictionary(p => p.Name, p => new InstrumentBus(p, instruments[p.Name]));
        _wires = _lab.Ports.Where(p => Buses.ContainsKey(p.Name)).ToImmutableDictionary(
            p => p.Name, p => Wire(p, Buses[p.Name], new WireTime(time), traced));
    }

    /// <summary>The instruments by port, for faults and for the hidden truth.</summary>
    public ImmutableDictionary<string, InstrumentBus> Buses { get; }

    /// <summary>The drivers' ports.</summary>
    public LabPorts Ports => WiredPorts.Of(_lab, Link, _time);

    /// <summary>The way to a device.</summary>
    public ILink Link(DeviceDefinition device) => new DirectLink(_wires[device.Port], device.Name, simulated: true);

    private static WireConversation Wire(PortDefinition port, InstrumentBus bus, WireTime time, Action<LinkTrace> traced) =>
        new(port.Name, new MemoryTransport(port, bus, time), port.ConnectsEachTime, port.Gap, time, traced);
}
