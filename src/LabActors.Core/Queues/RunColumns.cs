using System.Collections.Frozen;
using System.Collections.Immutable;
using LabActors.Core.Problems;

namespace LabActors.Core.Queues;

/// <summary>The column names of a file, and the cells of a line by them. Names are exact and case sensitive.</summary>
internal sealed class RunColumns(string line)
{
    private readonly ImmutableArray<string> names = [.. line.Split('\t').Select(name => name.Trim())];
    private readonly FrozenDictionary<string, int> places = line.Split('\t')
        .Select((name, place) => (Name: name.Trim(), Place: place))
        .GroupBy(pair => pair.Name)
        .ToFrozenDictionary(group => group.Key, group => group.First().Place);

    /// <summary>The cell of a column: the first of its names that the file has and that has a text here.</summary>
    /// <param name="cells">Those of a row.</param>
    public RunCell Cell(string[] cells, QueueColumn column)
    {
        foreach (var name in column.ReadAs)
        {
            if (!places.TryGetValue(name, out var place) || place >= cells.Length || cells[place].Trim().Length == 0)
                continue;
            var offset = cells.Take(place).Sum(cell => cell.Length + 1) + (cells[place].Length - cells[place].TrimStart().Length);
            return new RunCell(cells[place].Trim(), name, offset + 1);
        }

        return new RunCell("", column.Name, 0);
    }

    public IEnumerable<Problem> Problems(string path, int lineNumber)
    {
        if (!places.ContainsKey(QueueColumn.Labnumber.Name))
        {
            yield return new Problem(
                path, lineNumber, 1, $"found the columns \"{string.Join(", ", names)}\"; expected one of them to be \"labnumber\", names tab separated");
        }

        foreach (var (name, place) in names.Select((name, place) => (name, place)))
        {
            var column = names.Take(place).Sum(other => other.Length + 1) + 1;
            if (name.Length > 0 && !QueueColumn.KnownNames.Contains(name))
                yield return new Problem(path, lineNumber, column, "is not a column of a queue; its cells are ignored", ProblemSeverity.Warning, name);
            else if (name.Length > 0 && places[name] != place)
                yield return new Problem(path, lineNumber, column, "stands here a second time; its cells are ignored", ProblemSeverity.Warning, name);
        }
    }
}
