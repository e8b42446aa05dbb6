using System.Collections.Immutable;

namespace LabActors.Core.Reduction;

/// <summary>The baselines of the run before, which stand in until a run has measured its own.</summary>
/// <param name="Detectors">fA by detector.</param>
public sealed record PreviousBaselines(string RunUuid, string RunId, ImmutableDictionary<string, Quantity> Detectors);
