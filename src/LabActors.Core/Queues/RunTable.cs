using System.Collections.Immutable;
using LabActors.Core.Identifiers;
using LabActors.Core.Problems;
using LabActors.Core.Runs;

namespace LabActors.Core.Queues;

/// <summary>The run table of a queue file or run block: a line of column names, then one line a run.</summary>
internal static class RunTable
{
    /// <summary>Reads the table whose column names stand at <paramref name="columnIndex"/> (0-based).</summary>
    public static (ImmutableArray<RunSpec> Runs, ImmutableArray<Problem> Problems) Read(
        ImmutableArray<string> lines, int columnIndex, ExperimentQueue queue, IdentifierTable identifiers)
    {
        var names = columnIndex < lines.Length ? lines[columnIndex] : "";
        var columns = new RunColumns(names);
        var problems = new List<Problem>(columns.Problems(queue.Path, columnIndex + 1));
        if (problems.Any(problem => problem.IsError))
            return ([], [.. problems]);

        var runs = ImmutableArray.CreateBuilder<RunSpec>();
        for (var index = columnIndex + 1; index < lines.Length; index++)
        {
            if (IsQueueDivider(lines[index]))
            {
                problems.Add(new Problem(queue.Path, index + 1, 1, "a second queue begins here; expected one queue a file"));
                break;
            }

            var row = RunRow.Of(lines[index], index + 1, columns, queue.Path);
            if (row is null)
                continue;
            // The position of the physically next line, whatever that line is: scripts move ahead to it.
            var next = index + 1 < lines.Length ? columns.Cell(lines[index + 1].TrimEnd().TrimStart('#').Split('\t'), QueueColumn.Position).Text : "";
            var run = row.Read(queue, identifiers, next);
            problems.AddRange(row.Problems);
            if (!row.Problems.Any(problem => problem.IsError))
                runs.Add(run);
        }

        return (runs.ToImmutable(), [.. problems]);
    }

    /// <summary>A run with other cells: written as a row, the cells put in, and read again.</summary>
    public static (RunSpec? Run, ImmutableArray<Problem> Problems) Change(
        RunSpec run, IReadOnlyDictionary<string, string> cells, ExperimentQueue queue, IdentifierTable identifiers)
    {
        ImmutableArray<Problem> unknown =
        [
            .. cells.Keys.Where(name => !QueueColumn.All.Any(column => column.ReadAs.Contains(name)))
                .Select(name => new Problem(queue.Path, run.Row, 0, "is not a column of a queue", Field: name)),
        ];
        if (!unknown.IsEmpty)
            return (null, unknown);

        var changed = QueueColumn.All.Where(column => column.ReadAs.Any(cells.ContainsKey)).ToDictionary(
            column => column.Name, column => RunCells.Encode(cells[column.ReadAs.First(cells.ContainsKey)].Trim()));
        if (changed.TryGetValue(QueueColumn.Labnumber.Name, out var labnumber) && (labnumber.Length == 0 || labnumber[0] == '#'))
            return (null, [new Problem(queue.Path, run.Row, 0, $"found \"{labnumber}\"; expected an identifier", Field: QueueColumn.Labnumber.Name)]);

        var columns = new RunColumns(string.Join('\t', QueueColumn.All.Select(column => column.Name)));
        var line = string.Join('\t', QueueColumn.All.Select(column => changed.GetValueOrDefault(column.Name) ?? RunCells.Of(run, column)));
        var row = RunRow.Of(line, run.Row, columns, queue.Path)!;
        var read = row.Read(queue, identifiers, run.NextPosition) with { Skip = run.Skip, Sample = run.Sample };
        ImmutableArray<Problem> problems = [.. row.Problems.Where(problem => changed.ContainsKey(problem.Field)).Select(problem => problem with { Column = 0 })];
        return (problems.Any(problem => problem.IsError) ? null : read, problems);
    }

    /// <summary>Column names and rows. Columns that Pychron does not know are added only where a run needs them.</summary>
    public static string Write(ImmutableArray<RunSpec> runs, bool isUv)
    {
        var columns = QueueColumn.Standard
            .Concat(isUv || runs.Any(HasUvValues) ? QueueColumn.Uv : [])
            .Concat(runs.Any(run => run.EndAfter) ? [QueueColumn.EndAfter] : [])
            .Concat(runs.Any(run => run.RampRate != 0) ? [QueueColumn.RampRate] : [])
            .ToImmutableArray();
        var rows = runs.Select(run => (run.Skip ? "#" : "") + string.Join('\t', columns.Select(column => RunCells.Of(run, column))));
        return string.Concat(rows.Prepend(string.Join('\t', columns.Select(column => column.Name))).Select(line => line + "\n"));
    }

    private static bool HasUvValues(RunSpec run) => run.Reprate.Length + run.Mask.Length + run.Attenuator.Length + run.Image.Length > 0;

    // 2013: several queues in one file, divided by a line of 80 asterisks.
    private static bool IsQueueDivider(string line) => line.TrimEnd() is { Length: >= 5 } text && text.All(character => character == '*');
}
