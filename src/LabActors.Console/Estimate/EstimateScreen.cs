using System.Globalization;
using LabActors.Console.Screen;
using LabActors.Console.Session;
using LabActors.Core.Durations;
using Spectre.Console;

namespace LabActors.Console.Estimate;

/// <summary>An estimate for people: a table of the runs, a drawing of them against time, and the time of finish.</summary>
internal static class EstimateScreen
{
    private const int WideColumns = 110;

    public static void Write(IAnsiConsole console, TextWriter output, EstimateOutcome outcome)
    {
        foreach (var problem in outcome.Problems)
            output.WriteLine(problem.ToString());
        if (outcome.IsRefused)
        {
            output.WriteLine($"refused: {Figures.Number(outcome.Problems.Count(p => p.IsError), "error")}; no estimate");
            return;
        }

        foreach (var queue in outcome.Queues)
        {
            console.Write(Table(queue, console.Profile.Width));
            foreach (var reason in Reasons(queue))
                output.WriteLine(reason);
            foreach (var line in EstimateBars.Lines(queue, console.Profile.Width, console.Profile.Capabilities is { Ansi: true, Unicode: true }))
                console.Write(new OneLine(line));
            console.WriteLine();
            output.WriteLine(Summary(queue));
        }

        if (outcome.Queues.Length > 1)
            output.WriteLine($"all queues: finish {Instant(outcome.Queues[^1].Schedule.Finish)}, after {Figures.Clock(outcome.Queues[^1].Schedule.Finish - outcome.Queues[0].Start)}");
    }

    /// <summary>An instant with its date.</summary>
    public static string Instant(DateTimeOffset at) => at.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>As many of the columns as the terminal has room for.</summary>
    private static Table Table(EstimatedQueue queue, int width)
    {
        var wide = width >= WideColumns;
        var table = new Table().Border(TableBorder.None).Title(Markup.Escape(queue.Queue.Path));
        (string Heading, Func<PlannedRun, string> Text, bool Shown)[] columns =
        [
            ("row", run => (run.Index + 1).ToString(CultureInfo.InvariantCulture), true),
            ("run", queue.Name, true),
            ("delay", run => Seconds(run, "delay"), true),
            ("start", run => Clock(run.Start, queue.Start), true),
            ("extracted", run => Clock(run.ExtractionEnds, queue.Start), true),
            ("wait", run => Seconds(run, "spectrometer", "pumping"), true),
            ("inlet open", run => Clock(run.InletOpens, queue.Start), true),
            ("closed", run => Clock(run.InletCloses, queue.Start), wide),
            ("measured", run => Clock(run.MeasurementEnds, queue.Start), true),
            ("pumped", run => Clock(run.PostMeasurementEnds, queue.Start), wide),
            ("line pumped", run => Clock(run.PostEquilibrationEnds, queue.Start), wide),
            ("end", run => Clock(run.End, queue.Start), true),
            ("overlap", run => run.OverlapSeconds > 0 ? Figures.Clock(TimeSpan.FromSeconds(run.OverlapSeconds)) : "", true),
        ];
        columns = [.. columns.Where(c => c.Shown)];
        foreach (var column in columns)
            table.AddColumn(new TableColumn($"[grey]{column.Heading}[/]") { Padding = new Padding(0, 0, 1, 0), NoWrap = true, Alignment = column.Heading == "run" ? Justify.Left : Justify.Right });
        foreach (var run in queue.Schedule.Runs)
            table.AddRow(columns.Select(c => new Text(c.Text(run))));
        return table;
    }

    private static string Seconds(PlannedRun run, params string[] what) => run.Waits.Where(w => what.Contains(w.What)).Sum(w => w.Seconds) is > 0 and var seconds
        ? Figures.Clock(TimeSpan.FromSeconds(seconds))
        : "";

    /// <summary>Why runs wait, once for all that wait for the same.</summary>
    private static IEnumerable<string> Reasons(EstimatedQueue queue) => queue.Schedule.Runs
        .SelectMany(run => run.Waits.Where(w => w.What != "delay").Select(w => (Row: run.Index + 1, Why: w.What == "pumping" ? $"for the pumping {w.Why}" : $"for the spectrometer {w.Why}")))
        .GroupBy(w => w.Why)
        .Select(g => $"{(g.Count() == 1 ? "row" : "rows")} {string.Join(", ", g.Select(w => w.Row))}: wait {g.Key}");

    private static string Summary(EstimatedQueue queue)
    {
        var runs = queue.Schedule.Runs;
        var learned = runs.Count(r => r.Learned);
        var basis = learned == 0 ? "by the scripts' own waits and counts"
            : learned == runs.Length ? "by earlier runs of the same scripts"
            : $"{learned} by earlier runs of the same scripts, the others by the scripts' own waits and counts";
        return $"{queue.Queue.Path}: {Figures.Number(runs.Length, "run")} ({basis}), finish {Instant(queue.Schedule.Finish)}, after {Figures.Clock(queue.Schedule.Finish - queue.Start)}";
    }

    /// <summary>Time of day, with the days since the start.</summary>
    private static string Clock(DateTimeOffset? at, DateTimeOffset start)
    {
        if (at is not { } instant)
            return "";
        var days = (instant.Date - start.Date).Days;
        return instant.ToString("HH:mm:ss", CultureInfo.InvariantCulture) + (days > 0 ? $" +{days}" : "");
    }
}
