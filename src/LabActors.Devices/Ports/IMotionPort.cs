namespace LabActors.Devices.Ports;

/// <summary>Axes of a stage, or motors of a beam expander, by the names that the device has for them. Positions are absolute, in the units of the device's settings.</summary>
public interface IMotionPort : IDevicePort
{
    /// <summary>Starts a move and returns when the device has taken it.</summary>
    /// <exception cref="DeviceRefusedException">No such axis, or out of its range.</exception>
    ValueTask MoveAxis(string axis, double position, CancellationToken cancellation);

    /// <summary>Whether the axis moves.</summary>
    ValueTask<Reading<bool>> ReadMoving(string axis, CancellationToken cancellation);

    /// <summary>Where the axis is.</summary>
    ValueTask<Reading<double>> ReadPosition(string axis, CancellationToken cancellation);

    /// <summary>Stops all axes.</summary>
    ValueTask Stop(CancellationToken cancellation);

    /// <summary>Starts the search for the axis' home and returns.</summary>
    ValueTask Home(string axis, CancellationToken cancellation);

    /// <summary>Whether the axis counts from wherever it stood when it was switched on, since it was not sent home after that.</summary>
    ValueTask<bool> IsLost(string axis, CancellationToken cancellation) => ValueTask.FromResult(false);

    /// <summary>The search for home has ended: from now on the axis counts from there.</summary>
    ValueTask EndHome(string axis, CancellationToken cancellation) => ValueTask.CompletedTask;
}
