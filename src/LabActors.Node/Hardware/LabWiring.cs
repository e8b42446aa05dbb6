using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Devices;
using LabActors.Actors.Time;
using LabActors.Core.Labs;
using LabActors.Devices.Drivers;
using LabActors.Devices.Ports;
using LabActors.Devices.Transports;
using LabActors.Node.Simulation;
using LabActors.Simulator;

namespace LabActors.Node.Hardware;

/// <summary>
/// What is behind a node's devices: a laboratory that is simulated without wires; one whose devices are simulated at the other end of wires in memory; or the ports of this computer, each
/// owned by an actor of its own, which outlive the laboratory's actors.
/// </summary>
internal sealed class LabWiring : IDisposable
{
    // Real time in which a port ends the conversation that it holds.
    private static readonly TimeSpan StandingLimit = TimeSpan.FromSeconds(10);
    private readonly WireTraces? _traces;

    private LabWiring(LabPorts ports, SimulatedLaboratory? simulated, WireSimulation? wires, DeviceDesk desk, NodeDoctor doctor, WireTraces? traces) =>
        (Ports, Simulated, Wires, Desk, Doctor, _traces) = (ports, simulated, wires, desk, doctor, traces);

    /// <summary>The ports of every device.</summary>
    public LabPorts Ports { get; }

    /// <summary>The simulated laboratory; null where the hardware is real, or simulated by another process.</summary>
    public SimulatedLaboratory? Simulated { get; }

    /// <summary>The wires in memory; null where there are none.</summary>
    public WireSimulation? Wires { get; }

    /// <summary>What a person asks of a device.</summary>
    public DeviceDesk Desk { get; }

    /// <summary>Looks at the ports and devices.</summary>
    public NodeDoctor Doctor { get; }

    /// <summary>Makes it for a node; ports are opened when they are first needed.</summary>
    public static LabWiring Of(NodeOptions options, ActorSystem system, LabStanding standing, TimeProvider time)
    {
        var lab = options.Lab;
        if (options.UsesPorts)
        {
            var traces = new WireTraces(options.Data);
            var actors = lab.Ports.ToImmutableDictionary(
                p => p.Name,
                p => system.ActorOf(PortActor.Props(p, () => PortTransport.Of(p), PortOptions.Default, TimeProvider.System, traces.Write), $"port-{Uri.EscapeDataString(p.Name)}"));
            PortLink Over(DeviceDefinition device) => Link(lab, actors, device);
            var doctor = new NodeDoctor(lab, port => StandingAsync(actors[port.Name]), new DeviceExam(lab, Over, traces.Last, time));
            return new LabWiring(OverPorts(lab, Over, time), null, null, new DeviceDesk(lab, Over, traces.Last, time), doctor, traces);
        }

        var simulated = standing.Open(options, time);
        if (lab.Devices.IsEmpty)
            return new LabWiring(SimulatedPorts.Of(simulated, time), simulated, null, new DeviceDesk(lab, NoLink, _ => [], time), DoctorInMemory(lab, new DeviceExam(lab, NoLink, _ => [], time)), null);
        var kept = new WireTraces(options.Data);
        var wires = new WireSimulation(simulated, time, kept.Write);
        return new LabWiring(InMemory(wires.Ports, simulated, time), simulated, wires, new DeviceDesk(lab, wires.Link, kept.Last, time), DoctorInMemory(lab, new DeviceExam(lab, wires.Link, kept.Last, time)), kept);
    }

    /// <summary>The ports of a laboratory over its own wires; those that are redirected to a simulator say so.</summary>
    public static LabPorts OverPorts(LabDefinition lab, Func<DeviceDefinition, ILink> link, TimeProvider time)
    {
        var ports = WiredPorts.Of(lab, link, time);
        return lab.Ports.All(p => p.Simulated) ? AllSimulated(ports) : ports;
    }

    /// <inheritdoc/>
    public void Dispose() => _traces?.Dispose();

    private static NodeDoctor DoctorInMemory(LabDefinition lab, DeviceExam exam) =>
        new(lab, port => Task.FromResult<PortProtocol.LinkChanged?>(new PortProtocol.LinkChanged(port.Name, port.Address, LinkState.Up, "", default)), exam);

    private static async Task<PortProtocol.LinkChanged?> StandingAsync(IActorRef port)
    {
        try
        {
            return await port.Ask<PortProtocol.LinkChanged>(asker => new PortProtocol.TellLinks(asker), StandingLimit, CancellationToken.None);
        }
        catch (AskTimeoutException)
        {
            return null;
        }
    }

    private static ILink NoLink(DeviceDefinition device) => throw new IOException($"{device.Name} is not on a wire");

    private static PortLink Link(LabDefinition lab, ImmutableDictionary<string, IActorRef> actors, DeviceDefinition device)
    {
        var port = lab.Ports.First(p => p.Name == device.Port);
        return new PortLink(actors[port.Name], device.Name, port.Simulated, TimeProvider.System);
    }

    /// <summary>The ports of a laboratory over wires in memory; valves of other nodes are on none of them, and follow in the simulation itself.</summary>
    internal static LabPorts InMemory(LabPorts ports, SimulatedLaboratory simulated, TimeProvider time) =>
        AllSimulated(ports with { Followed = () => new SimulatedValveSwitch(simulated.Line, time) });

    private static LabPorts AllSimulated(LabPorts ports) => ports with
    {
        Simulated =
        [
            .. ports.Valves.Keys, .. ports.Gauges.Keys, .. ports.Spectrometers.Keys, .. ports.ExtractionDevices.Keys, .. ports.Pipettes.Keys, .. ports.Cryostats.Keys, .. ports.Environment.Keys,
        ],
    };
}
