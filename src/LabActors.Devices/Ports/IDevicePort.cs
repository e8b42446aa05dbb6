namespace LabActors.Devices.Ports;

/// <summary>What every port has, whatever is behind it.</summary>
public interface IDevicePort
{
    /// <summary>
    /// True when a simulator is behind the port: all that comes through it says so. It is a property of the port that is configured, never what a
    /// device falls back to: one that does not answer is missing.
    /// </summary>
    bool Simulated => false;
}
