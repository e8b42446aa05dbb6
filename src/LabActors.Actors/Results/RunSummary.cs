using System.Collections.Immutable;
using LabActors.Core.Reduction;

namespace LabActors.Actors.Results;

/// <summary>What tables show of an analysis.</summary>
/// <param name="Aliquot">Aliquot of the identifier.</param>
/// <param name="Step">0 is A; -1 when there is none.</param>
/// <param name="Age">Ma; null where it cannot be told.</param>
/// <param name="AgeError">1 sigma without the error of J, Ma.</param>
/// <param name="AgeErrorWithJ">1 sigma with the error of J, Ma.</param>
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
    double? Age,
    double? AgeError,
    double? AgeErrorWithJ,
    DateTimeOffset StartedAt,
    double DurationSeconds,
    ImmutableArray<IsotopeResult> Isotopes,
    ImmutableArray<string> Notes);
