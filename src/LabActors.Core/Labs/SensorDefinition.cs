namespace LabActors.Core.Labs;

/// <summary>A sensor of the laboratory's surroundings.</summary>
/// <param name="Device">What it is connected to; one actor each.</param>
/// <param name="Title">For people and for the exports; the name where the file gives none.</param>
/// <param name="Units">As the sensor gives its value.</param>
public sealed record SensorDefinition(string Name, string Device, string Title, SensorKind Kind, string Units)
{
    /// <summary>Its channel at the device.</summary>
    public string Channel { get; init; } = "";
}
