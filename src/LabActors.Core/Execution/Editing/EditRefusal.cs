using System.Collections.Immutable;
using LabActors.Core.Problems;

namespace LabActors.Core.Execution.Editing;

/// <summary>Why an edit was not done.</summary>
/// <param name="Kind">
/// <c>conflict</c>: somebody else was first; <c>started</c>: a row is frozen; <c>unknown</c>: there is no such row, place or edit; <c>invalid</c>: a value
/// or a check refuses it; <c>ended</c>: the queue has ended.
/// </param>
/// <param name="Reason">One sentence for the person who asked: with a conflict who changed what, and when.</param>
/// <param name="Problems">What the readers and checks found, in their words; empty otherwise.</param>
public sealed record EditRefusal(string Kind, string Reason, ImmutableArray<Problem> Problems)
{
    /// <summary>A refusal that no reader or check has made.</summary>
    public static EditRefusal Of(string kind, string reason) => new(kind, reason, []);

    /// <summary>A refusal by what readers and checks found.</summary>
    public static EditRefusal Of(ImmutableArray<Problem> problems) =>
        new("invalid", string.Join("; ", problems.Where(problem => problem.IsError).Select(problem => problem.ToString())), problems);
}
