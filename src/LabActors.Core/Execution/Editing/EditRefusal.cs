using System.Collections.Immutable;
using LabActors.Core.Problems;

namespace LabActors.Core.Execution.Editing;

/// <summary>Why an edit was not done.</summary>
/// <param name="Kind">
/// <c>conflict</c>: somebody else was first; <c>started</c>: a row is frozen; <c>unknown</c>: there is no such row, place or edit; <c>invalid</c>: a value
/// or a check refuses it; <c>ended</c>: the queue has ended; <c>saved-again</c>: the file says something else by now.
/// </param>
/// <param name="Reason">One sentence for the person who asked: with a conflict who changed what, and when.</param>
/// <param name="Problems">What the readers and checks found, in their words; empty otherwise.</param>
public sealed record EditRefusal(string Kind, string Reason, ImmutableArray<Problem> Problems)
{
    /// <summary>How many problems a refusal carries; ten thousand wrong rows are told by the first of them.</summary>
    public const int MostProblems = 100;

    private const int MostTold = 5;

    /// <summary>A refusal that no reader or check has made.</summary>
    public static EditRefusal Of(string kind, string reason) => new(kind, reason, []);

    /// <summary>A file that has been saved again while it was looked at; what it says now is taken instead.</summary>
    public static EditRefusal SavedAgain(string path) => Of("saved-again", $"{path} was saved again meanwhile");

    /// <summary>A refusal by what readers and checks found.</summary>
    public static EditRefusal Of(ImmutableArray<Problem> problems)
    {
        ImmutableArray<Problem> ordered = [.. problems.OrderBy(problem => !problem.IsError)];
        var errors = ordered.Count(problem => problem.IsError);
        var told = string.Join("; ", ordered.Take(Math.Min(errors, MostTold)).Select(problem => problem.ToString()));
        return new EditRefusal(
            "invalid",
            errors > MostTold ? $"{told}; and {errors - MostTold} more" : told,
            ordered.Length <= MostProblems
                ? ordered
                : [.. ordered[..MostProblems], new Problem(ordered[0].File, 0, 0, $"{ordered.Length - MostProblems} more problems were found", ProblemSeverity.Warning)]);
    }
}
