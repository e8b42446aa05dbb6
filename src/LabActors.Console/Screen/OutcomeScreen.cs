using LabActors.Console.Session;
using Spectre.Console;

namespace LabActors.Console.Screen;

/// <summary>The end of <c>demo</c> and <c>run</c>: what was measured, where it is, how it went.</summary>
public static class OutcomeScreen
{
    // Wide enough for all isotopes of argon in one line.
    private const int WideConsole = 150;

    /// <summary>Writes table and totals.</summary>
    public static void Write(IAnsiConsole console, LabOutcome outcome, LabDescription? laboratory)
    {
        if (outcome.Runs.Length > 0)
        {
            console.Write(Table(outcome, console.Profile.Width));
            console.WriteLine("isotopes: signal at time zero less baseline, ± one standard error");
            if (outcome.Runs.Any(run => run.Age is not null))
                console.WriteLine("ages: less the blank too, ± one standard error without that of J; means and plateaus: lab ages");
        }

        if (laboratory is not null)
            console.WriteLine(LabHeadline.Of(laboratory));
        console.MarkupLine(Totals(outcome));

        // Paths are written as they are, never wrapped or cropped, so that they can be copied.
        if (laboratory is not null)
            console.Profile.Out.Writer.WriteLine($"data: {laboratory.Data}");
        if (outcome.Report is not null)
            console.Profile.Out.Writer.WriteLine($"report: {outcome.Report}");
    }

    private static Table Table(LabOutcome outcome, int width)
    {
        var table = new Table { Border = TableBorder.Rounded, Expand = false };
        table.AddColumn(new TableColumn("run") { NoWrap = true });
        table.AddColumn("type");
        table.AddColumn("state");
        table.AddColumn(new TableColumn("isotopes, fA") { NoWrap = true });
        var dated = outcome.Runs.Any(run => run.Age is not null);
        if (dated)
        {
            table.AddColumn(new TableColumn("age, Ma") { NoWrap = true });
            table.AddColumn(new TableColumn("40Ar*, %") { NoWrap = true });
        }

        table.AddColumn(new TableColumn("time") { Alignment = Justify.Right, NoWrap = true });
        foreach (var run in outcome.Runs)
        {
            var state = $"[{StateColor(run.State)}]{Markup.Escape(run.State)}[/]";
            Markup[] age = dated
                ? [Cell(run.Age?.AgeMa, run.Age?.Error), Cell(run.Age?.YieldPercent, run.Age?.YieldError)]
                : [];
            table.AddRow(
            [
                new Markup(Markup.Escape(run.RunId)),
                new Markup(Markup.Escape(run.Simulated ? $"{run.AnalysisType} (simulated)" : run.AnalysisType)),
                new Markup(run.Cause.Length > 0 ? $"{state}: {Markup.Escape(run.Cause)}" : state),
                new Markup(Markup.Escape(Isotopes(run, width))),
                .. age,
                new Markup(Figures.Clock(TimeSpan.FromSeconds(run.DurationSeconds))),
            ]);
        }

        return table;
    }

    private static Markup Cell(double? value, double? error) => new(value is null ? "" : Markup.Escape(Figures.WithError(value, error)));

    private static string Isotopes(RunOutcome run, int width)
    {
        var texts = run.Isotopes.Select(isotope =>
            $"{isotope.Isotope} {Figures.WithError(isotope.Value ?? isotope.Intercept, isotope.Value is null ? isotope.Error : isotope.ValueError)}").ToArray();
        return string.Join(width >= WideConsole ? "  " : "\n", texts);
    }

    private static string Totals(LabOutcome outcome)
    {
        var color = StateColor(outcome.State);
        var cause = outcome.Cause.Length > 0 ? $": {Markup.Escape(outcome.Cause)}" : "";
        var states = string.Join(", ", outcome.Runs.CountBy(run => run.State).Select(state => $"{state.Value} {state.Key}"));
        var runs = outcome.Runs.Length > 0
            ? $", {Figures.Number(outcome.Runs.Length, "run")} ({Markup.Escape(states)}) in {Figures.Clock(TimeSpan.FromSeconds(outcome.DurationSeconds))} of laboratory time"
            : "";
        return $"[{color} bold]{outcome.State}[/]{cause}{runs}";
    }

    private static string StateColor(string state) => state switch
    {
        "success" or "completed" => "green",
        "failed" or "invalid" or "interrupted" or "aborted" or "refused" => "red",
        "truncated" or "canceled" => "yellow",
        "extraction" or "measurement" => "aqua",
        _ => "default",
    };
}
