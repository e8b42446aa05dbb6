using System.Collections.Immutable;

namespace LabActors.Simulator.State;

/// <summary>An extraction device as it stands.</summary>
/// <param name="Enabled">It may give output.</param>
/// <param name="Output">Output in <paramref name="Units"/>.</param>
/// <param name="Units">Unit of the output.</param>
/// <param name="Position">Where the stage is; empty before its first move.</param>
/// <param name="Crucible">Which sample lies in a furnace's crucible; empty is the one that was there from the start.</param>
/// <param name="Tray">Sample holder.</param>
/// <param name="Pattern">Pattern started last; over at <paramref name="PatternEnd"/>.</param>
/// <param name="PatternEnd">When that pattern is over.</param>
/// <param name="BusyUntil">When a pipette system has finished loading.</param>
/// <param name="Light">Illumination, 0 to 100.</param>
/// <param name="Motors">Positions of the motors and axes that have been moved.</param>
public sealed record DeviceState(
    bool Enabled,
    double Output,
    string Units,
    string Position,
    string Crucible,
    string Tray,
    string Pattern,
    DateTimeOffset PatternEnd,
    DateTimeOffset BusyUntil,
    double Light,
    ImmutableSortedDictionary<string, double> Motors)
{
    /// <summary>Shots loaded, samples dropped and patterns begun since the simulation began: what cannot be taken back.</summary>
    public int Irrevocable { get; init; }

    /// <summary>Where what it heats comes from, where it does not follow the output at once; null before the first change.</summary>
    public Warming? Warming { get; init; }
}
