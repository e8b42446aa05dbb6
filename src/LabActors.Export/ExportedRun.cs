using System.Collections.Immutable;
using LabActors.Core.Reduction;

namespace LabActors.Export;

/// <summary>A run as it is exported: its record, what the record comes to, and what is known of the things around it.</summary>
/// <param name="Record">The fold of the run's events.</param>
/// <param name="Reduced">Its intercepts, baselines and errors.</param>
public sealed record ExportedRun(RunRecord Record, ReducedAnalysis Reduced)
{
    /// <summary>Where its events come from.</summary>
    public RunProvenance Provenance { get; init; } = RunProvenance.Unknown;

    /// <summary>The sample.</summary>
    public SampleFacts Sample { get; init; } = new();

    /// <summary>How the spectrometer was set.</summary>
    public InstrumentFacts Instrument { get; init; } = new();

    /// <summary>What was measured of the laboratory's surroundings.</summary>
    public ImmutableArray<EnvironmentFact> Environment { get; init; } = [];

    /// <summary>Blank values taken off, by isotope; none for blanks themselves.</summary>
    public ImmutableSortedDictionary<string, BlankFact> Blanks { get; init; } = ImmutableSortedDictionary.Create<string, BlankFact>(StringComparer.Ordinal);

    /// <summary>Factors between detectors, by detector; one that is not here is 1 ± 0.</summary>
    public ImmutableSortedDictionary<string, (double Value, double Error)> IcFactors { get; init; } =
        ImmutableSortedDictionary.Create<string, (double, double)>(StringComparer.Ordinal);

    /// <summary>Conditionals that watched the run.</summary>
    public ImmutableArray<ConditionalFact> Conditionals { get; init; } = [];

    /// <summary>Shots that each pipette had given, by its name.</summary>
    public ImmutableArray<(string Pipette, long Shots)> PipetteCounts { get; init; } = [];

    /// <summary>Where the stage stood; empty leaves it to the position that the queue names.</summary>
    public ImmutableArray<PositionFact> Positions { get; init; } = [];

    /// <summary>The filter of outliers that the fits had; null for none.</summary>
    public OutlierFilter? Outliers { get; init; }

    /// <summary>The run exported as it is by its record alone.</summary>
    public static ExportedRun Of(RunRecord record, RunProvenance? provenance = null) => new(record, record.Reduce()) { Provenance = provenance ?? RunProvenance.Unknown };
}
