using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Problems;

namespace LabActors.Core.Labs;

/// <summary>Reads the points of a pattern: a line for each, <c>x,y</c> or <c>x,y,seconds</c>, in mm from where the pattern is begun; <c>#</c> begins a comment.</summary>
public static class PatternFile
{
    /// <summary>Reads the text of a pattern.</summary>
    /// <param name="path">The file's path, for the problems.</param>
    public static PatternDefinition Read(string text, string name, string path)
    {
        var points = ImmutableArray.CreateBuilder<PatternPoint>();
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var line = 0;
        foreach (var raw in text.TrimStart('\uFEFF').ReplaceLineEndings("\n").Split('\n'))
        {
            line++;
            var cells = raw.Split('#')[0].Trim();
            if (cells.Length == 0)
                continue;
            double?[] numbers = [.. cells.Split(',').Select(Number)];
            if (numbers is [not null, not null] or [not null, not null, >= 0 and <= 3600])
                points.Add(new PatternPoint(numbers[0]!.Value, numbers[1]!.Value, TimeSpan.FromSeconds(numbers.Length == 3 ? numbers[2]!.Value : 0)));
            else
                problems.Add(new Problem(path, line, 0, $"found '{cells}', expected x,y or x,y,seconds in mm and s"));
        }

        if (points.Count == 0 && problems.Count == 0)
            problems.Add(new Problem(path, 0, 0, "found no point, expected lines x,y or x,y,seconds"));
        return new PatternDefinition(name, points.ToImmutable(), problems.ToImmutable());
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
}
