namespace LabActors.Core.Importing;

/// <summary>What became of one thing of a set-up folder.</summary>
/// <param name="Outcome">What became of it.</param>
/// <param name="What">The thing: <c>valve F</c>, <c>detector CDD</c>.</param>
/// <param name="File">Where it stands, relative to the folder; empty when no file says it.</param>
/// <param name="Line">1-based line; 0 for the file as a whole.</param>
/// <param name="Told">What was done, and what is to be done about it.</param>
public sealed record ImportFinding(ImportOutcome Outcome, string What, string File, int Line, string Told)
{
    /// <summary>File and line, as an editor takes it.</summary>
    public string Place => (File, Line) switch
    {
        ("", _) => "",
        (_, 0) => File,
        _ => $"{File}:{Line}",
    };
}
