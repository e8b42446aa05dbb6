namespace LabActors.Core.Labs;

/// <summary>A vacuum pump on a volume.</summary>
/// <param name="SpeedLitresPerSecond">Pumping speed for argon, l/s.</param>
public sealed record PumpDefinition(string Name, PumpKind Kind, string Volume, double SpeedLitresPerSecond)
{
    /// <summary>Its controller; empty for none.</summary>
    public string Device { get; init; } = "";

    /// <summary>Its channel there, for a controller of several.</summary>
    public string Channel { get; init; } = "";
}
