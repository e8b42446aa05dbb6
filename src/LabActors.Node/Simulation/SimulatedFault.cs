using LabActors.Core.Labs;
using LabActors.Core.Problems;
using LabActors.Journal.Storage;
using LabActors.Node.Checks;
using LabActors.Simulator;

namespace LabActors.Node.Simulation;

/// <summary>Faults of a simulated laboratory while no node runs.</summary>
public static class SimulatedFault
{
    /// <summary>One instrument loses its power; see <see cref="SimulatedLaboratory.LosePower"/>. Returns why that could not be; empty when it is done.</summary>
    /// <param name="lab">The laboratory's folder.</param>
    /// <param name="data">A data folder that a node has used.</param>
    public static async Task<string> PowerLossAsync(string lab, string data, string instrument, CancellationToken stop)
    {
        var path = Path.Combine(ExperimentCheck.LabFolder(lab), "lab.yaml");
        var read = LabFile.Read(await File.ReadAllTextAsync(path, stop), path);
        if (read.Lab is not { Simulation: { } simulation } definition)
            return read.Problems.FirstOrDefault(p => p.IsError)?.ToString() ?? new Problem(path, 0, 0, "this laboratory is not simulated", Field: "simulation").ToString();
        if (!Directory.Exists(data))
            return new Problem(data, 0, 0, "there is no such folder, expected one that a node has used", Field: "--data").ToString();
        try
        {
            using var store = SimulationStore.Open(data, _ => { });
            if (store.Kept is not { } kept)
                return new Problem(data, 0, 0, "no simulated laboratory is kept here", Field: "--data").ToString();
            var journal = Path.Combine(data, "journal.db");
            var last = File.Exists(journal) ? await LastInstant.OfAsync(JournalDatabase.Sqlite(journal), stop) : null;
            var laboratory = SimulatedLaboratory.Restore(definition, simulation, kept, new StandingTime(last > kept.Instant ? last.Value : kept.Instant));
            laboratory.KeepBy(store.Keep);
            laboratory.LosePower(instrument);
            return "";
        }
        catch (Exception e) when (e is SimulationRefusalException or SimulationInUseException or InvalidDataException)
        {
            return e.Message;
        }
    }
}
