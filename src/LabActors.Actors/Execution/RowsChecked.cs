using System.Collections.Immutable;
using LabActors.Core.Conditionals;
using LabActors.Core.Problems;

namespace LabActors.Actors.Execution;

/// <summary>What is said of rows, and the texts of the conditionals that they name.</summary>
public sealed record RowsChecked(ImmutableArray<Problem> Problems, QueueConditionals Conditionals)
{
    /// <summary>Only problems, or none.</summary>
    public static RowsChecked Of(params ImmutableArray<Problem> problems) => new(problems, QueueConditionals.None);
}
