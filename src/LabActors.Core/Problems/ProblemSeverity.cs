namespace LabActors.Core.Problems;

/// <summary>How much a <see cref="Problem"/> matters.</summary>
public enum ProblemSeverity
{
    /// <summary>Told to the user; the file is used all the same.</summary>
    Warning,

    /// <summary>The file is refused as a whole.</summary>
    Error,
}
