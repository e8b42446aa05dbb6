using System.Text.Json;
using LabActors.Core.Labs;
using LabActors.Simulator;
using LabActors.Simulator.State;

namespace LabActors.Node.Simulation;

/// <summary>
/// Where the simulated laboratory keeps its hidden truth (tanks, gas, valves, lasers) while no node runs, as a real one does.
/// It is never rebuilt from the journal.
/// </summary>
public sealed class SimulationFile(string path)
{
    private readonly Lock _gate = new();

    /// <summary>The laboratory as it was left; null when there was none.</summary>
    /// <exception cref="InvalidDataException">The file cannot be read; the message says what to do.</exception>
    public SimulationState? Load()
    {
        if (!File.Exists(path))
            return null;
        try
        {
            return JsonSerializer.Deserialize<SimulationState>(File.ReadAllText(path));
        }
        catch (JsonException e)
        {
            throw new InvalidDataException($"{path}: the simulated laboratory's state cannot be read ({e.Message}); use another data folder", e);
        }
    }

    /// <summary>A new laboratory, or the one that was left.</summary>
    public SimulatedLaboratory Open(LabDefinition lab, ulong seed, TimeProvider time) => Load() is { } state
        ? SimulatedLaboratory.Restore(lab, lab.Simulation!, state, time)
        : new SimulatedLaboratory(lab, lab.Simulation!, seed, time);

    /// <summary>Keeps the laboratory; a half-written file never takes the place of a whole one.</summary>
    public void Save(SimulatedLaboratory laboratory)
    {
        lock (_gate)
        {
            var part = path + ".part";
            File.WriteAllText(part, JsonSerializer.Serialize(laboratory.Snapshot()));
            File.Move(part, path, overwrite: true);
        }
    }
}
