using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Faults;
using LabActors.Core.Problems;
using LabActors.Node.Simulation;

namespace LabActors.Node.Hardware;

/// <summary>Whether a data folder may be used with what a node is to speak to: an experiment that began on real instruments never goes on in a simulation, nor the other way round.</summary>
public static class HardwareCheck
{
    /// <summary>What is wrong; null when nothing is.</summary>
    public static Problem? Of(LabDefinition lab, WireUse wires, string data)
    {
        if (lab.Devices.IsEmpty)
            return null;
        var simulated = SimulationStore.IsIn(data);
        return wires switch
        {
            WireUse.Memory when lab.Simulation is null =>
                new Problem(data, 0, 0, "laboratory time is to be another than real, for which the laboratory is simulated: its lab.yaml has no section 'simulation'", Field: "--time"),
            WireUse.Memory when !simulated && File.Exists(Path.Combine(data, "journal.db")) =>
                new Problem(data, 0, 0, "this folder holds what was done with devices on ports, expected one of a simulation, or --time real", Field: "--data"),
            WireUse.Ports when simulated =>
                new Problem(data, 0, 0, "this folder holds a simulated laboratory, expected another one for devices on ports, or --time virtual", Field: "--data"),
            _ => null,
        };
    }

    /// <summary>Faults that what the node speaks to cannot have.</summary>
    public static ImmutableArray<Problem> Faults(LabDefinition lab, WireUse wires, FaultPlan plan) =>
        plan.Faults.IsEmpty || wires == WireUse.Memory || lab.Devices.IsEmpty
            ? PlannedFaults.Problems(lab, plan)
            : [new Problem(plan.Path, 0, 0, "the devices are on ports, and nobody breaks them on purpose: expected --time virtual or xN, or lab simulate --faults and lab run --ports", Field: "--faults")];
}
