using System.Collections.Immutable;
using System.Text.Json;
using LabActors.Core.Recovery;
using LabActors.Core.Replay;

namespace LabActors.Console.Tests;

/// <summary>What <c>lab run</c> says of an unfinished experiment before it goes on.</summary>
public sealed class RecoveryStatementTests : IDisposable
{
    private readonly CommandRun _commands = new();

    public void Dispose() => _commands.Dispose();

    [Fact]
    public async Task The_statement_comes_first_and_the_run_that_goes_on_has_its_name()
    {
        var before = History.MiddleOfTheDemo();
        var history = new History();
        var laboratory = new FakeLaboratory
        {
            Plan = Plan,
            Before = [.. before.Events.Select((e, i) => new RecordedEvent(i + 1, e.Source, i + 1, e.Event))],
            Events = [.. history.Step("24701-01", "post-measurement").Events],
        };

        (await _commands.RunAsync(laboratory, "run", _commands.Demo.Queue, "--plain")).ShouldBe(0);

        var lines = _commands.OutputLines;
        lines[..9].ShouldBe(
        [
            "The node was away for 90 s; the last that was journaled is of 2026-03-02 17:05:00.",
            "Argus: queue demo (demo.txt), started 2026-03-02 17:00:00, is unfinished: 2 of 5 rows finished, 1 in flight",
            "  24701-01 (r3), step measurement: measurement script, command 9: multicollect (co2.py:12)",
            "    last command: multicollect",
            "    last reading: count 73 of series 2",
            "    it goes on where it was: the hardware is as the journal has it",
            "Differs: valve B was open and is closed",
            "Not read: Fusions CO2: no answer",
            "Then: 2 rows wait, r4 first",
        ]);
        lines.ShouldContain(line => line.EndsWith("24701-01      post-measurement", StringComparison.Ordinal));
        _commands.Output.ShouldNotContain("enough counts", Case.Sensitive, "what was told before is no news");
    }

    [Fact]
    public async Task For_programs_it_is_one_line_of_JSON()
    {
        await _commands.RunAsync(new FakeLaboratory { Plan = Plan }, "run", _commands.Demo.Queue, "--json");

        var plan = JsonDocument.Parse(_commands.OutputLines[0]).RootElement;
        plan.GetProperty("type").GetString().ShouldBe("recovery-plan");
        plan.GetProperty("away_s").GetDouble().ShouldBe(90);
        plan.GetProperty("executions")[0].GetProperty("runs")[0].GetProperty("plan").GetString().ShouldBe("resumed");
        plan.GetProperty("differences")[0].GetProperty("device").GetString().ShouldBe("B");
    }

    [Fact]
    public async Task Nothing_is_said_when_nothing_is_unfinished()
    {
        await _commands.RunAsync(new FakeLaboratory(), "run", _commands.Demo.Queue, "--plain");
        _commands.Output.ShouldNotContain("away for");
    }

    [Fact]
    public async Task Recover_without_dry_run_says_what_carries_the_plan_out()
    {
        (await _commands.RunAsync(new FakeLaboratory(), "recover", "data")).ShouldBe(64);
        _commands.Error.ShouldContain("expected --dry-run, which prints the plan; lab run QUEUE.txt --data DATA carries it out");
    }

    internal static RecoveryPlan Plan { get; } = new(
        new Outage(History.Start, History.Start.AddSeconds(90)),
        [
            new ExecutionPlan(
                "Argus",
                "queue demo (demo.txt)",
                History.Start.AddMinutes(-5),
                "2 of 5 rows finished, 1 in flight",
                [new RunPlan("24701-01", "uuid-of-24701-01", "r3", "measurement", "measurement script, command 9: multicollect (co2.py:12)", "multicollect", "count 73 of series 2", RunOutlook.Resumed, "the hardware is as the journal has it")],
                "2 rows wait, r4 first"),
        ],
        [new HardwareDifference("B", "valve", "open", "closed", Simulated: true)],
        ImmutableSortedDictionary<string, string>.Empty.Add("Fusions CO2", "no answer"));
}
