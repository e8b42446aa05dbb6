using System.Text.Json;
using LabActors.Console.Session;
using LabActors.Core.Problems;

namespace LabActors.Console.Tests;

public sealed class ExecutionTests : IDisposable
{
    private static readonly Problem Error = new("q.txt", 14, 6, "found 'ten', expected a number", Field: "e_value");
    private static readonly Problem Warning = new("q.txt", 3, 0, "no blank before the first unknown", ProblemSeverity.Warning);

    private readonly CommandRun _commands = new();

    public void Dispose() => _commands.Dispose();

    private static LabOutcome Ended(string state) => Outcomes.Completed with { State = state };

    private JsonElement[] Json => [.. _commands.OutputLines.Select(line => JsonDocument.Parse(line).RootElement)];

    [Theory]
    [InlineData("completed", 0)]
    [InlineData("refused", 1)]
    [InlineData("failed", 2)]
    [InlineData("canceled", 3)]
    [InlineData("aborted", 3)]
    public async Task The_exit_code_is_that_of_the_state(string state, int code)
    {
        var laboratory = new FakeLaboratory { Outcome = Ended(state) };
        (await _commands.RunAsync(laboratory, "demo", "--json")).ShouldBe(code);
        Json[^1].GetProperty("state").GetString().ShouldBe(state);
        laboratory.Session.ShouldNotBeNull().IsDisposed.ShouldBeTrue();
    }

    [Fact]
    public async Task With_json_standard_output_has_every_event_in_order_and_the_end_last_and_nothing_else()
    {
        var events = History.MiddleOfTheDemo().Events;
        await _commands.RunAsync(new FakeLaboratory { Events = events }, "run", _commands.Demo.Queue, "--json");
        Json.Length.ShouldBe(events.Count + 1);
        Json[..^1].Select(line => line.GetProperty("at").GetDateTimeOffset()).ShouldBe(events.Select(journaled => journaled.Event.At));
        Json[..^1].Select(line => line.GetProperty("source").GetString()).ShouldBe(events.Select(journaled => journaled.Source));
        Json.Count(line => line.GetProperty("type").GetString() == "measurement.reading-taken").ShouldBe(1);
        Json[^1].GetProperty("type").GetString().ShouldBe("queue-ended");
        _commands.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task More_events_than_the_channel_holds_lose_none()
    {
        var history = new History().Series("24701-01", 1, "signal", 5000);
        for (var count = 1; count <= 5000; count++)
            history.Wait(1).Read("24701-01", 1, count, ("H1", count));
        await _commands.RunAsync(new FakeLaboratory { Events = history.Events }, "demo", "--json");
        Json[1..^1].Select(line => line.GetProperty("count").GetInt32()).ShouldBe(Enumerable.Range(1, 5000));
    }

    [Fact]
    public async Task A_refused_queue_tells_every_problem_and_nothing_is_started()
    {
        var laboratory = new FakeLaboratory { Problems = [Warning, Error] };
        (await _commands.RunAsync(laboratory, "demo", "--json")).ShouldBe(1);
        Json.Select(line => line.GetProperty("type").GetString()).ShouldBe(["problem", "problem", "queue-ended"]);
        Json[1].GetProperty("line").GetInt32().ShouldBe(14);
        Json[^1].GetProperty("problems").GetArrayLength().ShouldBe(2);
        laboratory.Session.ShouldBeNull();
    }

    [Fact]
    public async Task A_refused_queue_is_told_in_words_with_file_line_and_column()
    {
        (await _commands.RunAsync(new FakeLaboratory { Problems = [Error] }, "demo")).ShouldBe(1);
        _commands.OutputLines.ShouldContain("q.txt:14:6: error: e_value: found 'ten', expected a number");
        _commands.OutputLines[^1].ShouldStartWith("refused");
    }

    [Fact]
    public async Task Warnings_are_told_and_the_queue_runs()
    {
        (await _commands.RunAsync(new FakeLaboratory { Problems = [Warning] }, "demo", "--json")).ShouldBe(0);
        Json.Select(line => line.GetProperty("type").GetString()).ShouldBe(["problem", "queue-ended"]);
    }

    [Fact]
    public async Task Files_that_are_not_there_are_all_told_before_anything_is_asked_of_the_laboratory()
    {
        var laboratory = new FakeLaboratory();
        (await _commands.RunAsync(laboratory, "run", "/no/such/queue.txt", "--lab", "/no/such/lab", "--json")).ShouldBe(1);
        Json.Select(line => line.GetProperty("type").GetString()).ShouldBe(["problem", "problem", "problem", "queue-ended"]);
        Json[0].GetProperty("file").GetString().ShouldBe("/no/such/queue.txt");
        laboratory.Asked.ShouldBeNull();
    }

    [Fact]
    public async Task Without_a_terminal_there_are_plain_lines_and_the_table_at_the_end()
    {
        (await _commands.RunAsync(new FakeLaboratory { Events = History.MiddleOfTheDemo().Events }, "demo")).ShouldBe(0);
        _commands.OutputLines[0].ShouldContain("SIMULATED");
        _commands.Output.ShouldContain("valve A       open");
        _commands.Output.ShouldContain("Ar40 4891.62 ± 0.53");
        _commands.OutputLines[^1].ShouldBe("report: /data/demo/report.html");
        _commands.Output.ShouldNotContain("\u001b");
    }

    [Fact]
    public async Task The_first_Ctrl_C_cancels_the_queue_and_says_so()
    {
        var laboratory = new FakeLaboratory { EndsByItself = false, Outcome = Ended("canceled") };
        var run = _commands.RunAsync(laboratory, "demo", "--json");
        await laboratory.Session.ShouldNotBeNull().Running;
        _commands.Interrupts.CtrlC();
        (await run).ShouldBe(3);
        laboratory.Session.Cancels.ShouldBe(["console: Ctrl-C"]);
        _commands.Error.ShouldContain("canceling");
        Json.ShouldHaveSingleItem().GetProperty("state").GetString().ShouldBe("canceled");
    }

    [Fact]
    public async Task The_second_Ctrl_C_shuts_the_node_down_though_the_queue_does_not_end()
    {
        var laboratory = new FakeLaboratory { EndsByItself = false, ObeysCancel = false };
        var run = _commands.RunAsync(laboratory, "demo", "--json");
        var session = laboratory.Session.ShouldNotBeNull();
        await session.Running;
        _commands.Interrupts.CtrlC();
        _commands.Interrupts.CtrlC();
        (await run).ShouldBe(3);
        session.Cancels.Count.ShouldBe(1);
        session.IsDisposed.ShouldBeTrue();
        Json[^1].GetProperty("state").GetString().ShouldBe("aborted");
        Json[^1].GetProperty("cause").GetString().ShouldNotBeNull().ShouldContain("before the queue had ended");
    }

    [Fact]
    public async Task A_termination_shuts_the_node_down_at_once()
    {
        var laboratory = new FakeLaboratory { EndsByItself = false };
        var run = _commands.RunAsync(laboratory, "demo", "--json");
        var session = laboratory.Session.ShouldNotBeNull();
        await session.Running;
        _commands.Interrupts.Terminate();
        (await run).ShouldBe(3);
        session.Cancels.ShouldBeEmpty();
        session.IsDisposed.ShouldBeTrue();
    }

    [Fact]
    public async Task A_second_termination_protects_the_laboratory_at_once_and_ends_the_process()
    {
        var laboratory = new FakeLaboratory { EndsByItself = false, Goes = false };
        var run = _commands.RunAsync(laboratory, "demo", "--json");
        var session = laboratory.Session.ShouldNotBeNull();
        await session.Running;
        _commands.Interrupts.Terminate();
        session.Protections.ShouldBe(0);
        _commands.Interrupts.Terminate();
        (await _commands.End.Code.WaitAsync(TimeSpan.FromSeconds(30))).ShouldBe(4);
        session.Protections.ShouldBe(1);
        run.IsCompleted.ShouldBeFalse();
        _commands.Error.ShouldContain("a second signal came");
        _commands.Error.ShouldContain("laser off: done");
        session.Go();
        await run;
    }

    [Fact]
    public async Task A_node_that_goes_down_by_itself_ends_the_command_and_not_never()
    {
        var laboratory = new FakeLaboratory { EndsByItself = false };
        var run = _commands.RunAsync(laboratory, "demo", "--json");
        var session = laboratory.Session.ShouldNotBeNull();
        await session.Running;
        await session.System.Terminate();
        (await run).ShouldBe(3);
        Json[^1].GetProperty("cause").GetString().ShouldNotBeNull().ShouldStartWith("the node went down before the queue had ended");
    }

    [Fact]
    public async Task A_fault_of_the_program_ends_as_failed_with_the_fault_on_standard_error()
    {
        (await _commands.RunAsync(new FakeLaboratory { Fault = new InvalidOperationException("out of order") }, "demo", "--json")).ShouldBe(2);
        Json.ShouldHaveSingleItem().GetProperty("cause").GetString().ShouldBe("internal error: out of order");
        _commands.Error.ShouldContain("InvalidOperationException");
    }

    [Fact]
    public async Task Check_tells_problems_and_starts_nothing()
    {
        var laboratory = new FakeLaboratory { Problems = [Warning, Error] };
        (await _commands.RunAsync(laboratory, "check", _commands.Demo.Queue)).ShouldBe(1);
        _commands.OutputLines.ShouldBe(
        [
            "q.txt:3: warning: no blank before the first unknown",
            "q.txt:14:6: error: e_value: found 'ten', expected a number",
            $"{_commands.Demo.Queue}: 13 runs, about 2:00:00 of laboratory time",
            "refused: 1 error, 1 warning",
        ]);
        laboratory.Session.ShouldBeNull();
    }

    [Fact]
    public async Task Check_accepts_with_warnings_and_ends_with_a_line_for_programs()
    {
        (await _commands.RunAsync(new FakeLaboratory { Problems = [Warning] }, "check", _commands.Demo.Queue, "--json")).ShouldBe(0);
        Json[^1].GetProperty("type").GetString().ShouldBe("check-ended");
        Json[^1].GetProperty("state").GetString().ShouldBe("accepted");
        Json[^1].GetProperty("queues")[0].GetProperty("runs").GetInt32().ShouldBe(13);
    }
}
