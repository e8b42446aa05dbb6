using System.Collections.Immutable;
using LabActors.Core.Ages;
using LabActors.Core.Reduction;

namespace LabActors.Actors.Results;

/// <summary>What tables show of an analysis.</summary>
/// <param name="Aliquot">Aliquot of the identifier.</param>
/// <param name="Step">0 is A; -1 when there is none.</param>
/// <param name="DurationSeconds">Laboratory time, s.</param>
/// <param name="Isotopes">Heaviest first.</param>
public sealed record RunSummary(
    string RunUuid,
    string QueueId,
    string QueueName,
    string RunId,
    string Identifier,
    int Aliquot,
    int Step,
    string AnalysisType,
    string State,
    string Cause,
    bool Simulated,
    string Sample,
    string Instrument,
    DateTimeOffset StartedAt,
    double DurationSeconds,
    ImmutableArray<IsotopeResult> Isotopes,
    ImmutableArray<string> Notes)
{
    /// <summary>F, age and what belongs to it; null for runs that are not dated, or whose irradiation is not known.</summary>
    public ArgonResult? Argon { get; init; }
}
