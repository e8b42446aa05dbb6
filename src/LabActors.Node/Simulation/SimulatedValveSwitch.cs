using LabActors.Devices.Ports;
using LabActors.Simulator;

namespace LabActors.Node.Simulation;

/// <summary>The valves of a simulated laboratory behind the port of real ones.</summary>
public sealed class SimulatedValveSwitch(SimulatedLine line, TimeProvider time) : IValveSwitch
{
    /// <inheritdoc/>
    public bool Simulated => true;

    /// <inheritdoc/>
    public ValueTask Actuate(string valve, bool open, CancellationToken cancellation) =>
        Answers.Do(() => line.Actuate(valve, open), cancellation);

    /// <inheritdoc/>
    public ValueTask<Reading<ValveState>> ReadState(string valve, CancellationToken cancellation) =>
        Answers.Read(() => line.IsOpen(valve) ? ValveState.Open : ValveState.Closed, time, cancellation);
}
