using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Cluster;
using LabActors.Actors.Devices;
using LabActors.Core.Labs;
using LabActors.Devices.Ports;

namespace LabActors.Actors.Lab;

/// <content>Where other nodes have hardware too.</content>
public sealed partial class LabActor
{
    /// <summary>
    /// The whole line and every device, whichever node has it. Where each node simulates the laboratory, what other nodes have is started here too, out of everybody's sight: it follows what this node has the others do.
    /// </summary>
    private (IActorRef Line, ImmutableDictionary<string, IActorRef> Devices, ImmutableDictionary<string, IActorRef> Traps) ReachAll(
        HardwareActors nodes,
        NodeHardware hardware,
        IActorRef leases,
        IActorRef line,
        ImmutableDictionary<string, IActorRef> devices,
        ImmutableDictionary<string, IActorRef> traps,
        IActorRef sensors)
    {
        var own = devices.ToImmutableDictionary(d => HardwareProtocol.Device(d.Key), d => d.Value)
            .AddRange(traps.Select(t => KeyValuePair.Create(HardwareProtocol.Trap(t.Key), t.Value)))
            .Add(HardwareProtocol.Line, line);
        if (!sensors.IsNobody())
            own = own.Add(HardwareProtocol.Sensors, sensors);
        var ports = _order.Ports;
        var others = hardware.Lab.ExtractionDevices.Except(hardware.Own.ExtractionDevices).Where(d => ports.IsOfThisProcess && ports.ExtractionDevices.ContainsKey(d.Name));
        var otherTraps = hardware.Lab.Cryostats.Except(hardware.Own.Cryostats).Where(c => ports.IsOfThisProcess && ports.Cryostats.ContainsKey(c.Name));
        var twins = others.ToImmutableDictionary(d => HardwareProtocol.Device(d.Name), d => StartExtractionDevice(d, null))
            .AddRange(otherTraps.Select(c => KeyValuePair.Create(HardwareProtocol.Trap(c.Name), StartCryostat(c, StartCryostatBox(c)))));
        if (ports.Followed is { } followed)
            twins = twins.Add(HardwareProtocol.Line, Context.ActorOf(DeviceActor.Props(LabPorts.ValveBox, followed), "followed-valves"));

        IActorRef? Find(string target) => own.GetValueOrDefault(target);
        var gate = Needed(HardwareGateActor.Props(new HardwareGateActor.Order(hardware, nodes.Shared, Find, nodes.Wall)), "gate", "hardware-gate");
        nodes.Way.Tell(new HardwareWayActor.Parts(Find, gate, leases, twins));
        return (
            nodes.Way,
            hardware.Lab.ExtractionDevices.ToImmutableDictionary(d => d.Name, d => Context.ActorOf(DeviceWayActor.Props(nodes.Way, HardwareProtocol.Device(d.Name)), Name("way-to-device", d.Name))),
            hardware.Lab.Cryostats.ToImmutableDictionary(c => c.Name, c => Context.ActorOf(DeviceWayActor.Props(nodes.Way, HardwareProtocol.Trap(c.Name)), Name("way-to-trap", c.Name))));
    }
}
