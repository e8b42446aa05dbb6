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
    /// <summary>The device that fires or heats, or the whole of it behind a server; empty for none.</summary>
    public string Device { get; init; } = "";

    /// <summary>The device that moves the sample under the beam; empty for none, or where <see cref="Device"/> does.</summary>
    public string Stage { get; init; } = "";

    /// <summary>The power supply, where it is a device of its own; empty for none.</summary>
    public string Power { get; init; } = "";

    /// <summary>Channel of <see cref="Device"/> that heats, for a controller of several loops.</summary>
    public string Channel { get; init; } = "";

    /// <summary>Where the holes are, of those trays whose file the laboratory names.</summary>
    public ImmutableArray<TrayMap> TrayMaps { get; init; } = [];

    /// <summary>Patterns whose points the laboratory gives; the device itself knows the others.</summary>
    public ImmutableArray<PatternDefinition> PatternPoints { get; init; } = [];

    /// <summary>Where the trays lie on the stage.</summary>
    public StageCalibration Calibration { get; init; } = StageCalibration.None;

    /// <summary>So long at most it may give output without a pause; null for any time.</summary>
    public TimeSpan? MaxOn { get; init; } = Kind is ExtractionDeviceKind.Laser or ExtractionDeviceKind.Uv ? TimeSpan.FromMinutes(60) : null;

    /// <summary>The map of a tray (case and blanks do not matter), null when there is none.</summary>
    public TrayMap? FindTrayMap(string tray) => TrayMaps.FirstOrDefault(t => LabNames.Same(t.Name, tray));

    /// <summary>The unit with this name (case does not matter; empty is the default unit), null when it has none such.</summary>
    public OutputUnitDefinition? FindUnit(string name) =>
        name.Length == 0 ? Units.FirstOrDefault() : Units.FirstOrDefault(u => LabNames.Same(u.Name, name));
}
