namespace LabActors.Devices.Ports;

/// <summary>The board or power supply of a laser. Disabling is always tried; when it is not acknowledged it throws, since nobody knows then.</summary>
public interface ILaserPort : IDevicePort
{
    /// <summary>Allows output, after the interlocks were looked at; returns when the laser has acknowledged.</summary>
    /// <exception cref="DeviceRefusedException">An interlock is open, or the laser will not.</exception>
    ValueTask Enable(CancellationToken cancellation);

    /// <summary>Sets the power to zero and forbids output; returns when the laser has acknowledged both.</summary>
    ValueTask Disable(CancellationToken cancellation);

    /// <summary>Sets the power, percent of full power.</summary>
    /// <exception cref="DeviceRefusedException">Out of range.</exception>
    ValueTask SetPower(double percent, CancellationToken cancellation);

    /// <summary>What the laser says of itself.</summary>
    ValueTask<Reading<LaserStatus>> ReadLaser(CancellationToken cancellation);
}
