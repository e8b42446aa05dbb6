using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Problems;

namespace LabActors.Core.Labs;

/// <summary>
/// Reads a tray map as Pychron keeps it: <c>circle,2.5</c> (shape and size of the holes), a line with the holes to be drawn, a line with the holes for the calibration, then a line for each hole, <c>x,y</c> (numbered from 1) or
/// <c>name,x,y</c>, each perhaps with the hole that it belongs to in brackets.
/// </summary>
public static class TrayMapFile
{
    /// <summary>Reads the text of a tray map.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="name">The tray's name.</param>
    /// <param name="path">The file's path, for the problems.</param>
    public static TrayMap Read(string text, string name, string path)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var positions = ImmutableArray.CreateBuilder<TrayPosition>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var (head, size) = (0, 0.0);
        ImmutableArray<string> calibration = [];
        var lines = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r');
        for (var i = 0; i < lines.Length; i++)
        {
            // The three lines at the top may be empty; comments never count.
            if (lines[i].StartsWith('#') || (head > 2 && lines[i].Trim().Length == 0))
                continue;
            string[] cells = [.. lines[i].Split('#')[0].Split(',').Select(c => c.Trim())];
            switch (head++)
            {
                case 0 when cells is ["circle" or "square", var width] && Number(width) is { } read and > 0:
                    size = read;
                    break;
                case 0:
                    problems.Add(new Problem(path, i + 1, 0, $"found '{lines[i].Trim()}', expected circle or square and the size of the holes, such as circle,2.5"));
                    break;
                case 1:
                    break;
                case 2:
                    calibration = [.. cells.Where(c => c.Length > 0)];
                    break;
                default:
                    Hole([.. cells.Where(c => !c.StartsWith('('))], i + 1);
                    break;
            }
        }

        if (positions.Count == 0 && problems.Count == 0)
            problems.Add(new Problem(path, 0, 0, "found no hole, expected lines x,y or name,x,y"));
        return new TrayMap(name, size, positions.ToImmutable(), calibration, problems.ToImmutable());

        void Hole(string[] cells, int line)
        {
            var (hole, at) = cells.Length == 2 ? ($"{positions.Count + 1}", cells) : (cells[0], cells[1..]);
            if (at is not [var x, var y] || Number(x) is not { } east || Number(y) is not { } north || hole.Length == 0)
                problems.Add(new Problem(path, line, 0, $"found '{lines[line - 1].Trim()}', expected x,y or name,x,y in mm"));
            else if (!names.Add(hole))
                problems.Add(new Problem(path, line, 0, $"a second hole '{hole}', expected each once"));
            else
                positions.Add(new TrayPosition(hole, east, north));
        }
    }

    private static double? Number(string text) =>
        double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value) ? value : null;
}
