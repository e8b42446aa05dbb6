namespace LabActors.Devices.Ports;

/// <summary>A pipette system that prepares a shot by itself (APIS). Loading spends gas: never to be repeated blindly.</summary>
public interface IPipettePort : IDevicePort
{
    /// <summary>Starts loading the named shot, or its blank; returns when the command is taken.</summary>
    /// <exception cref="DeviceRefusedException">No such shot, or one is being loaded.</exception>
    ValueTask Load(string shot, bool blank, CancellationToken cancellation);

    /// <summary>True when nothing is being loaded.</summary>
    ValueTask<Reading<bool>> ReadIdle(CancellationToken cancellation);
}
