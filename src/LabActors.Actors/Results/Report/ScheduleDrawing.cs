using System.Xml.Linq;
using LabActors.Core.Durations;

namespace LabActors.Actors.Results.Report;

/// <summary>
/// A planned schedule as a drawing of its own: runs against time, a row a run, a bar a phase, shaded where a run begins before the one before it has ended. An SVG
/// picture or an HTML page, neither of which needs anything else.
/// </summary>
public static class ScheduleDrawing
{
    private const double Width = 1000, Left = 150, Right = 985, Top = 14, RowHeight = 26, BarHeight = 14;

    /// <summary>Writes the drawing into a file: a page when its name ends in <c>.html</c>, else a picture.</summary>
    public static void Write(string path, string title, string subtitle, IReadOnlyList<(string Name, PlannedRun Run)> runs) => DrawingFile.Write(
        path,
        title,
        () =>
        [
            ResultsReport.Element("p", subtitle),
            new XElement("figure", Draw(title, subtitle, runs)),
            ResultsReport.Legend(ResultsReport.TimelineKeys),
        ],
        () => Picture(title, subtitle, runs));

    private static XElement Picture(string title, string subtitle, IReadOnlyList<(string Name, PlannedRun Run)> runs)
    {
        var drawing = Draw(title, subtitle, runs);
        var height = Svg.Size(drawing).Height;
        return Svg.Drawing(Width, height + Svg.LegendHeight, title, subtitle, Svg.Placed(drawing, 0, 0), Svg.Legend(Left, height + 12, ResultsReport.TimelineKeys));
    }

    private static XElement Draw(string title, string subtitle, IReadOnlyList<(string Name, PlannedRun Run)> runs)
    {
        var start = runs.Min(r => r.Run.Waits.Select(w => w.From).Append(r.Run.Start).Min());
        var x = Scale.OfTime(0, Math.Max((runs.Max(r => r.Run.End) - start).TotalSeconds, 1), Left, Right, 10);
        double At(DateTimeOffset instant) => x.At((instant - start).TotalSeconds);
        var bottom = Top + (runs.Count * RowHeight);
        return Svg.Drawing(
            Width, bottom + 40, title, subtitle,
            x.TimeTicks().Select(tick => new object[] { Svg.Line("grid", x.At(tick.Value), Top, x.At(tick.Value), bottom), Svg.Text("tick", x.At(tick.Value), bottom + 15, tick.Label, "middle") }),
            Svg.Line("axis", Left, bottom, Right, bottom),
            Svg.Text("label", (Left + Right) / 2, bottom + 33, $"{ValueText.Printable(title)}: {subtitle} (h:mm since the start)", "middle"),
            runs.Skip(1).Select((second, i) => Overlap(runs[i], second, i, At)),
            runs.Select((run, i) => Row(run.Name, run.Run, Top + (i * RowHeight), At)));
    }

    private static XElement? Overlap((string Name, PlannedRun Run) first, (string Name, PlannedRun Run) second, int row, Func<DateTimeOffset, double> at) =>
        second.Run.Start >= first.Run.End ? null : Svg.Rectangle(
            "overlap", at(second.Run.Start), Top + (row * RowHeight), at(first.Run.End) - at(second.Run.Start), 2 * RowHeight,
            $"{second.Name} and {first.Name} overlap for {ValueText.Duration((first.Run.End - second.Run.Start).TotalSeconds)}");

    private static object[] Row(string name, PlannedRun run, double y, Func<DateTimeOffset, double> at) =>
    [
        Svg.Text("row", Left - 8, y + 17, ValueText.Printable(name), "end"),
        Svg.Line("thread", at(run.Start), y + (RowHeight / 2), at(run.End), y + (RowHeight / 2)),
        run.Phases().Where(p => p.Name is "extraction" or "measurement" or "post-measurement").Select(p => Bar(name, p, y, BarHeight, at)),
        run.Phases().Where(p => p.Name == "equilibration").Select(p => Bar(name, p, y, RowHeight - 8, at)),
    ];

    private static XElement Bar(string name, PlannedPhase phase, double y, double height, Func<DateTimeOffset, double> at) => Svg.Rectangle(
        $"bar {phase.Name}", at(phase.Start), y + ((RowHeight - height) / 2), Math.Max(1.5, at(phase.End) - at(phase.Start)), height,
        $"{ValueText.Printable(name)}: {phase.Name}, {ValueText.Duration((phase.End - phase.Start).TotalSeconds)}");
}
