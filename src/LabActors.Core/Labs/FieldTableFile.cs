using System.Collections.Immutable;
using System.Globalization;
using LabActors.Core.Problems;

namespace LabActors.Core.Labs;

/// <summary>
/// Reads and writes the magnet's field table as Pychron keeps it: optionally a first line with the mass function, a line <c>iso,H2,H1,...</c>, and a line for each isotope. Line ends of any kind (real files have
/// CR only), empty columns at the end, a byte order mark and comments with # are taken as they come.
/// </summary>
public static class FieldTableFile
{
    /// <summary>Reads the text of a field table.</summary>
    /// <param name="text">The file's text.</param>
    /// <param name="path">Its path, for the problems.</param>
    public static FieldTable Read(string text, string path)
    {
        var problems = ImmutableArray.CreateBuilder<Problem>();
        var points = ImmutableArray.CreateBuilder<FieldPoint>();
        MassFunction? function = null;
        string[]? detectors = null;
        var isotopes = new HashSet<string>(StringComparer.Ordinal);
        foreach (var (cells, line) in Lines(text))
        {
            if (detectors is null && cells is [var word] && function is null && Enum.TryParse<MassFunction>(word, true, out var said) && !char.IsAsciiDigit(word[0]))
                function = said;
            else if (detectors is null)
                detectors = Header(cells, line);
            else
                Row(cells, detectors, line);
        }

        if (detectors is null)
            problems.Add(new Problem(path, 0, 0, "found no line, expected 'iso' and the detectors, then a line for each isotope"));
        return new FieldTable(function, [.. (detectors ?? []).Where(d => d.Length > 0)], points.ToImmutable(), problems.ToImmutable());

        string[] Header(string[] cells, int line)
        {
            if (!cells[0].StartsWith("iso", StringComparison.OrdinalIgnoreCase) || cells.Length < 2)
                problems.Add(new Problem(path, line, 0, $"found '{string.Join(',', cells)}', expected 'iso' and the names of the detectors{(cells.Length == 1 ? $", or one of {string.Join(", ", Enum.GetNames<MassFunction>().Select(n => n.ToLowerInvariant()))} above them" : "")}"));
            foreach (var twice in cells.Skip(1).GroupBy(c => c).Where(g => g.Key.Length > 0 && g.Count() > 1))
                problems.Add(new Problem(path, line, 0, $"a second column '{twice.Key}', expected each detector once"));
            return [.. cells.Skip(1)];
        }

        void Row(string[] cells, string[] columns, int line)
        {
            if (cells[0].Length == 0)
                problems.Add(new Problem(path, line, 1, "found no name in the first column, expected an isotope"));
            else if (!isotopes.Add(cells[0]))
                problems.Add(new Problem(path, line, 1, $"a second line '{cells[0]}', expected each isotope once"));
            for (var i = 1; i < cells.Length; i++)
            {
                if (cells[i].Length == 0)
                    continue;
                if (i > columns.Length || columns[i - 1].Length == 0)
                    problems.Add(new Problem(path, line, i + 1, $"found '{cells[i]}' in a column without a detector"));
                else if (double.TryParse(cells[i], NumberStyles.Float, CultureInfo.InvariantCulture, out var dac) && double.IsFinite(dac))
                    points.Add(new FieldPoint(cells[0], columns[i - 1], dac));
                else
                    problems.Add(new Problem(path, line, i + 1, $"found '{cells[i]}', expected the DAC of {cells[0]} on {columns[i - 1]}"));
            }
        }
    }

    /// <summary>The table in its normal form: LF, the mass function first, no empty columns.</summary>
    public static string Write(FieldTable table, MassFunction function)
    {
        var isotopes = table.Points.Select(p => p.Isotope).Distinct();
        var rows = isotopes.Select(isotope => $"{isotope},{string.Join(',', table.Detectors.Select(detector => Dac(table, isotope, detector)))}");
        return string.Join('\n', [function.ToString().ToLowerInvariant(), $"iso,{string.Join(',', table.Detectors)}", .. rows, ""]);
    }

    private static string Dac(FieldTable table, string isotope, string detector) =>
        table.Points.FirstOrDefault(p => p.Isotope == isotope && p.Detector == detector)?.Dac.ToString("R", CultureInfo.InvariantCulture) ?? "";

    /// <summary>The cells of each line that has any, without the empty ones at its end, and its 1-based number.</summary>
    private static IEnumerable<(string[] Cells, int Line)> Lines(string text)
    {
        var lines = text.TrimStart('\uFEFF').Replace("\r\n", "\n", StringComparison.Ordinal).Split('\n', '\r');
        for (var i = 0; i < lines.Length; i++)
        {
            string[] cells = [.. lines[i].Split('#')[0].Split(',').Select(c => c.Trim())];
            var used = Array.FindLastIndex(cells, c => c.Length > 0) + 1;
            if (used > 0)
                yield return (cells[..used], i + 1);
        }
    }
}
