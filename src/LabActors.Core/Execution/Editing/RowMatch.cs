using System.Collections.Immutable;
using LabActors.Core.Queues;
using LabActors.Core.Runs;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Core.Execution.Editing;

/// <summary>
/// Which row of a saved file is which row of the file before. Rows that say the same are the same, in order; what is left between two such
/// rows is paired so that the fewest cells differ, and rows that have too little in common are other rows.
/// </summary>
internal static class RowMatch
{
    // A row that is gone and another that is new cost as much as this many cells that differ, each.
    private const int Unpaired = 4;

    // Between two like rows: beyond this many pairs to be weighed the rows are paired in their order.
    private const int MostPairs = 250_000;

    /// <summary>What a row says by itself: without its line, its neighbour and what it has from the header.</summary>
    public static RunSpec Key(RunSpec run, ExperimentQueue header) =>
        HeaderStamp.None.On(run with { Row = 0, NextPosition = "" }, HeaderStamp.Of(header));

    /// <summary>For each row of the file the index of the row before that it is, or -1 for a new one.</summary>
    public static ImmutableArray<int> Of(ImmutableArray<RowSpec> before, ImmutableArray<RunSpec> file, ExperimentQueue oldHeader, ExperimentQueue header)
    {
        RunSpec[] old = [.. before.Select(row => Key(row.Spec, oldHeader))];
        RunSpec[] now = [.. file.Select(run => Key(run, header))];
        var pairs = new int[now.Length];
        Array.Fill(pairs, -1);
        var paired = new bool[old.Length];
        PairAlike(old, now, pairs, paired);
        PairBetween(old, now, pairs, paired);
        return [.. pairs];
    }

    private static void PairAlike(RunSpec[] old, RunSpec[] now, int[] pairs, bool[] paired)
    {
        var (start, end) = (0, 0);
        while (start < old.Length && start < now.Length && old[start] == now[start])
            Pair(start, start++);
        while (end < old.Length - start && end < now.Length - start && old[^(end + 1)] == now[^(end + 1)])
            Pair(old.Length - ++end, now.Length - end);

        var places = new Dictionary<RunSpec, Queue<int>>();
        for (var i = start; i < old.Length - end; i++)
        {
            if (!places.TryGetValue(old[i], out var queue))
                places[old[i]] = queue = new Queue<int>();
            queue.Enqueue(i);
        }

        for (var i = start; i < now.Length - end; i++)
        {
            if (places.TryGetValue(now[i], out var queue) && queue.TryDequeue(out var place))
                Pair(place, i);
        }

        void Pair(int oldRow, int newRow)
        {
            pairs[newRow] = oldRow;
            paired[oldRow] = true;
        }
    }

    private static void PairBetween(RunSpec[] old, RunSpec[] now, int[] pairs, bool[] paired)
    {
        for (var i = 0; i < now.Length; i++)
        {
            if (pairs[i] >= 0)
                continue;
            var end = i;
            while (end < now.Length && pairs[end] < 0)
                end++;
            int[] rows = [.. Enumerable.Range(i, end - i)];
            int[] candidates = Between(i > 0 ? pairs[i - 1] : -1, end < now.Length ? pairs[end] : old.Length, paired);
            foreach (var (oldRow, newRow) in Weigh(old, now, candidates, rows))
            {
                pairs[newRow] = oldRow;
                paired[oldRow] = true;
            }

            i = end;
        }
    }

    /// <summary>Old rows without a partner that stand directly behind one row, or directly before another.</summary>
    private static int[] Between(int behind, int ahead, bool[] paired)
    {
        var rows = new List<int>();
        for (var i = behind + 1; i < paired.Length && !paired[i]; i++)
            rows.Add(i);
        if (rows.Count > 0)
            return [.. rows];
        for (var i = ahead - 1; i >= 0 && !paired[i]; i--)
            rows.Insert(0, i);
        return [.. rows];
    }

    private static IEnumerable<(int Old, int Now)> Weigh(RunSpec[] old, RunSpec[] now, int[] candidates, int[] rows)
    {
        if (candidates.Length == 0)
            return [];
        if ((long)candidates.Length * rows.Length > MostPairs)
            return candidates.Zip(rows);
        string[][] oldCells = [.. candidates.Select(i => Cells(old[i]))];
        string[][] newCells = [.. rows.Select(i => Cells(now[i]))];
        var cost = new int[candidates.Length + 1, rows.Length + 1];
        for (var i = candidates.Length; i >= 0; i--)
        {
            for (var j = rows.Length; j >= 0; j--)
            {
                cost[i, j] = (i == candidates.Length, j == rows.Length) switch
                {
                    (true, true) => 0,
                    (true, _) => cost[i, j + 1] + Unpaired,
                    (_, true) => cost[i + 1, j] + Unpaired,
                    _ => Math.Min(cost[i + 1, j + 1] + Different(oldCells[i], newCells[j]), Math.Min(cost[i + 1, j], cost[i, j + 1]) + Unpaired),
                };
            }
        }

        var found = new List<(int, int)>();
        for (var (i, j) = (0, 0); i < candidates.Length && j < rows.Length;)
        {
            if (cost[i, j] == cost[i + 1, j + 1] + Different(oldCells[i], newCells[j]))
                found.Add((candidates[i++], rows[j++]));
            else if (cost[i, j] == cost[i + 1, j] + Unpaired)
                i++;
            else
                j++;
        }

        return found;
    }

    private static string[] Cells(RunSpec run) => [.. QueueColumn.All.Select(column => RunCells.Of(run, column)), run.Skip ? "#" : ""];

    private static int Different(string[] one, string[] other) => one.Zip(other).Count(pair => pair.First != pair.Second);
}
