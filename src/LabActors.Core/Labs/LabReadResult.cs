using System.Collections.Immutable;
using LabActors.Core.Problems;

namespace LabActors.Core.Labs;

/// <summary>What reading a laboratory file gave.</summary>
/// <param name="Lab">The laboratory; null when any problem is an error.</param>
/// <param name="Problems">All problems, in the order of the file.</param>
public sealed record LabReadResult(LabDefinition? Lab, ImmutableArray<Problem> Problems);
