using LabActors.Core.Durations;
using LabActors.Core.Execution.Editing;
using LabActors.Core.Runs;

namespace LabActors.Core.Execution;

/// <summary>One row of a queue: what it asks for, and how far it has come.</summary>
/// <param name="Id"><c>r1</c>, <c>r2</c> ... in the order in which rows came into the queue: the same for ever, never given twice.</param>
/// <param name="Spec">What the row asks for; frozen once it has started.</param>
/// <param name="Version">1, and one more with each change of what the row asks for.</param>
/// <param name="Change">The last edit that changed it; null when none did.</param>
/// <param name="Attempt">Times that the row's run was given up before its point of no return and is run again.</param>
public sealed record QueueRow(
    string Id,
    RunSpec Spec,
    int Version = 1,
    RowChange? Change = null,
    RowStage Stage = RowStage.NotRun,
    string RunUuid = "",
    string RunId = "",
    bool Overlaps = false,
    string State = "",
    string Cause = "",
    int Attempt = 0)
{
    /// <summary>When its run was launched, left the line and ended; null before its launch.</summary>
    public KnownRun? Known { get; init; }

    /// <summary>True while the row's run has begun and not ended.</summary>
    public bool InFlight => Stage is RowStage.Launched or RowStage.OverlapReached;

    /// <summary>The id of the n-th row that came into a queue, from 1.</summary>
    public static string IdOf(int number) => string.Create(System.Globalization.CultureInfo.InvariantCulture, $"r{number}");
}
