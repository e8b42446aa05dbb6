using System.Collections.Immutable;
using LabActors.Core.Problems;

namespace LabActors.Console.Session;

/// <summary>What the checks found.</summary>
/// <param name="Problems">Errors and warnings, in the order of files and lines.</param>
/// <param name="Queues">Each queue that could be read.</param>
public sealed record CheckOutcome(ImmutableArray<Problem> Problems, ImmutableArray<CheckedQueue> Queues)
{
    /// <summary>True when at least one problem is an error.</summary>
    public bool IsRefused => Problems.Any(problem => problem.IsError);
}
