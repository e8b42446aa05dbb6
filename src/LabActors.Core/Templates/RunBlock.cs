using System.Collections.Immutable;
using LabActors.Core.Runs;

namespace LabActors.Core.Templates;

/// <summary>Runs that are put into a queue together.</summary>
public static class RunBlock
{
    /// <summary>The queue with copies of a block behind the run at an index; -1 puts them first.</summary>
    public static ImmutableArray<RunSpec> Insert(ImmutableArray<RunSpec> runs, ImmutableArray<RunSpec> block, int after) =>
        runs.InsertRange(after + 1, Copies(block));

    /// <summary>
    /// The queue with the selection copied behind every <paramref name="every"/> runs that follow it. Runs at the end
    /// that are fewer get no copy behind them.
    /// </summary>
    /// <param name="runs">The queue's runs.</param>
    /// <param name="first">Index of the first selected run.</param>
    /// <param name="count">How many are selected, 1 or more.</param>
    /// <param name="every">How many runs stand between the copies, 1 or more.</param>
    public static ImmutableArray<RunSpec> Repeat(ImmutableArray<RunSpec> runs, int first, int count, int every)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(every, 1);
        var end = first + count;
        var copies = Copies(runs[first..end]);
        return [.. runs[..end], .. runs[end..].Chunk(every).SelectMany(chunk => chunk.Length == every ? [.. chunk, .. copies] : chunk)];
    }

    private static ImmutableArray<RunSpec> Copies(ImmutableArray<RunSpec> block) => [.. block.Select(run => run with { Row = 0 })];
}
