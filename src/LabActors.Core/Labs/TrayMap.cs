using System.Collections.Immutable;
using LabActors.Core.Problems;

namespace LabActors.Core.Labs;

/// <summary>Where the holes of a tray are.</summary>
/// <param name="Name">As queues name the tray.</param>
/// <param name="HoleSize">Width of a hole, mm.</param>
/// <param name="Positions">In the file's order.</param>
/// <param name="Calibration">The holes north, east, south, west and in the centre by which the stage finds the tray; empty when the file names none.</param>
/// <param name="Problems">What is wrong with the file, by line.</param>
public sealed record TrayMap(string Name, double HoleSize, ImmutableArray<TrayPosition> Positions, ImmutableArray<string> Calibration, ImmutableArray<Problem> Problems)
{
    /// <summary>The file as lab.yaml names it; empty when it names none.</summary>
    public string File { get; init; } = "";

    /// <summary>A hole by name, null when the tray has none such.</summary>
    public TrayPosition? Find(string position) => Positions.FirstOrDefault(p => p.Name == position.Trim());
}
