namespace LabActors.Core.Labs;

/// <summary>Something that is kept at a temperature beside the sample: a getter, a valve, a bake-out tape.</summary>
/// <param name="Volume">The volume that it heats; empty for none.</param>
/// <param name="MaxCelsius">It is never set higher, degrees Celsius.</param>
public sealed record HeaterDefinition(string Name, string Volume, double MaxCelsius)
{
    /// <summary>The device that regulates it; empty for none.</summary>
    public string Device { get; init; } = "";

    /// <summary>Its channel there.</summary>
    public string Channel { get; init; } = "";
}
