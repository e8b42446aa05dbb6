namespace LabActors.Actors.Devices;

/// <summary>A message that tells what a device did or read.</summary>
public interface IDeviceAnswer
{
    /// <summary>The device is a simulated one; whatever is made of the answer says so too.</summary>
    bool Simulated { get; }
}
