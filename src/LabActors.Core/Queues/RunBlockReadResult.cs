using System.Collections.Immutable;
using LabActors.Core.Problems;
using LabActors.Core.Runs;

namespace LabActors.Core.Queues;

/// <summary>What came of reading a run block.</summary>
/// <param name="Runs">The rows that could be read.</param>
/// <param name="Problems">Every problem, in the order of the file; an error refuses the block.</param>
public sealed record RunBlockReadResult(ImmutableArray<RunSpec> Runs, ImmutableArray<Problem> Problems);
