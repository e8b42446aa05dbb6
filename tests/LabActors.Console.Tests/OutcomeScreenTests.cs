using LabActors.Console.Screen;

namespace LabActors.Console.Tests;

public sealed class OutcomeScreenTests
{
    [Fact]
    public void The_end_is_a_table_of_runs_with_totals_and_the_report()
    {
        var lines = ScreenText.Lines(console => OutcomeScreen.Write(console, Outcomes.Completed, DemoLaboratory.Description), 80);
        lines.Where(line => line.StartsWith('│')).ShouldAllBe(line => line.Length <= 80);
        var text = string.Join('\n', lines);
        text.ShouldContain("24701-01");
        text.ShouldContain("truncated");
        text.ShouldContain("Ar40 4891.62 ± 0.53");
        text.ShouldContain("Ar38 none");
        text.ShouldContain("10:42");
        text.ShouldContain("SIMULATED");
        text.ShouldContain("completed, 2 runs (1 success, 1 truncated) in 1:02:02 of laboratory time");
        lines.ShouldContain("report: /data/demo/report.html");
        lines.ShouldContain("data: /data/demo");
    }

    [Fact]
    public void The_path_of_the_report_is_one_line_however_long_it_is()
    {
        var path = "/" + string.Join('/', Enumerable.Repeat("a-long-folder-name", 12)) + "/report.html";
        ScreenText.Lines(console => OutcomeScreen.Write(console, Outcomes.Completed with { Report = path }, DemoLaboratory.Description), 80)
            .ShouldContain($"report: {path}");
    }

    [Fact]
    public void A_wide_terminal_has_the_isotopes_of_a_run_in_one_line() => ScreenText
        .Lines(console => OutcomeScreen.Write(console, Outcomes.Completed, DemoLaboratory.Description), 160)
        .ShouldContain(line => line.Contains("Ar40 4891.62 ± 0.53  Ar39 321.710 ± 0.064  Ar38 none"));

    [Fact]
    public void Ages_and_yields_have_columns_where_a_run_has_an_age()
    {
        var lines = ScreenText.Lines(console => OutcomeScreen.Write(console, Outcomes.Dated, DemoLaboratory.Description), 160);

        lines.ShouldContain(line => line.Contains("age, Ma") && line.Contains("40Ar*, %"));
        lines.ShouldContain(line => line.Contains("24701-01") && line.Contains("28.200 ± 0.040") && line.Contains("96.10 ± 0.20"));
        lines.ShouldContain(line => line.Contains("without that of J"));
        ScreenText.Lines(console => OutcomeScreen.Write(console, Outcomes.Completed, DemoLaboratory.Description), 160).ShouldNotContain(line => line.Contains("age"));
    }
}
