using System.Text;
using LabActors.Console.Screen;
using LabActors.Console.Session;
using LabActors.Core.Durations;
using Spectre.Console;

namespace LabActors.Console.Estimate;

/// <summary>The runs against time in the cells of a terminal: a line a run, each phase with its letter and colour, later phases over earlier ones.</summary>
internal static class EstimateBars
{
    private const int NameWidth = 15;
    private const int LeastWidth = 20;

    private static readonly (string Phase, char Letter, string Color)[] Drawn =
    [
        ("extraction", 'x', "yellow"),
        ("wait", '.', "grey"),
        ("measurement", 'm', "blue"),
        ("equilibration", 'e', "magenta"),
        ("post-measurement", 'p', "grey"),
    ];

    /// <summary>Lines of markup.</summary>
    /// <param name="blocks">True where colours tell the phases apart; else their letters do.</param>
    public static IEnumerable<string> Lines(EstimatedQueue queue, int width, bool blocks)
    {
        var cells = Math.Max(LeastWidth, width - NameWidth - 2);
        var whole = (queue.Schedule.Finish - queue.Start).TotalSeconds;
        if (whole <= 0)
            yield break;
        int Cell(DateTimeOffset at) => Math.Clamp((int)((at - queue.Start).TotalSeconds / whole * cells), 0, cells - 1);
        foreach (var run in queue.Schedule.Runs)
        {
            var bar = new int?[cells];
            var phases = run.Phases();
            for (var drawn = 0; drawn < Drawn.Length; drawn++)
            {
                foreach (var phase in phases.Where(p => p.Name == Drawn[drawn].Phase))
                    Array.Fill(bar, drawn, Cell(phase.Start), Math.Max(1, Cell(phase.End) - Cell(phase.Start)));
            }

            yield return Name($"{run.Index + 1} {queue.Name(run)}") + Draw(bar, blocks);
        }

        yield return Name("") + Ticks(cells, whole);
        yield return Name("") + string.Join("  ", Drawn.Select(d => $"[{d.Color}]{(blocks ? '█' : d.Letter)}[/] {d.Phase}"));
    }

    private static string Draw(int?[] bar, bool blocks)
    {
        var line = new StringBuilder();
        foreach (var cell in bar)
            line.Append(cell is { } drawn ? $"[{Drawn[drawn].Color}]{(blocks ? '█' : Drawn[drawn].Letter)}[/]" : " ");
        return line.ToString();
    }

    /// <summary>Time since the start at the left end, in the middle and at the right end.</summary>
    private static string Ticks(int cells, double seconds)
    {
        var (middle, end) = (Figures.Clock(TimeSpan.FromSeconds(seconds / 2)), Figures.Clock(TimeSpan.FromSeconds(seconds)));
        var line = "0:00".PadRight((cells / 2) - (middle.Length / 2)) + middle;
        return $"[grey]{line.PadRight(cells - end.Length)}{end}[/]";
    }

    private static string Name(string name) => Markup.Escape((name.Length < NameWidth ? name : name[..(NameWidth - 2)] + "~").PadRight(NameWidth));
}
