namespace LabActors.Core.Execution;

/// <summary>How far one row of a queue has come.</summary>
/// <param name="Attempt">Times that the row's run was given up before its point of no return and is run again.</param>
public sealed record RowProgress(
    RowStage Stage,
    string RunUuid = "",
    string RunId = "",
    bool Overlaps = false,
    string State = "",
    string Cause = "",
    int Attempt = 0)
{
    /// <summary>A row that nobody has touched.</summary>
    public static RowProgress NotRun { get; } = new(RowStage.NotRun);

    /// <summary>True while the row's run has begun and not ended.</summary>
    public bool InFlight => Stage is RowStage.Launched or RowStage.OverlapReached;
}
