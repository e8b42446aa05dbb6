using System.Xml.Linq;
using LabActors.Actors.Results.Rows;

namespace LabActors.Actors.Results.Report;

/// <summary>
/// The runs of a queue against laboratory time, a row a run, a bar a step. Where a run began before the one before it had
/// ended, both rows are shaded over the time that they shared.
/// </summary>
internal static class RunTimeline
{
    private const double Width = 1000, Left = 150, Right = 985, Top = 14, RowHeight = 26, BarHeight = 14;

    /// <summary>s for which the second run went on beside the first; 0 when they did not overlap.</summary>
    public static double OverlapSeconds(AnalysisRow first, AnalysisRow second) => Math.Max(0, (End(first) - second.StartedAt).TotalSeconds);

    /// <summary>The drawing; analyses in the order in which they began.</summary>
    public static XElement Draw(IReadOnlyList<AnalysisRow> analyses)
    {
        var start = analyses.Min(analysis => analysis.StartedAt);
        var end = analyses.Max(End);
        var x = Scale.OfTime(0, Math.Max((end - start).TotalSeconds, 1), Left, Right, 10);
        double At(DateTimeOffset instant) => x.At((instant - start).TotalSeconds);
        var bottom = Top + (analyses.Count * RowHeight);
        return Svg.Drawing(
            Width, bottom + 40, "Timeline of the runs", $"{analyses.Count} runs from {ValueText.Instant(start)} to {ValueText.Instant(end)}",
            x.TimeTicks().Select(tick => new object[] { Svg.Line("grid", x.At(tick.Value), Top, x.At(tick.Value), bottom), Svg.Text("tick", x.At(tick.Value), bottom + 15, tick.Label, "middle") }),
            Svg.Line("axis", Left, bottom, Right, bottom),
            Svg.Text("label", (Left + Right) / 2, bottom + 33, $"laboratory time since {ValueText.Instant(start)} (h:mm)", "middle"),
            analyses.Skip(1).Select((second, i) => Overlap(analyses[i], second, i, At)),
            analyses.Select((analysis, i) => Row(analysis, Top + (i * RowHeight), At)));
    }

    private static XElement? Overlap(AnalysisRow first, AnalysisRow second, int row, Func<DateTimeOffset, double> at)
    {
        var seconds = OverlapSeconds(first, second);
        return seconds <= 0 ? null : Svg.Rectangle(
            "overlap", at(second.StartedAt), Top + (row * RowHeight), at(End(first)) - at(second.StartedAt), 2 * RowHeight,
            $"{second.RunId} and {first.RunId} overlap for {ValueText.Duration(seconds)}");
    }

    private static object[] Row(AnalysisRow analysis, double y, Func<DateTimeOffset, double> at) =>
    [
        Svg.Text("row", Left - 8, y + 17, analysis.RunId, "end"),
        Svg.Line("thread", at(analysis.StartedAt), y + (RowHeight / 2), at(End(analysis)), y + (RowHeight / 2)),
        analysis.Timeline.Where(entry => entry.Kind == TimelineRow.Step && Drawn(entry.Name)).Select(step => Bar(analysis, step, y, at)),
        analysis.Timeline.Where(entry => entry is { Kind: TimelineRow.Equilibration, EndedAt: not null }).Select(e => Svg.Rectangle(
            "bar equilibration", at(e.StartedAt), y + 4, Math.Max(1.5, at(e.EndedAt!.Value) - at(e.StartedAt)), RowHeight - 8, $"{analysis.RunId}: equilibration, inlet {e.Name} open")),
        analysis.Timeline.Where(entry => entry.Kind == TimelineRow.Intervention).Select(i => Svg.Rectangle(
            "bar intervention", at(i.StartedAt) - 1, y + 2, 2.5, RowHeight - 4, $"{analysis.RunId}: {i.Name}, {i.Detail}")),
    ];

    private static XElement Bar(AnalysisRow analysis, TimelineRow step, double y, Func<DateTimeOffset, double> at)
    {
        var end = step.EndedAt ?? End(analysis);
        var hint = $"{analysis.RunId}: {step.Name} {step.Outcome}, {ValueText.Duration((end - step.StartedAt).TotalSeconds)}";
        return Svg.Rectangle($"bar {step.Name}", at(step.StartedAt), y + ((RowHeight - BarHeight) / 2), Math.Max(1.5, at(end) - at(step.StartedAt)), BarHeight, hint);
    }

    private static bool Drawn(string step) => step is "extraction" or "measurement" or "post-measurement";

    private static DateTimeOffset End(AnalysisRow analysis) => analysis.EndedAt ?? analysis.StartedAt.AddSeconds(analysis.DurationSeconds);
}
