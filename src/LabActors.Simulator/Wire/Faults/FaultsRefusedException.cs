using System.Collections.Immutable;
using LabActors.Core.Problems;

namespace LabActors.Simulator.Wire.Faults;

/// <summary>The devices of a laboratory cannot have the faults of a plan.</summary>
/// <param name="problems">Each that they cannot have, with its line.</param>
public sealed class FaultsRefusedException(ImmutableArray<Problem> problems) : Exception(string.Join(Environment.NewLine, problems))
{
    /// <summary>Each that they cannot have, with its line.</summary>
    public ImmutableArray<Problem> Problems { get; } = problems;
}
