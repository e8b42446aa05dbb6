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
    /// <summary>The device that regulates it; empty for none.</summary>
    public string Device { get; init; } = "";

    /// <summary>Its channel there: an input, a loop.</summary>
    public string Channel { get; init; } = "";
}
