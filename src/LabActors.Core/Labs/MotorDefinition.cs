namespace LabActors.Core.Labs;

/// <summary>A motor of an extraction device (beam diameter, zoom).</summary>
public sealed record MotorDefinition(string Name, double Min, double Max)
{
    /// <summary>What drives it; empty where the laboratory has no devices.</summary>
    public string Device { get; init; } = "";

    /// <summary>Its axis at the device.</summary>
    public string Channel { get; init; } = "";
}
