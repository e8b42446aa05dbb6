using System.Collections.Immutable;

namespace LabActors.Core.Reduction;

/// <summary>The blank that corrects a run: its intercepts at time zero less its baselines, fA.</summary>
/// <param name="MeasuredAt">When the blank run ended.</param>
/// <param name="Isotopes">By isotope (<c>Ar40</c>, or <c>Ar40H1</c> where several detectors collected it).</param>
public sealed record AnalysisBlank(
    string RunUuid, string RunId, string AnalysisType, DateTimeOffset MeasuredAt, ImmutableDictionary<string, Quantity> Isotopes);
