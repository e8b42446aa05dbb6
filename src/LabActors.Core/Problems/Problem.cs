namespace LabActors.Core.Problems;

/// <summary>
/// One thing that is wrong with a file or a set-up, told so that its author can mend it: where it is, what was found
/// and what was expected. Readers report every problem at once and never stop at the first.
/// </summary>
/// <param name="File">Path as the user gave it; empty when the text did not come from a file.</param>
/// <param name="Line">1-based line, 0 when the problem is the file as a whole.</param>
/// <param name="Column">1-based character column of the cell or token, 0 when the problem is the whole line.</param>
/// <param name="Message">What was found and what was expected, one sentence.</param>
/// <param name="Severity">An error refuses the file; a warning is told and does not.</param>
/// <param name="Field">Column name, YAML key or command name that the problem is about; empty when there is none.</param>
public sealed record Problem(
    string File,
    int Line,
    int Column,
    string Message,
    ProblemSeverity Severity = ProblemSeverity.Error,
    string Field = "")
{
    /// <summary>True when the problem refuses what it was found in.</summary>
    public bool IsError => Severity == ProblemSeverity.Error;

    /// <inheritdoc/>
    public override string ToString()
    {
        var place = (Line, Column) switch
        {
            (0, _) => File,
            (_, 0) => $"{File}:{Line}",
            _ => $"{File}:{Line}:{Column}",
        };
        var what = Field.Length > 0 ? $"{Field}: {Message}" : Message;
        var severity = IsError ? "error" : "warning";
        return place.Length > 0 ? $"{place}: {severity}: {what}" : $"{severity}: {what}";
    }
}
