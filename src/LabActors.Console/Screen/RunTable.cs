using LabActors.Console.View;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LabActors.Console.Screen;

/// <summary>The runs of the live picture: those in flight always, then the newest that ended as far as there is room.</summary>
internal static class RunTable
{
    private const int IdWidth = 13;
    private const int TypeWidth = 13;
    private const int StateWidth = 16;
    private const int LeftWidth = 8;

    public static IRenderable Compose(LabView view, DateTimeOffset now, int width, int lines, bool unicode)
    {
        var flying = view.Runs.Where(run => run.EndedAt is null).ToArray();
        var ended = view.Runs.Where(run => run.EndedAt is not null).TakeLast(Math.Max(0, lines - flying.Length));
        var shown = ended.Concat(flying.TakeLast(lines)).ToArray();
        if (shown.Length == 0)
            return new Markup("[grey]none yet[/]");

        var barWidth = width >= 100 ? 20 : 10;
        var doing = Math.Max(8, width - IdWidth - TypeWidth - StateWidth - barWidth - LeftWidth - 1);
        var grid = new Grid();
        foreach (var column in (int[])[IdWidth, TypeWidth, StateWidth, doing, barWidth, LeftWidth])
            grid.AddColumn(new GridColumn { Width = column, NoWrap = true, Padding = new Padding(0, 0, 0, 0) });
        foreach (var run in shown)
            grid.AddRow(Cells(run, now, doing, barWidth, unicode));
        return grid;
    }

    private static IRenderable[] Cells(RunView run, DateTimeOffset now, int doing, int barWidth, bool unicode)
    {
        var activity = run.Activity;
        var what = activity is { Of: { } of } ? $"{activity.What} {activity.Count}/{of}" : activity?.What ?? run.Cause;
        var left = activity?.TimeLeftAt(now) is { } time ? Figures.Clock(time) : "";
        var took = run is { StartedAt: { } start, EndedAt: { } end } ? Figures.Clock(end - start) : "";
        return
        [
            Cell(run.RunId, IdWidth, run.IsInFlight ? "bold" : "default"),
            Cell(run.AnalysisType, TypeWidth, "default"),
            Cell(run.Step.Length > 0 ? run.Step : run.State, StateWidth, StateColor(run.State)),
            Cell(what, doing, "default"),
            new Markup(Bar.Draw(activity?.ProgressAt(now), barWidth, unicode)),
            Cell((left.Length > 0 ? left : took).PadLeft(LeftWidth - 1), LeftWidth + 1, left.Length > 0 ? "default" : "grey"),
        ];
    }

    // A space always parts a cell from the next.
    private static Markup Cell(string text, int width, string style)
    {
        var line = text.ReplaceLineEndings(" ");
        return new Markup($"[{style}]{Markup.Escape(line.Length < width ? line : line[..(width - 2)] + "~")}[/]");
    }

    internal static string StateColor(string state) => state switch
    {
        "success" or "completed" => "green",
        "failed" or "invalid" or "interrupted" or "aborted" or "refused" => "red",
        "truncated" or "canceled" => "yellow",
        "extraction" or "measurement" => "aqua",
        _ => "default",
    };
}
