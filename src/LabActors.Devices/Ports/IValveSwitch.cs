namespace LabActors.Devices.Ports;

/// <summary>Moves and reads the valves of one controller by the addresses that they have there. Opening and closing are absolute and may be repeated.</summary>
public interface IValveSwitch : IDevicePort
{
    /// <summary>Commands the valve; returns when the controller has acknowledged, which is no proof that it moved.</summary>
    /// <exception cref="DeviceRefusedException">The controller has no such address or will not move it.</exception>
    ValueTask Actuate(string address, bool open, CancellationToken cancellation);

    /// <summary>Reads the valve back; <see cref="ValveState.Unknown"/> when the answer does not tell.</summary>
    ValueTask<Reading<ValveState>> ReadState(string address, CancellationToken cancellation);
}
