namespace LabActors.Core.Labs;

/// <summary>A vacuum pump on a volume.</summary>
/// <param name="SpeedLitresPerSecond">Pumping speed for argon, l/s.</param>
public sealed record PumpDefinition(string Name, PumpKind Kind, string Volume, double SpeedLitresPerSecond)
{
    /// <summary>Its own controller; empty where the laboratory has no devices.</summary>
    public string Device { get; init; } = "";
}
