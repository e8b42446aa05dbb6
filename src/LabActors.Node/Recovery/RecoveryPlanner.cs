using LabActors.Actors.Execution;
using LabActors.Actors.Supervision;
using LabActors.Core.Labs;
using LabActors.Core.Recovery;
using LabActors.Journal.Reading;
using LabActors.Journal.Storage;
using LabActors.Node.Simulation;
using LabActors.Simulator;

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
        var journal = node.Journal ?? JournalDatabase.Sqlite(file);
        if (await UnfinishedLab.ReadAsync(new JournalReader(journal), lab, stop) is not { } found)
            return null;

        var kept = SimulationStore.Peek(data);
        var last = await LastInstant.OfAsync(journal, stop) ?? found.State.At!.Value;
        var cut = kept?.Instant > last ? kept.Instant : last;
        var away = new Outage(cut, cut + outage);
        var read = kept is null || lab.Simulation is not { } simulation
            ? LabReadback.Nothing with { Unread = LabReadback.Nothing.Unread.Add("every device", "no simulated laboratory is kept in this folder") }
            : await LabReader.ReadAsync(lab, Ports(lab, simulation, kept, away.To), stop);
        var config = NodeConfiguration.Load(new NodeSettings(JournalDatabase.Memory) { Overrides = node.Overrides });
        return new FoundExperiment(RecoveryPlan.Of(found.State, lab, read, away, RecoveryConfiguration.Of(config))!, found.Events);
    }

    /// <summary>A laboratory of its own, like the one that is kept: what reading does to it is forgotten.</summary>
    private static Devices.Ports.LabPorts Ports(LabDefinition lab, Core.Labs.Simulation.SimulationDefinition simulation, Simulator.State.SimulationState kept, DateTimeOffset now)
    {
        var time = new StandingTime(now);
        return SimulatedPorts.Of(SimulatedLaboratory.Restore(lab, simulation, kept, time), time);
    }
}
