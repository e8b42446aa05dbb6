using LabActors.Core.Runs;

namespace LabActors.Core.Templates;

/// <summary>What a run of a kind may carry when it is made as a copy of another.</summary>
public static class RunAttributes
{
    /// <summary>
    /// The run without what its analysis type has no use for: blanks of samples and pauses are not heated, a pause does
    /// not clean either, and airs, cocktails and other references have no position, heating or cleanup of their own.
    /// Unknowns and degassings keep everything.
    /// </summary>
    public static RunSpec Restrict(RunSpec run) => run.AnalysisType switch
    {
        "unknown" or "degas" => run,
        "blank_unknown" or "blank_extractionline" => WithoutHeating(run),
        "pause" => WithoutHeating(run) with { Cleanup = 0, PreCleanup = 0, PostCleanup = 0, Position = "" },
        _ => WithoutHeating(run) with { Position = "", Cleanup = 0, PreCleanup = 0, PostCleanup = 0, Duration = 0 },
    };

    private static RunSpec WithoutHeating(RunSpec run) =>
        run with { ExtractValue = 0, ExtractUnits = "", Pattern = "", BeamDiameter = "" };
}
