namespace LabActors.Devices.Ports;

/// <summary>A reading of any value.</summary>
public interface IReading
{
    /// <summary>Read from a simulated device.</summary>
    bool Simulated { get; }
}
