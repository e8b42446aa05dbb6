using System.Collections.Immutable;
using LabActors.Core.Problems;
using LabActors.Core.Queues;

namespace LabActors.Core.Templates;

/// <summary>One line of a heating template; it gathers every problem of its cells.</summary>
internal sealed class HeatRow(string[] names, string text, int line, string path)
{
    private readonly string[] cells = text.Split(',');
    private readonly List<Problem> problems = [];

    public IReadOnlyList<Problem> Problems => problems;

    public HeatStep Read(int number, ImmutableArray<string> units, bool withBeam)
    {
        var unit = Cell("units");
        if (!units.Contains(unit))
            Add("units", $"found \"{unit}\"; expected {string.Join(", ", units)}", ProblemSeverity.Error);
        return new HeatStep(number, Number("value"), unit, Number("duration"), Number("cleanup"), withBeam ? Beam() : null);
    }

    private double Number(string name)
    {
        if (PythonText.TryFloat(Cell(name), out var value))
            return value;
        Add(name, $"found \"{Cell(name)}\"; expected a number", ProblemSeverity.Error);
        return 0;
    }

    private double? Beam()
    {
        const string Name = "beam_diameter";
        if (!names.Contains(Name) || Cell(Name).Length == 0)
            return null;
        if (PythonText.TryFloat(Cell(Name), out var value))
            return value;
        Add(Name, $"found \"{Cell(Name)}\", ignored; expected a number", ProblemSeverity.Warning);
        return null;
    }

    private string Cell(string name)
    {
        var place = Array.IndexOf(names, name);
        return place < cells.Length ? cells[place].Trim() : "";
    }

    private void Add(string name, string message, ProblemSeverity severity)
    {
        var place = Array.IndexOf(names, name);
        var column = cells.Take(place).Sum(cell => cell.Length + 1) + 1;
        problems.Add(new Problem(path, line, place < cells.Length ? column : 0, message, severity, name));
    }
}
