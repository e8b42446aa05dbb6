using System.Collections.Immutable;
using LabActors.Core.Problems;

namespace LabActors.Console.Session;

/// <summary>When queues that run one after another are estimated to begin and end.</summary>
/// <param name="Problems">What the checks found; with an error among them there is no estimate.</param>
public sealed record EstimateOutcome(ImmutableArray<Problem> Problems, ImmutableArray<EstimatedQueue> Queues)
{
    /// <summary>True when at least one problem is an error.</summary>
    public bool IsRefused => Problems.Any(problem => problem.IsError);
}
