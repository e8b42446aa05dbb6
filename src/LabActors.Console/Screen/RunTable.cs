using LabActors.Console.View;
using Spectre.Console;
using Spectre.Console.Rendering;

namespace LabActors.Console.Screen;

/// <summary>The runs of the live picture: those in flight always, then the newest that ended as far as there is room.</summary>
internal static class RunTable
{
    private const int IdWidth = 13;
    private const int TypeWidth = 14;
    private const int StateWidth = 17;
    private const int LeftWidth = 8;

    public static IRenderable Compose(LabView view, DateTimeOffset now, int width, int lines, bool unicode)
    {
        var flying = view.Runs.Where(run => run.EndedAt is null).TakeLast(lines).ToArray();
        var ended = view.Runs.Where(run => run.EndedAt is not null).TakeLast(lines - flying.Length);
        IRenderable[] rows = [.. ended.Concat(flying).Select(run => new OneLine(Row(run, now, width, unicode)))];
        return rows.Length > 0 ? new Rows(rows) : new OneLine("[grey]none yet[/]");
    }

    private static string Row(RunView run, DateTimeOffset now, int width, bool unicode)
    {
        var barWidth = width >= 100 ? 20 : 10;
        var activityWidth = Math.Max(1, width - IdWidth - TypeWidth - StateWidth - barWidth - LeftWidth);
        var activity = run.Activity;
        var what = activity is { Of: { } of } ? $"{activity.What} {activity.Count}/{of}" : activity?.What ?? run.Cause;
        var left = activity?.TimeLeftAt(now) is { } time ? Figures.Clock(time) : "";
        var took = run is { StartedAt: { } start, EndedAt: { } end } ? Figures.Clock(end - start) : "";
        return string.Concat(
            Cell(run.RunId, IdWidth, run.IsInFlight ? "bold" : "default"),
            Cell(run.AnalysisType, TypeWidth, "default"),
            Cell(run.Step.Length > 0 ? run.Step : run.State, StateWidth, StateColor(run.State)),
            Cell(what, activityWidth, "default"),
            Bar.Draw(activity?.ProgressAt(now), barWidth, unicode),
            $"[{(left.Length > 0 ? "default" : "grey")}]{(left.Length > 0 ? left : took).PadLeft(LeftWidth)}[/]");
    }

    // A space always parts a cell from the next.
    private static string Cell(string text, int width, string style)
    {
        var line = text.ReplaceLineEndings(" ");
        var cell = line.Length < width ? line : line[..Math.Max(0, width - 2)] + "~";
        return $"[{style}]{Markup.Escape(cell.PadRight(width))}[/]";
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
