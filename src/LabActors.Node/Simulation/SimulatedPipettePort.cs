using LabActors.Devices.Ports;
using LabActors.Simulator;

namespace LabActors.Node.Simulation;

/// <summary>A simulated pipette system behind the port of a real one.</summary>
public sealed class SimulatedPipettePort(SimulatedExtractionDevice device, TimeProvider time) : IPipettePort
{
    /// <inheritdoc/>
    public bool Simulated => true;

    /// <inheritdoc/>
    public ValueTask Load(string shot, bool blank, CancellationToken cancellation) =>
        Answers.Do(() => device.Load(shot, blank), cancellation);

    /// <inheritdoc/>
    public ValueTask<Reading<bool>> ReadIdle(CancellationToken cancellation) =>
        Answers.Read(device.IsIdle, time, cancellation);
}
