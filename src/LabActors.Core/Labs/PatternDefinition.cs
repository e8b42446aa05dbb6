using System.Collections.Immutable;
using LabActors.Core.Problems;

namespace LabActors.Core.Labs;

/// <summary>A pattern that is run point by point.</summary>
/// <param name="Name">As scripts name it.</param>
/// <param name="Points">In order; after the last the stage goes back to where it began.</param>
/// <param name="Problems">What is wrong with its file, by line.</param>
public sealed record PatternDefinition(string Name, ImmutableArray<PatternPoint> Points, ImmutableArray<Problem> Problems)
{
    /// <summary>The file as lab.yaml names it; empty when it names none.</summary>
    public string File { get; init; } = "";
}
