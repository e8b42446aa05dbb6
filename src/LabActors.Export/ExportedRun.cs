using LabActors.Core.Reduction;

namespace LabActors.Export;

/// <summary>A run as it is exported: its record, what the record comes to, and where its events come from.</summary>
/// <param name="Record">The fold of the run's events.</param>
/// <param name="Reduced">Its intercepts, baselines, corrections and age.</param>
public sealed record ExportedRun(RunRecord Record, ReducedAnalysis Reduced)
{
    /// <summary>Where its events come from.</summary>
    public RunOrigin Origin { get; init; } = RunOrigin.Unknown;

    /// <summary>The sample.</summary>
    public SampleFacts Sample { get; init; } = new();

    /// <summary>The program that measured the run; empty when it did not say.</summary>
    public string Version => Record.Circumstances.Provenance?.Version ?? "";

    /// <summary>The run exported as it is by its record.</summary>
    public static ExportedRun Of(RunRecord record, RunOrigin? origin = null) =>
        new(record, record.Reduce()) { Origin = origin ?? RunOrigin.Unknown, Sample = SampleFacts.Of(record) };
}
