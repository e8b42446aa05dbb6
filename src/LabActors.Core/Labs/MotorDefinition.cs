namespace LabActors.Core.Labs;

/// <summary>A motor of an extraction device (beam diameter, zoom).</summary>
public sealed record MotorDefinition(string Name, double Min, double Max)
{
    /// <summary>The device that moves it; empty for none.</summary>
    public string Device { get; init; } = "";

    /// <summary>Its channel there: an axis, an address on a bus.</summary>
    public string Channel { get; init; } = "";
}
