using System.Text.Json;
using LabActors.Console.Commands;
using LabActors.Console.Screen;
using LabActors.Console.View;
using LabActors.Core.Execution.Checks;
using static LabActors.Core.Journal.Events.DecisionEvents;

namespace LabActors.Console.Tests;

public sealed class ChecksAndDecisionsTests : IDisposable
{
    private static readonly DateTimeOffset Now = new(2026, 3, 2, 17, 5, 0, TimeSpan.Zero);
    private static readonly DecisionAsked Asked = new(Now, "locked-valves-1", "locked-valves", "Locked: A. Run all the same?", ["yes", "no"], "no", 30, "locked-valves");
    private static readonly DecisionMade Made = new(Now.AddSeconds(30), "locked-valves-1", "locked-valves", "no", "default", "default");

    private readonly CommandRun _commands = new();

    public void Dispose() => _commands.Dispose();

    [Fact]
    public async Task Explain_lists_every_check_in_order_with_settings_and_consequence()
    {
        (await _commands.RunAsync(new FakeLaboratory(), "check", "--explain")).ShouldBe(0);

        var heads = _commands.OutputLines.Where(line => !line.StartsWith("    ")).ToArray();
        heads.Length.ShouldBe(ExecutionChecks.All.Length);
        heads.Select(head => head.Split(". ")[1].Split(", before ")[0]).ShouldBe(ExecutionChecks.All.Select(check => check.Name));
        _commands.Output.ShouldContain("    settings    on; min-free-memory 100 MB; min-free-disk 500 MB");
        _commands.Output.ShouldContain("locked-valves: default no after 30 s");
    }

    [Fact]
    public async Task Explain_with_json_is_one_object_a_check()
    {
        (await _commands.RunAsync(new FakeLaboratory(), "check", "--explain", "--json")).ShouldBe(0);

        var lines = _commands.OutputLines.Select(line => JsonDocument.Parse(line).RootElement).ToArray();
        lines.Select(line => line.GetProperty("name").GetString()).ShouldBe(ExecutionChecks.All.Select(check => check.Name));
        lines.ShouldAllBe(line => line.GetProperty("type").GetString() == "check-explained" && line.GetProperty("settings").GetArrayLength() > 0);
    }

    [Fact]
    public async Task Answers_times_and_queues_reach_the_laboratory()
    {
        var laboratory = new FakeLaboratory();
        (await _commands.RunAsync(
            laboratory, "run", _commands.Demo.Queue, "--decide", "locked-valves=yes", "--decide", "preceding-blank=bu-FC-J-07",
            "--start-at", "2026-03-02 18:00", "--stop-at", "2026-03-03 06:00")).ShouldBe(0);

        var asked = laboratory.Asked.ShouldNotBeNull();
        asked.Queues.ShouldBe([_commands.Demo.Queue]);
        asked.Decisions.OrderBy(d => d.Key).ShouldBe([new("locked-valves", "yes"), new("preceding-blank", "bu-FC-J-07")]);
        asked.StartAt.ShouldBe(new DateTimeOffset(2026, 3, 2, 18, 0, 0, TimeSpan.Zero));
        asked.StopAt.ShouldBe(new DateTimeOffset(2026, 3, 3, 6, 0, 0, TimeSpan.Zero));
    }

    [Theory]
    [InlineData("trey=set", "there is no decision 'trey'; there are unfinished-experiment, ")]
    [InlineData("tray=later", "'later' is no answer to tray: expected set, continue, stop")]
    [InlineData("tray", "'' is no answer to tray")]
    public async Task An_unknown_decision_or_answer_is_one_line_that_lists_what_is_known(string given, string expected)
    {
        (await _commands.RunAsync(new FakeLaboratory(), "run", _commands.Demo.Queue, "--decide", given)).ShouldBe(64);
        _commands.Error.ShouldContain(expected);
        _commands.Error.TrimEnd('\n').ShouldNotContain('\n');
    }

    [Fact]
    public async Task A_time_that_is_none_is_told_with_its_form()
    {
        (await _commands.RunAsync(new FakeLaboratory(), "run", _commands.Demo.Queue, "--start-at", "tonight")).ShouldBe(64);
        _commands.Error.ShouldContain("found 'tonight', expected laboratory time as \"YYYY-MM-DD HH:MM\"");
    }

    [Fact]
    public async Task Plain_lines_have_question_options_default_and_limit_and_the_answer()
    {
        await _commands.RunAsync(new FakeLaboratory { Events = [("decisions", Asked), ("decisions", Made)] }, "demo");
        _commands.Output.ShouldContain("question locked-valves: Locked: A. Run all the same? [yes/no], no after 30 s");
        _commands.Output.ShouldContain("locked-valves: no, the default: nobody answered within the limit");
    }

    [Fact]
    public async Task What_is_typed_answers_the_open_question_and_what_is_not_taken_is_told()
    {
        var typed = new TypedLines(isPerson: false, "maybe", "locked-valves = yes");
        var laboratory = new FakeLaboratory { Events = [("decisions", Asked)], EndsByItself = false, Outcome = Outcomes.Completed };
        var run = _commands.RunAsync(laboratory, typed, "demo");
        await typed.AllRead;
        await laboratory.Session.ShouldNotBeNull().CancelAsync("test", "enough");
        await run;

        laboratory.Session!.Operated.Answers.ShouldBe(["=maybe by console", "locked-valves=yes by console"]);
        _commands.Output.ShouldContain("'maybe' is no answer");
    }
}
