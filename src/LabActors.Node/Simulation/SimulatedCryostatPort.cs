using LabActors.Devices.Ports;
using LabActors.Simulator;

namespace LabActors.Node.Simulation;

/// <summary>A simulated cold trap behind the port of a real one.</summary>
public sealed class SimulatedCryostatPort(SimulatedCryostat cryostat, TimeProvider time) : ICryostatPort
{
    /// <inheritdoc/>
    public bool Simulated => true;

    /// <inheritdoc/>
    public ValueTask SetTemperature(double kelvin, CancellationToken cancellation) =>
        Answers.Do(() => cryostat.SetTemperature(kelvin), cancellation);

    /// <inheritdoc/>
    public ValueTask<Reading<double>> ReadTemperature(CancellationToken cancellation) =>
        Answers.Read(cryostat.ReadTemperature, time, cancellation);
}
