namespace LabActors.Devices.Ports;

/// <summary>A controller that tells the states of all its valves at once.</summary>
public interface IValveBank : IDevicePort
{
    /// <summary>The states of all valves that the laboratory has at the controller.</summary>
    ValueTask<ValveBankReading> ReadAll(CancellationToken cancellation);
}
