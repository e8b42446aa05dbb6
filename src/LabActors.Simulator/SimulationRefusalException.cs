namespace LabActors.Simulator;

/// <summary>A simulated device understood and will not do it, as the real one would not.</summary>
/// <param name="device">Who refuses.</param>
/// <param name="reason">What was asked and what is allowed.</param>
public sealed class SimulationRefusalException(string device, string reason) : Exception($"{device}: {reason}")
{
    /// <summary>Who refuses.</summary>
    public string Device { get; } = device;

    /// <summary>What was asked and what is allowed.</summary>
    public string Reason { get; } = reason;
}
