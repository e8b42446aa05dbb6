namespace LabActors.Devices.Ports;

/// <summary>Flags that several laboratories' programs set at one master, by which they keep out of each other's way. Reading and setting are two requests: whoever sets must look again.</summary>
public interface IFlagPort : IDevicePort
{
    /// <summary>Whether a flag is set.</summary>
    ValueTask<Reading<bool>> ReadFlag(string flag, CancellationToken cancellation);

    /// <summary>Sets a flag, or clears it.</summary>
    ValueTask SetFlag(string flag, bool on, CancellationToken cancellation);

    /// <summary>Says that whoever set the flag is still there; a flag of which nobody says so is cleared after a minute.</summary>
    ValueTask Ping(string flag, CancellationToken cancellation);
}
