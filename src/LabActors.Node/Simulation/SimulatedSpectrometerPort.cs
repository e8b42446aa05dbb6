using LabActors.Devices.Ports;
using LabActors.Simulator;

namespace LabActors.Node.Simulation;

/// <summary>A simulated mass spectrometer behind the port of a real one.</summary>
public sealed class SimulatedSpectrometerPort(SimulatedSpectrometer spectrometer, TimeProvider time) : ISpectrometerPort
{
    /// <inheritdoc/>
    public bool Simulated => true;

    /// <inheritdoc/>
    public ValueTask<double> SetIntegrationTime(double seconds, CancellationToken cancellation) =>
        Answers.Ask(() => spectrometer.SetIntegrationTime(seconds), cancellation);

    /// <inheritdoc/>
    public ValueTask<Reading<IonIntensities>> ReadIntensities(CancellationToken cancellation) => Answers.Ask(
        () =>
        {
            var (instant, integration, detectors) = spectrometer.ReadIntensities();
            return new Reading<IonIntensities>(new IonIntensities(integration, detectors), Quality.Good, instant, Simulated);
        },
        cancellation);

    /// <inheritdoc/>
    public ValueTask PositionMagnet(double dac, CancellationToken cancellation) =>
        Answers.Do(() => spectrometer.PositionMagnet(dac), cancellation);

    /// <inheritdoc/>
    public ValueTask<Reading<double>> ReadMagnet(CancellationToken cancellation) =>
        Answers.Read(spectrometer.ReadMagnet, time, cancellation);

    /// <inheritdoc/>
    public ValueTask SetDeflection(string detector, double value, CancellationToken cancellation) =>
        Answers.Do(() => spectrometer.SetDeflection(detector, value), cancellation);

    /// <inheritdoc/>
    public ValueTask<Reading<double>> ReadDeflection(string detector, CancellationToken cancellation) =>
        Answers.Read(() => spectrometer.ReadDeflection(detector), time, cancellation);

    /// <inheritdoc/>
    public ValueTask Protect(string detector, bool on, CancellationToken cancellation) =>
        Answers.Do(() => spectrometer.Protect(detector, on), cancellation);

    /// <inheritdoc/>
    public ValueTask Blank(bool on, CancellationToken cancellation) =>
        Answers.Do(() => spectrometer.Blank(on), cancellation);

    /// <inheritdoc/>
    public ValueTask SetParameter(string parameter, double value, CancellationToken cancellation) =>
        Answers.Do(() => spectrometer.SetParameter(parameter, value), cancellation);

    /// <inheritdoc/>
    public ValueTask<Reading<double>> ReadParameter(string parameter, CancellationToken cancellation) =>
        Answers.Read(() => spectrometer.ReadParameter(parameter), time, cancellation);
}
