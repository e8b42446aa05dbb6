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
    ValveKind Kind);
