using LabActors.Devices.Ports;
using LabActors.Simulator;

namespace LabActors.Node.Simulation;

/// <summary>A simulated laser or furnace behind the port of a real one.</summary>
public sealed class SimulatedExtractionDevicePort(SimulatedExtractionDevice device, TimeProvider time) : IExtractionDevicePort
{
    private const double ZeroCelsius = 273.15;

    /// <inheritdoc/>
    public bool Simulated => true;

    /// <inheritdoc/>
    /// <remarks>A simulated device is ready at once.</remarks>
    public ValueTask Prepare(CancellationToken cancellation) =>
        cancellation.IsCancellationRequested ? ValueTask.FromCanceled(cancellation) : ValueTask.CompletedTask;

    /// <inheritdoc/>
    public ValueTask Enable(CancellationToken cancellation) => Answers.Do(device.Enable, cancellation);

    /// <inheritdoc/>
    public ValueTask Disable(CancellationToken cancellation) => Answers.Do(device.Disable, cancellation);

    /// <inheritdoc/>
    public ValueTask SetOutput(double value, string units, CancellationToken cancellation) =>
        Answers.Do(() => device.SetOutput(value, units), cancellation);

    /// <inheritdoc/>
    public ValueTask<Reading<ExtractionDeviceStatus>> ReadStatus(CancellationToken cancellation) => Answers.Read(
        () =>
        {
            var state = device.Read();
            return new ExtractionDeviceStatus(
                state.Enabled, state.Output, state.Units, state.Position, state.Pattern, state.Tray, device.Heats ? device.Temperature - ZeroCelsius : null);
        },
        time,
        cancellation);

    /// <inheritdoc/>
    public ValueTask MoveTo(string position, bool autocenter, CancellationToken cancellation) =>
        Answers.Do(() => device.MoveTo(position), cancellation);

    /// <inheritdoc/>
    public ValueTask MoveAxis(char axis, double value, CancellationToken cancellation) =>
        Answers.Do(() => device.MoveAxis(axis, value), cancellation);

    /// <inheritdoc/>
    public ValueTask ExecutePattern(string pattern, CancellationToken cancellation) =>
        Answers.Do(() => device.ExecutePattern(pattern), cancellation);

    /// <inheritdoc/>
    public ValueTask StopPattern(CancellationToken cancellation) => Answers.Do(device.StopPattern, cancellation);

    /// <inheritdoc/>
    public ValueTask SetMotor(string motor, double value, CancellationToken cancellation) =>
        Answers.Do(() => device.SetMotor(motor, value), cancellation);

    /// <inheritdoc/>
    public ValueTask SetLight(double value, CancellationToken cancellation) =>
        Answers.Do(() => device.SetLight(value), cancellation);

    /// <inheritdoc/>
    public ValueTask SetTray(string tray, CancellationToken cancellation) =>
        Answers.Do(() => device.SetTray(tray), cancellation);

    /// <inheritdoc/>
    public ValueTask DumpSample(CancellationToken cancellation) => Answers.Do(device.DumpSample, cancellation);
}
