using System.Collections.Immutable;
using LabActors.Core.Problems;

namespace LabActors.Console.Session;

/// <summary>How an execution ended.</summary>
/// <param name="State"><c>completed, failed, canceled, aborted</c> or <c>refused</c>.</param>
/// <param name="Cause">Why, where there is something to say.</param>
/// <param name="DurationSeconds">Laboratory time from the start of the first queue to the end of the last, s.</param>
/// <param name="Runs">In the order in which they started.</param>
/// <param name="Problems">Why it was refused.</param>
/// <param name="Report">Path of the HTML report; null when none was written.</param>
public sealed record LabOutcome(
    string State,
    string Cause,
    double DurationSeconds,
    ImmutableArray<RunOutcome> Runs,
    ImmutableArray<Problem> Problems,
    string? Report)
{
    /// <summary>The outcome of an execution whose checks found errors.</summary>
    public static LabOutcome Refused(ImmutableArray<Problem> problems) => new("refused", "refused by the checks", 0, [], problems, null);
}
