using System.Collections.Immutable;

namespace LabActors.Core.Labs;

/// <summary>A pressure gauge; scripts name it by controller and gauge, consoles by any alias.</summary>
public sealed record GaugeDefinition(
    string Controller,
    string Name,
    string Volume,
    PressureUnit Units,
    ImmutableArray<string> Aliases)
{
    /// <summary>The index by which scripts read it as a capacitance manometer (<c>get_manometer_pressure(idx)</c>); null when it is none.</summary>
    public int? Manometer { get; init; }

    /// <summary>The device that reads it: the controller, where a device has its name; empty for none.</summary>
    public string Device { get; init; } = "";

    /// <summary>Its channel there; its name when the file gives none.</summary>
    public string Channel { get; init; } = Name;
}
