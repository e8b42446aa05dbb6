using LabActors.Actors.Execution;
using LabActors.Actors.Supervision;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Simulation;
using LabActors.Core.Recovery;
using LabActors.Devices.Ports;
using LabActors.Journal.Reading;
using LabActors.Journal.Storage;
using LabActors.Node.Hardware;
using LabActors.Node.Simulation;
using LabActors.Simulator;
using LabActors.Simulator.State;

namespace LabActors.Node.Recovery;

/// <summary>Makes the plan of a recovery from a data folder: the journal is read, the devices are read through their ports, nothing is written and nothing is moved.</summary>
public static class RecoveryPlanner
{
    /// <summary>The plan; null when nothing is unfinished.</summary>
    /// <param name="lab">The laboratory.</param>
    /// <param name="node">Its settings: where the journal is, and what becomes of runs that were cut off.</param>
    /// <param name="data">The data folder.</param>
    /// <param name="outage">How long nobody was there, of a simulated laboratory.</param>
    /// <exception cref="System.Runtime.Serialization.SerializationException">An event cannot be read; the message says which.</exception>
    /// <exception cref="SimulationInUseException">A node is running on this folder.</exception>
    /// <exception cref="InvalidDataException">The journal, or the simulated laboratory that is kept, does not hold together.</exception>
    /// <exception cref="Akka.Configuration.ConfigurationException">The policies cannot be read.</exception>
    public static async Task<FoundExperiment?> PlanAsync(LabDefinition lab, NodeFile node, string data, TimeSpan outage, CancellationToken stop)
    {
        var file = Path.Combine(data, "journal.db");
        if (node.Journal is null && !File.Exists(file))
            return null;
        return await PlanAsync(
            lab, node.Of(DataFolderNode.Of(data)).Journal ?? JournalDatabase.Sqlite(file), node.Overrides, data, null, null, !lab.Devices.IsEmpty && !SimulationStore.IsIn(data), outage, stop);
    }

    /// <summary>The plan of a node that is about to start.</summary>
    /// <inheritdoc cref="PlanAsync(LabDefinition, NodeFile, string, TimeSpan, CancellationToken)"/>
    internal static Task<FoundExperiment?> PlanAsync(NodeOptions options, JournalDatabase journal, CancellationToken stop) =>
        PlanAsync(options.Lab, journal, options.Overrides, options.Data, options.Simulation?.State, options.Ports, options.UsesPorts, options.Outage, stop);

    private static async Task<FoundExperiment?> PlanAsync(
        LabDefinition lab,
        JournalDatabase journal,
        string overrides,
        string data,
        SimulationState? given,
        Func<LabPorts, LabPorts>? ports,
        bool usesPorts,
        TimeSpan outage,
        CancellationToken stop)
    {
        if (await UnfinishedLab.ReadAsync(new JournalReader(journal), lab, stop) is not { } found)
            return null;

        // A node of several reads what is its own; the journal says whose it is.
        var own = new NodeHardware(lab, found.State.Nodes.Keys.FirstOrDefault(name => lab.FindNode(name) is not null) ?? "").Own;
        var kept = usesPorts ? null : given ?? SimulationStore.Peek(data);
        var last = await LastInstant.OfAsync(journal, stop) ?? found.State.At!.Value;
        var cut = kept?.Instant > last ? kept.Instant : last;
        var away = new Outage(cut, usesPorts ? TimeProvider.System.GetUtcNow() : cut + outage);
        var read = usesPorts ? await ReadPortsAsync(lab, own, stop)
            : kept is null || lab.Simulation is not { } simulation
                ? LabReadback.Nothing with { Unread = LabReadback.Nothing.Unread.Add("every device", "no simulated laboratory is kept in this folder") }
                : await LabReader.ReadAsync(own, (ports ?? (p => p))(Ports(lab, simulation, kept, away.To)).Of(own), stop);
        var config = NodeConfiguration.Load(new NodeSettings(JournalDatabase.Memory) { Overrides = overrides });
        return new FoundExperiment(RecoveryPlan.Of(found.State, lab, read, away, RecoveryConfiguration.Of(config))!, found.Events);
    }

    /// <summary>A laboratory of its own, like the one that is kept: what reading does to it is forgotten.</summary>
    private static LabPorts Ports(LabDefinition lab, SimulationDefinition simulation, SimulationState kept, DateTimeOffset now)
    {
        var time = new StandingTime(now);
        var laboratory = SimulatedLaboratory.Restore(lab, simulation, kept, time);
        return lab.Devices.IsEmpty ? SimulatedPorts.Of(laboratory, time) : new WireSimulation(laboratory, time, _ => { }).Ports;
    }

    // Every answer of a device that is silent takes its whole time: not on a thread of others.
    private static Task<LabReadback> ReadPortsAsync(LabDefinition lab, LabDefinition own, CancellationToken stop) => Task.Run(
        async () =>
        {
            using var reader = new PortReader(lab, TimeProvider.System, _ => { });
            return await LabReader.ReadAsync(own, reader.Ports.Of(own), stop);
        },
        stop);
}
