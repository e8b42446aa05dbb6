using LabActors.Devices.Ports;
using LabActors.Simulator;

namespace LabActors.Node.Simulation;

/// <summary>The gauges of one controller of a simulated laboratory behind the port of real ones.</summary>
public sealed class SimulatedGaugePort(SimulatedLine line, string controller, TimeProvider time) : IGaugePort
{
    /// <inheritdoc/>
    public bool Simulated => true;

    /// <inheritdoc/>
    public ValueTask<Reading<double>> ReadPressure(string gauge, CancellationToken cancellation) =>
        Answers.Read(() => line.ReadPressure(controller, gauge), time, cancellation);
}
