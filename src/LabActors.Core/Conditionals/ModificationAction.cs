using System.Collections.Immutable;

namespace LabActors.Core.Conditionals;

/// <summary>What a modification does to the queue, by Pychron's names.</summary>
public static class ModificationAction
{
    public const string SkipNextRun = "Skip Next Run";
    public const string SkipRuns = "Skip N Runs";
    public const string SkipAliquot = "Skip Aliquot";
    public const string SkipToLastInAliquot = "Skip to Last in Aliquot";
    public const string SetExtract = "Set Extract";
    public const string RepeatRun = "Repeat Run";
    public const string RunBlank = "Run Blank";

    /// <summary>All seven.</summary>
    public static ImmutableArray<string> Names { get; } =
        [SkipNextRun, SkipRuns, SkipAliquot, SkipToLastInAliquot, SetExtract, RepeatRun, RunBlank];
}
