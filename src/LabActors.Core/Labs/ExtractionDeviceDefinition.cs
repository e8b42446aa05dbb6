using System.Collections.Immutable;

namespace LabActors.Core.Labs;

/// <summary>What frees the gas of a sample, or supplies gas: laser, furnace, pipette system.</summary>
/// <param name="Aliases">Other names by which queues call it.</param>
/// <param name="Volume">The volume that receives the gas.</param>
/// <param name="Section">The section of the line that it stands on.</param>
/// <param name="Units">Units of its output, the default first; empty for a pipette system.</param>
/// <param name="Shots">Names that a pipette system loads; empty for others.</param>
public sealed record ExtractionDeviceDefinition(
    string Name,
    ImmutableArray<string> Aliases,
    ExtractionDeviceKind Kind,
    string Volume,
    string Section,
    ImmutableArray<OutputUnitDefinition> Units,
    ImmutableArray<string> Trays,
    ImmutableArray<string> Patterns,
    ImmutableArray<MotorDefinition> Motors,
    ImmutableArray<string> Shots,
    bool HasLight,
    bool HasCamera)
{
    /// <summary>The device that gives its output: a laser's board, a furnace's controller, a server that has all of it; empty where the laboratory has no devices.</summary>
    public string Device { get; init; } = "";

    /// <summary>The controller's channel, where it has several.</summary>
    public string Channel { get; init; } = "";

    /// <summary>The device that moves its stage; empty for none.</summary>
    public string Stage { get; init; } = "";

    /// <summary>The unit with this name (case does not matter; empty is the default unit), null when it has none such.</summary>
    public OutputUnitDefinition? FindUnit(string name) =>
        name.Length == 0 ? Units.FirstOrDefault() : Units.FirstOrDefault(u => LabNames.Same(u.Name, name));
}
