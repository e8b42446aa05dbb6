using System.Collections.Immutable;
using LabActors.Core.Labs;
using LabActors.Core.Labs.Faults;
using LabActors.Core.Problems;
using LabActors.Simulator;
using LabActors.Simulator.Wire;
using LabActors.Simulator.Wire.Faults;

namespace LabActors.Node.Simulation;

/// <summary>The faults that a laboratory which is simulated in this process is to have, each at its instant of laboratory time from now on.</summary>
internal sealed class PlannedFaults : IDisposable
{
    private readonly FaultBoard _board;
    private readonly FaultScheduler _scheduler;

    /// <summary>They come from now on.</summary>
    /// <param name="buses">The devices of the laboratory; none where it is simulated without wires.</param>
    /// <param name="told">Told what has begun.</param>
    /// <exception cref="FaultsRefusedException">The devices cannot have some of them.</exception>
    public PlannedFaults(SimulatedLaboratory laboratory, IEnumerable<InstrumentBus> buses, FaultPlan plan, TimeProvider time, Action<PlannedFault> told)
    {
        _board = new FaultBoard(laboratory, [.. buses], time);
        _scheduler = new FaultScheduler(plan, _board, time, told);
    }

    /// <summary>What of a plan the devices of a laboratory cannot have; nothing moves.</summary>
    public static ImmutableArray<Problem> Problems(LabDefinition lab, FaultPlan plan)
    {
        if (plan.Faults.IsEmpty || lab.Simulation is not { } simulation)
            return [];
        var time = new StandingTime(DateTimeOffset.UnixEpoch);
        var laboratory = new SimulatedLaboratory(lab, simulation, 1, time);
        using var board = new FaultBoard(laboratory, [.. WireInstruments.Of(lab, laboratory).Select(i => new InstrumentBus(lab.Ports.First(p => p.Name == i.Key), i.Value))], time);
        return board.Problems(plan);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _scheduler.Dispose();
        _board.Dispose();
    }
}
