using System.Collections.Immutable;

namespace LabActors.Core.Labs;

/// <summary>A valve between two volumes.</summary>
/// <param name="Name">As scripts write it, usually one letter.</param>
/// <param name="Description">What scripts may write instead of the name; unique in the laboratory.</param>
/// <param name="VolumeA">One side.</param>
/// <param name="VolumeB">The other side.</param>
/// <param name="Section">The section whose lease allows moving it.</param>
/// <param name="Interlocks">Valves that must be closed before this one opens; closing is never blocked.</param>
/// <param name="PositiveInterlocks">Valves that must be open before this one opens.</param>
/// <param name="Settling">How long an actuation takes to be trusted.</param>
/// <param name="Kind">Actuated or moved by hand.</param>
public sealed record ValveDefinition(
    string Name,
    string Description,
    string VolumeA,
    string VolumeB,
    string Section,
    ImmutableArray<string> Interlocks,
    ImmutableArray<string> PositiveInterlocks,
    TimeSpan Settling,
    ValveKind Kind)
{
    /// <summary>The device that moves it; empty where the laboratory has no devices.</summary>
    public string Device { get; init; } = "";

    /// <summary>Its address at the device: a relay channel, a parameter's name, a letter. Its name when the file gives none.</summary>
    public string Address { get; init; } = Name;

    /// <summary>The device that reads it back; empty for the one that moves it.</summary>
    public string StateDevice { get; init; } = "";

    /// <summary>Its address there; empty for <see cref="Address"/>.</summary>
    public string StateAddress { get; init; } = "";

    /// <summary>What reads it back says open when it is closed.</summary>
    public bool StateInverted { get; init; }
}
