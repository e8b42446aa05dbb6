using System.Collections.Immutable;
using LabActors.Core.Problems;

namespace LabActors.Core.Queues;

/// <summary>What came of reading a queue file.</summary>
/// <param name="Readable">
/// All that could be read, good rows around refused ones included: for an editor, and for further checks so that every
/// problem of the file is told at once. Never to be executed; see <see cref="Queue"/>.
/// </param>
/// <param name="Problems">Every problem, in the order of the file.</param>
public sealed record QueueReadResult(ExperimentQueue Readable, ImmutableArray<Problem> Problems)
{
    /// <summary>The queue, null when an error refuses the file.</summary>
    public ExperimentQueue? Queue => HasErrors ? null : Readable;

    /// <summary>True when an error refuses the file.</summary>
    public bool HasErrors => Problems.Any(problem => problem.IsError);
}
