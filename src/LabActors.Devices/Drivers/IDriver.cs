using LabActors.Devices.Ports;

namespace LabActors.Devices.Drivers;

/// <summary>
/// A driver: it speaks a device's grammar over a link, and gives it to the laboratory as one or several of the ports (<see cref="IValveSwitch"/>, <see cref="IGaugePort"/>,
/// <see cref="ISpectrometerPort"/> and so on). What a device says is given as it says it: a word that is no number is a fault or a missing value, never a number.
/// </summary>
public interface IDriver : IDevicePort
{
    /// <summary>What answers at the other end, in the device's own words, such as maker, model and version; reading it moves nothing.</summary>
    ValueTask<string> Identify(CancellationToken cancellation);
}
