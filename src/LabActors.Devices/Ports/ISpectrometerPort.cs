namespace LabActors.Devices.Ports;

/// <summary>
/// One mass spectrometer. All settings are absolute and may be repeated; each is read back by its getter.
/// </summary>
public interface ISpectrometerPort : IDevicePort
{
    /// <summary>Sets the legal integration time nearest to the one asked for and returns it, s.</summary>
    ValueTask<double> SetIntegrationTime(double seconds, CancellationToken cancellation);

    /// <summary>The integration that ended last, in fA, with the instant at which it ended.</summary>
    ValueTask<Reading<IonIntensities>> ReadIntensities(CancellationToken cancellation);

    /// <summary>Sets the magnet's DAC, V; returns when the command is taken, the field settles afterwards.</summary>
    /// <exception cref="DeviceRefusedException">Out of the magnet's range.</exception>
    ValueTask PositionMagnet(double dac, CancellationToken cancellation);

    /// <summary>The magnet's DAC, V.</summary>
    ValueTask<Reading<double>> ReadMagnet(CancellationToken cancellation);

    /// <summary>Sets a detector's deflection.</summary>
    ValueTask SetDeflection(string detector, double value, CancellationToken cancellation);

    /// <summary>Reads a detector's deflection.</summary>
    ValueTask<Reading<double>> ReadDeflection(string detector, CancellationToken cancellation);

    /// <summary>Turns the beam away from one detector, or exposes it again.</summary>
    ValueTask Protect(string detector, bool on, CancellationToken cancellation);

    /// <summary>Turns the whole beam away, or lets it in again.</summary>
    ValueTask Blank(bool on, CancellationToken cancellation);

    /// <summary>Sets a source parameter (trap current, high voltage, symmetry ...).</summary>
    /// <exception cref="DeviceRefusedException">Unknown, or out of range.</exception>
    ValueTask SetParameter(string parameter, double value, CancellationToken cancellation);

    /// <summary>Reads a source parameter.</summary>
    ValueTask<Reading<double>> ReadParameter(string parameter, CancellationToken cancellation);

    /// <summary>The whole beam is turned away too while the magnet jumps, not only from the detectors that it would harm.</summary>
    bool BlanksForJumps => false;

    /// <summary>Whether the magnet is still on its way; null where the instrument does not tell.</summary>
    ValueTask<bool?> IsMagnetMoving(CancellationToken cancellation) => ValueTask.FromResult<bool?>(null);
}
