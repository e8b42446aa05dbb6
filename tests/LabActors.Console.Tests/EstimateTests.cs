using System.Collections.Immutable;
using System.Text.Json;
using System.Xml.Linq;
using LabActors.Console.Session;
using LabActors.Core.Durations;
using LabActors.Core.Problems;
using LabActors.Core.Queues;

namespace LabActors.Console.Tests;

public sealed class EstimateTests : IDisposable
{
    private readonly CommandRun _commands = new();

    public void Dispose() => _commands.Dispose();

    [Fact]
    public async Task A_table_a_drawing_and_the_time_of_finish_are_printed()
    {
        var code = await Run("--start-at", "2026-03-02T18:00:00+00:00");

        code.ShouldBe(0, _commands.Error);
        _commands.Output.ShouldContain("finish 2026-03-02 18:10:10");
        _commands.Output.ShouldContain("row 3: wait for the pumping");
        _commands.Output.ShouldContain("18:00:05", customMessage: "the first run starts after its delay");
        _commands.OutputLines.Count(l => l.Contains("xxx") && l.Contains("mmm")).ShouldBe(3, "a bar a run");
    }

    [Fact]
    public async Task With_json_each_run_is_a_line_and_the_last_line_has_the_finish()
    {
        (await Run("--json", "--start-at", "2026-03-02T18:00:00+00:00")).ShouldBe(0);

        var lines = _commands.OutputLines.Select(l => JsonDocument.Parse(l).RootElement).ToArray();
        lines.Select(l => l.GetProperty("type").GetString()).ShouldBe(["planned-run", "planned-run", "planned-run", "estimate-ended"]);
        lines[1].GetProperty("overlap_s").GetDouble().ShouldBe(0);
        lines[2].GetProperty("overlap_s").GetDouble().ShouldBeGreaterThan(0);
        lines[2].GetProperty("phases").EnumerateArray().Select(p => p.GetProperty("phase").GetString())
            .ShouldBe(["extraction", "wait", "measurement", "equilibration", "post-equilibration", "post-measurement"]);
        lines[3].GetProperty("finish").GetDateTimeOffset().ShouldBe(new DateTimeOffset(2026, 3, 2, 18, 10, 10, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("plan.svg", "svg")]
    [InlineData("plan.html", "html")]
    public async Task Out_draws_the_timeline_into_a_file(string name, string root)
    {
        var file = Path.Combine(_commands.Demo.Root, name);
        (await Run("--out", file)).ShouldBe(0, _commands.Error);

        var text = await File.ReadAllTextAsync(file);
        var drawing = XDocument.Parse(text.Replace("<!DOCTYPE html>", "")).Root.ShouldNotBeNull();
        drawing.Name.LocalName.ShouldBe(root);
        drawing.Descendants().Count(e => e.Name.LocalName == "rect" && (string?)e.Attribute("class") == "bar extraction").ShouldBe(3);
        drawing.Descendants().Count(e => e.Name.LocalName == "rect" && (string?)e.Attribute("class") == "overlap").ShouldBe(1);
    }

    [Fact]
    public async Task An_error_of_the_checks_refuses_the_estimate()
    {
        var laboratory = new FakeLaboratory { Estimate = _ => new EstimateOutcome([new Problem("q.txt", 22, 11, "found \"ten\"; expected a number")], []) };
        var code = await _commands.RunAsync(laboratory, "estimate", _commands.Demo.Queue);

        code.ShouldBe(1);
        _commands.OutputLines[0].ShouldStartWith("q.txt:22:11: error");
        _commands.OutputLines[^1].ShouldBe("refused: 1 error; no estimate");
    }

    [Fact]
    public async Task A_time_of_day_that_is_over_is_tomorrows()
    {
        var laboratory = new FakeLaboratory { Estimate = Plan };
        var earlier = DateTimeOffset.Now.AddMinutes(-5);
        (await _commands.RunAsync(laboratory, "estimate", _commands.Demo.Queue, "--start-at", earlier.ToString("HH:mm"))).ShouldBe(0);

        (laboratory.EstimatedFrom!.Value - earlier).TotalHours.ShouldBe(24, 0.1);
    }

    private Task<int> Run(params string[] options) =>
        _commands.RunAsync(new FakeLaboratory { Estimate = Plan }, ["estimate", _commands.Demo.Queue, .. options]);

    /// <summary>A blank, an unknown that overlaps, and one after it.</summary>
    private EstimateOutcome Plan(DateTimeOffset start)
    {
        var read = QueueFile.Read(
            $"mass_spectrometer: Argus\ndelay_before_analyses: 5\ndelay_after_blank: 15\n#{new string('=', 80)}\nlabnumber\tposition\toverlap\nbu-FC-J\t\t\n24701\t3\t10,30\n24701\t4\t\n",
            _commands.Demo.Queue);
        var queue = read.Queue.ShouldNotBeNull(string.Join('\n', read.Problems));
        var times = new RunTimes(new(100), new(100, 4, 24, 24), new(10), new(20));
        var schedule = QueueSchedule.Plan(new ScheduleRequest(
            queue, [.. queue.Runs.Select(r => new ScheduleRow(r, times))], TimeSpan.FromSeconds(30), start, DelayBefore: true));
        return new EstimateOutcome([], [new EstimatedQueue(queue, start, schedule)]);
    }
}
