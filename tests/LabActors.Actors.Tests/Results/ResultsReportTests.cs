using System.Text.RegularExpressions;
using System.Xml.Linq;
using LabActors.Actors.Results;
using LabActors.Actors.Results.Report;
using LabActors.Actors.Results.Rows;
using LabActors.Core.Journal.Events;
using LabActors.Core.Reduction;
using LabActors.Core.Tests.Reduction;

namespace LabActors.Actors.Tests.Results;

public sealed class ResultsReportTests
{
    private static readonly DateTimeOffset Start = new(2026, 3, 1, 20, 0, 0, TimeSpan.Zero);
    private static readonly QueueFacts Queue = new("Demo <queue> & more", [("file", "demo.txt"), ("state", "completed")]);

    [Fact]
    public void The_page_is_well_formed_and_names_every_run_with_its_state_and_isotopes()
    {
        var page = Page(out var text, Whole("u1", "66681-03A", 0), Whole("u2", "66681-03B", 80), Aborted("u3", "bu-FC-J-7", 170));

        page.Descendants("title").First().Value.ShouldBe("Demo <queue> & more");
        foreach (var run in new[] { "66681-03A", "66681-03B", "bu-FC-J-7" })
        {
            page.Descendants("h3").Count(h => h.Value.Contains(run)).ShouldBe(1);
            page.Descendants("td").Count(td => td.Value.Trim() == run).ShouldBe(1);
        }

        page.Descendants("h3").Single(h => h.Value.Contains("bu-FC-J-7")).Value.ShouldContain("aborted");
        page.Descendants("p").ShouldContain(p => p.Value == "Cause: jan: smells burnt");
        var table = page.Descendants("table").First();
        table.Descendants("th").Select(th => th.Value).ShouldBe(["Run", "Type", "State", "", "Duration (h:mm:ss)", "Overlap (h:mm:ss)", "Ar40 H1 (fA)", "Ar39 AX (fA)", "Ar36 CDD (fA)"]);
        table.Descendants("tr").ElementAt(1).Descendants("td").ElementAt(6).Value.ShouldMatch(@"^(999\.99|1000\.00)\d* ± 0\.00\d+$");
        text.ShouldStartWith("<!DOCTYPE html>");
    }

    [Fact]
    public void The_page_needs_nothing_from_outside()
    {
        Page(out var text, Whole("u1", "66681-03A", 0));

        Regex.IsMatch(text, @"(?i)https?:|src=|url\(|@import|<script|<link").ShouldBeFalse();
        Regex.Matches(text, "href=\"([^\"]*)\"").ShouldAllBe(link => link.Groups[1].Value.StartsWith('#'));
    }

    [Fact]
    public void Each_isotope_has_its_evolution_with_signal_fit_intercept_sniff_and_baseline()
    {
        var page = Page(out _, Whole("u1", "66681-03A", 0));

        var plots = page.Descendants("figure").Where(f => (string?)f.Attribute("class") == "plot").Elements("svg").ToArray();
        plots.Select(svg => svg.Element("title")!.Value).ShouldBe(["Ar40 on H1", "Ar39 on AX", "Ar36 on CDD"]);
        foreach (var plot in plots)
        {
            Moves(plot, "signal").ShouldBe(20);
            Moves(plot, "baseline").ShouldBe(10);
            Moves(plot, "intercept").ShouldBe(1);
            Moves(plot, "sniff").ShouldBeGreaterThan(0);
            plot.Elements("path").Count(path => (string?)path.Attribute("class") == "fit").ShouldBe(2, "signal and baseline");
        }
    }

    [Fact]
    public void The_timeline_shows_the_steps_and_where_the_next_extraction_overlaps_a_measurement()
    {
        var page = Page(out _, Whole("u1", "66681-03A", 0), Whole("u2", "66681-03B", 80), Whole("u3", "66681-03C", 300));

        var timeline = page.Descendants("svg").Single(svg => svg.Element("title")!.Value == "Timeline of the runs");
        var bars = timeline.Descendants("rect").ToLookup(rect => (string)rect.Attribute("class")!);
        foreach (var step in new[] { "extraction", "measurement", "post-measurement", "equilibration" }) bars[$"bar {step}"].Count().ShouldBe(3, step);
        bars["overlap"].ShouldHaveSingleItem().Element("title")!.Value.ShouldBe("66681-03B and 66681-03A overlap for 30 s");
        var extraction = bars["bar extraction"].ElementAt(1);
        var measurement = bars["bar measurement"].First();
        Number(extraction, "x").ShouldBeLessThan(Number(measurement, "x") + Number(measurement, "width"), "the second extraction begins during the first measurement");
    }

    [Fact]
    public void A_simulated_run_says_so_on_the_page_in_the_table_and_at_the_run()
    {
        var simulated = Page(out _, Whole("u1", "66681-03A", 0));
        simulated.Descendants("p").Single(p => (string?)p.Attribute("class") == "banner").Value.ShouldContain("Simulated. All runs");
        simulated.Descendants("span").Count(s => (string?)s.Attribute("class") == "simulated").ShouldBe(2);

        var real = Page(out var text, AnalysisRows.From(RunRecord.Fold(RunStory.Whole("u1", "66681-03A", Start, simulated: false).Events)));
        real.Descendants("p").ShouldNotContain(p => (string?)p.Attribute("class") == "banner");
        real.Descendants("body").Single().Value.ShouldNotContain("simulated");
    }

    [Fact]
    public void Whatever_a_script_prints_the_page_stays_readable()
    {
        var story = new RunStory("u1", "66681-03A", Start).Begin().Say(at => new RunEvents.RunNoted(at, "info", "\u001b[31mred\u0000 </pre><script>x</script> \ud800"));
        var page = Page(out var text, AnalysisRows.From(RunRecord.Fold(story.End("failed", "</p>").Events)));

        text.ShouldNotContain("<script");
        page.Descendants("pre").Single().Value.ShouldContain("[31mred\uFFFD </pre><script>x</script>");
    }

    [Fact]
    public void A_queue_without_runs_has_a_page_too() => Page(out _).Descendants("dd").Select(dd => dd.Value).ShouldBe(["demo.txt", "completed", "none"]);

    [Fact]
    public void Twelve_long_runs_of_six_isotopes_make_a_page_of_less_than_two_megabytes()
    {
        var runs = Enumerable.Range(0, 12).Select(i => Doubled(AnalysisRows.From(RunRecord.Fold(RunStory.Whole($"u{i}", $"66681-{i:00}", Start.AddMinutes(10 * i), counts: 400).Events)))).ToArray();
        runs.Sum(run => run.Isotopes.Count).ShouldBe(72);

        Page(out var text, runs);

        text.Length.ShouldBeLessThan(2_000_000);
    }

    [Theory]
    [InlineData(1000.1234, 0.3149, "1000.12 ± 0.31")]
    [InlineData(4452.5875, 0.0017, "4452.5875 ± 0.0017")]
    [InlineData(1234567.0, 5321.0, "1234567 ± 5.3E+03")]
    [InlineData(5.0, 0.0, "5 ± 0")]
    public void A_value_is_told_to_the_second_digit_of_its_error(double value, double error, string text) => ValueText.WithError(value, error).ShouldBe(text);

    [Fact]
    public void An_error_that_is_not_known_is_a_question_mark_and_a_value_that_is_not_there_a_dash()
    {
        ValueText.WithError(12.3456789, null).ShouldBe("12.3457 ± ?");
        ValueText.WithError((double?)null, null).ShouldBe("–");
    }

    private static XElement Page(out string text, params AnalysisRow[] analyses)
    {
        var writer = new StringWriter();
        ResultsReport.Write(writer, Queue, analyses);
        text = writer.ToString();
        return XElement.Parse(text[text.IndexOf('\n')..], LoadOptions.PreserveWhitespace);
    }

    private static AnalysisRow Whole(string uuid, string runId, int secondsLater) => AnalysisRows.From(RunRecord.Fold(RunStory.Whole(uuid, runId, Start.AddSeconds(secondsLater)).Events));

    private static AnalysisRow Aborted(string uuid, string runId, int secondsLater) => AnalysisRows.From(RunRecord.Fold(
        new RunStory(uuid, runId, Start.AddSeconds(secondsLater)).Begin().Extract().BeginMeasurement().Take("signal", 20, truncatedAfter: 5).End("aborted", "jan: smells burnt").Events));

    /// <summary>The same isotopes twice, so that there are six.</summary>
    private static AnalysisRow Doubled(AnalysisRow run)
    {
        run.Isotopes.AddRange(run.Isotopes.ToArray());
        return run;
    }

    private static int Moves(XElement plot, string style) =>
        plot.Elements("path").Where(path => (string?)path.Attribute("class") == style).Sum(path => ((string)path.Attribute("d")!).Count(c => c == 'M'));

    private static double Number(XElement element, string name) => (double)element.Attribute(name)!;
}
