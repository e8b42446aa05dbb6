namespace LabActors.Devices.Ports;

/// <summary>
/// A device understood a request and will not do it (no such valve, value out of range, not enabled). Asking again gives
/// the same answer; a time-out or a broken line is an <see cref="IOException"/> or <see cref="TimeoutException"/> instead.
/// </summary>
/// <param name="device">Who refused.</param>
/// <param name="reason">What was asked and what would have been allowed.</param>
public sealed class DeviceRefusedException(string device, string reason) : Exception($"{device}: {reason}")
{
    /// <summary>Who refused.</summary>
    public string Device { get; } = device;

    /// <summary>What was asked and what would have been allowed.</summary>
    public string Reason { get; } = reason;
}
