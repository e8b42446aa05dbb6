namespace LabActors.Devices.Ports;

/// <summary>
/// A laser, UV laser or furnace. Disabling and output zero are always obeyed. Absolute settings may be repeated;
/// <see cref="DumpSample"/> and <see cref="ExecutePattern"/> must not be without reading the status first.
/// </summary>
public interface IExtractionDevicePort : IDevicePort
{
    /// <summary>Makes the device ready (warms the tube, checks interlocks); returns when it is.</summary>
    ValueTask Prepare(CancellationToken cancellation);

    /// <summary>Allows output.</summary>
    ValueTask Enable(CancellationToken cancellation);

    /// <summary>Stops any pattern, sets the output to zero and forbids it.</summary>
    ValueTask Disable(CancellationToken cancellation);

    /// <summary>Sets the output; empty units are the device's default.</summary>
    /// <exception cref="DeviceRefusedException">Not enabled, unknown units, or above the maximum.</exception>
    ValueTask SetOutput(double value, string units, CancellationToken cancellation);

    /// <summary>Everything that the device reports.</summary>
    ValueTask<Reading<ExtractionDeviceStatus>> ReadStatus(CancellationToken cancellation);

    /// <summary>Starts the move to a hole or named position; it is over when the status says that nothing moves.</summary>
    /// <exception cref="DeviceRefusedException">There is no such position on the tray, or it fires.</exception>
    ValueTask MoveTo(string position, bool autocenter, CancellationToken cancellation);

    /// <summary>Starts the move of one axis (x, y, z), mm; it is over when the status says that nothing moves.</summary>
    ValueTask MoveAxis(char axis, double value, CancellationToken cancellation);

    /// <summary>Starts a pattern and returns; the status tells when it has ended, <see cref="StopPattern"/> ends it.</summary>
    /// <exception cref="DeviceRefusedException">The device has no such pattern.</exception>
    ValueTask ExecutePattern(string pattern, CancellationToken cancellation);

    /// <summary>Goes on with the pattern where that is the laboratory's affair: its next point, when the stage has come to rest. Called while a pattern runs; devices that run one by themselves do nothing.</summary>
    ValueTask ContinuePattern(CancellationToken cancellation) => ValueTask.CompletedTask;

    /// <summary>Stops the pattern, and the stage with it; harmless when there is none.</summary>
    ValueTask StopPattern(CancellationToken cancellation);

    /// <summary>Starts the move of a motor (beam diameter, zoom); it is over when the status says that nothing moves.</summary>
    /// <exception cref="DeviceRefusedException">The device has no such motor, or the value is out of its range.</exception>
    ValueTask SetMotor(string motor, double value, CancellationToken cancellation);

    /// <summary>Illumination, 0 to 100.</summary>
    ValueTask SetLight(double value, CancellationToken cancellation);

    /// <summary>Sample holder in use.</summary>
    ValueTask SetTray(string tray, CancellationToken cancellation);

    /// <summary>Drops the next sample into a furnace; at lasers it is refused. Not to be repeated blindly.</summary>
    ValueTask DumpSample(CancellationToken cancellation);
}
