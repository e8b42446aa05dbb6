using System.Collections.Immutable;
using LabActors.Core.Runs;

namespace LabActors.Core.Durations;

/// <summary>Rows that differ in nothing that a script could act on have one shape: positions count, their names do not. What is traced of one stands for all.</summary>
public static class RunShape
{
    /// <summary>The row as its scripts see it, without what only tells it from others like it.</summary>
    public static RunSpec Of(RunSpec run) => run with
    {
        Row = 0,
        Position = Anonymous(run.Position),
        NextPosition = Anonymous(run.NextPosition),
        Labnumber = run.IsSpecial ? run.Labnumber : "1",
        DeclaredAnalysisType = run.AnalysisType,
        UserDefinedAliquot = 0,
        LoadName = "",
        Username = "",
        Comment = "",
        Weight = 0,
        FrequencyGroup = 0,
        RepositoryIdentifier = "",
        Sample = "",
        SampleAsWritten = "",
        Conditionals = "",
        QueueConditionalsName = "",
        Overlap = 0,
        MinPumpTime = 0,
        EndAfter = false,
        Skip = false,
    };

    private static string Anonymous(string position) => string.Join(',', position.Split(',').Select(p => p.Length > 0 ? "1" : "").ToImmutableArray());
}
