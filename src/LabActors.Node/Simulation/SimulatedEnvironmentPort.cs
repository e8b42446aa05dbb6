using LabActors.Devices.Ports;
using LabActors.Simulator;

namespace LabActors.Node.Simulation;

/// <summary>Simulated sensors of the surroundings behind the port of real ones.</summary>
public sealed class SimulatedEnvironmentPort(SimulatedEnvironment environment, TimeProvider time) : IEnvironmentPort
{
    /// <inheritdoc/>
    public bool Simulated => true;

    /// <inheritdoc/>
    public ValueTask<Reading<double>> Read(string sensor, CancellationToken cancellation) =>
        Answers.Read(() => environment.Read(sensor), time, cancellation);
}
