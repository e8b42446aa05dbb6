using System.Collections.Immutable;

namespace LabActors.Core.Labs;

/// <summary>A cold trap with its named set points.</summary>
/// <param name="SetPoints">Kelvin by name (freeze, pump, release).</param>
public sealed record CryostatDefinition(
    string Name,
    string Volume,
    double MinKelvin,
    double MaxKelvin,
    ImmutableDictionary<string, double> SetPoints)
{
    /// <summary>The controller that it hangs on; empty where the laboratory has no devices.</summary>
    public string Device { get; init; } = "";

    /// <summary>Its loop or input at the controller; empty for the only one.</summary>
    public string Channel { get; init; } = "";
}
