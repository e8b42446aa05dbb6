using System.Collections.Immutable;

namespace LabActors.Core.Labs.Simulation;

/// <summary>How an extraction device heats: temperature of the sample goes to ambient + kelvin per unit of output.</summary>
/// <param name="KelvinPerUnit">By unit; the unit <c>temp</c> is degrees Celsius as it stands.</param>
public sealed record SimulatedHeating(string Device, ImmutableDictionary<string, double> KelvinPerUnit)
{
    /// <summary>The unit whose value is the temperature itself, degrees Celsius.</summary>
    public const string Celsius = "temp";

    /// <summary>Time constant with which what it heats follows the output, s; 0: at once.</summary>
    public double TimeConstantSeconds { get; init; }

    /// <summary>What hot parts give off; null for nothing.</summary>
    public HotBlank? Blank { get; init; }
}
