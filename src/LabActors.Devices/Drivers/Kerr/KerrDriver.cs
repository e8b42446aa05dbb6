using LabActors.Devices.Ports;

namespace LabActors.Devices.Drivers.Kerr;

/// <summary>Kerr motors on a line of their own.</summary>
public sealed class KerrDriver(DriverContext context) : IDriver, IMotionPort
{
    private readonly KerrMotors _motors = new(context);

    /// <inheritdoc/>
    public bool Simulated => context.Link.Simulated;

    /// <inheritdoc/>
    public async ValueTask<string> Identify(CancellationToken cancellation)
    {
        var axis = _motors.Axes().FirstOrDefault() ?? "1";
        var position = await _motors.ReadPosition(axis, cancellation).ConfigureAwait(false);
        return string.Create(System.Globalization.CultureInfo.InvariantCulture, $"Kerr motor {axis} at {position.Value:0.###}");
    }

    /// <inheritdoc/>
    public ValueTask MoveAxis(string axis, double position, CancellationToken cancellation) => _motors.Move(axis, position, cancellation);

    /// <inheritdoc/>
    public ValueTask<Reading<bool>> ReadMoving(string axis, CancellationToken cancellation) => _motors.ReadMoving(axis, cancellation);

    /// <inheritdoc/>
    public ValueTask<Reading<double>> ReadPosition(string axis, CancellationToken cancellation) => _motors.ReadPosition(axis, cancellation);

    /// <inheritdoc/>
    public ValueTask Stop(CancellationToken cancellation) => _motors.Stop(cancellation);

    /// <inheritdoc/>
    public ValueTask Home(string axis, CancellationToken cancellation) => _motors.Home(axis, cancellation);

    /// <inheritdoc/>
    public ValueTask<bool> IsLost(string axis, CancellationToken cancellation) => _motors.IsLost(axis, cancellation);

    /// <inheritdoc/>
    public ValueTask EndHome(string axis, CancellationToken cancellation) => _motors.EndHome(axis, cancellation);
}
