using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Decisions;
using LabActors.Actors.Execution;
using LabActors.Actors.Execution.Checks;
using LabActors.Actors.Health;
using LabActors.Actors.Lines;
using LabActors.Core.Execution;
using LabActors.Core.Execution.Checks;
using LabActors.Node;
using static LabActors.Core.Journal.Events.DecisionEvents;
using static LabActors.Core.Journal.Events.ExecutorEvents;
using static LabActors.Core.Journal.Events.LineEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RegistryEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Execution;

/// <summary>Scenarios of reference/executor.md §10 by their numbers: checks and decisions.</summary>
public sealed class CheckScenarioTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    // A queue that begins with a blank asks for no other.
    private static string Blank => TestQueue.Row("bu-FC-J");

    private static NodeOptions WithHost(NodeOptions options, Func<double> freeMemory) => options with
    {
        Overrides = "labactors.checks.min-free-memory = 500MB",
        CheckSources = s => s with { Host = () => new HostState(freeMemory(), 1e6) },
    };

    private static Func<NodeOptions, NodeOptions> Decides(string name, string answer) =>
        o => o with { Decisions = ImmutableDictionary<string, string>.Empty.Add(name, answer) };

    private static void NothingMoved(TestLaboratory lab)
    {
        lab.Of<ValveActuationRequested>().ShouldBeEmpty();
        lab.Of<ExecutionStarted>().ShouldBeEmpty();
        lab.Of<QueueAccepted>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Scenario_01_a_queue_without_runs_is_refused_and_nothing_moves()
    {
        await using var lab = await TestLaboratory.StartAsync();

        var answer = await lab.AskAsync(TestQueue.Of("#" + Blank));

        answer.ShouldBe(new ExecutorProtocol.Refused("no-runs", "No analysis in the queue", "refused"));
        lab.Of<ExecutionRefused>().Single().Event.Check.ShouldBe("no-runs");
        lab.Of<CheckPassed>().Select(p => p.Event.Check).ShouldBe(["persistence"]);
        NothingMoved(lab);
    }

    [Theory]
    [InlineData(499.9, false)]
    [InlineData(500.0, true)]
    public async Task Scenario_02_memory_below_its_threshold_refuses(double free, bool passes)
    {
        await using var lab = await TestLaboratory.StartAsync(options: o => WithHost(o, () => free));

        var answer = await lab.AskAsync(TestQueue.Of(Blank));

        if (passes)
        {
            answer.ShouldBeOfType<ExecutorProtocol.ExecutionAccepted>();
            return;
        }

        answer.ShouldBeOfType<ExecutorProtocol.Refused>().Reason.ShouldBe("Not enough memory: 499.9 MB are free, 500 MB are the least");
        NothingMoved(lab);
    }

    [Fact]
    public async Task Scenario_02_memory_that_runs_out_before_the_third_run_ends_the_queue_and_leaves_the_rest_not_run()
    {
        var free = 500.0;
        await using var lab = await TestLaboratory.StartAsync(options: o => WithHost(o, () => Volatile.Read(ref free)));
        lab.On<RunFinished>(f => f.Row == QueueRow.IdOf(2), _ => Volatile.Write(ref free, 499.9));

        var execution = await lab.RunAsync(TestQueue.Of([.. Enumerable.Repeat(Blank, 5)]));

        lab.Runs().Select(r => r.State).ShouldBe(["success", "success"]);
        execution.Ended!.State.ShouldBe("failed");
        execution.Ended.Cause.ShouldStartWith("Not enough memory");
        var failed = lab.Of<RunChecked>().Last().Event;
        (failed.Row, failed.Failed).ShouldBe((QueueRow.IdOf(3), "memory"));
        failed.Passed.ShouldBe(["dashboard"]);
        lab.Of<RunChecked>().First().Event.Passed.ShouldBe(["dashboard", "memory", "managers", "device-errors", "run-monitor"]);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Scenario_03_a_spectrometer_that_does_not_answer_refuses_only_what_would_be_measured(bool measured)
    {
        await using var lab = await TestLaboratory.StartAsync(ports: p => p with
        {
            Spectrometers = p.Spectrometers.SetItem("Argus", () => throw new IOException("connection refused")),
        });

        var answer = await lab.AskAsync(TestQueue.Of(measured ? Blank : Blank.Replace("test\ttest\ttest\ttest", "test\t\t\t")));

        if (!measured)
        {
            answer.ShouldBeOfType<ExecutorProtocol.ExecutionAccepted>();
            return;
        }

        var refused = answer.ShouldBeOfType<ExecutorProtocol.Refused>();
        refused.Check.ShouldBe("managers");
        refused.Reason.ShouldStartWith("Could not connect to Spectrometer Argus (Argus cannot be reached: connection refused");
        NothingMoved(lab);
    }

    [Theory]
    [InlineData("no", false)]
    [InlineData("yes", true)]
    public async Task Scenario_04_a_locked_valve_is_the_operators_decision(string word, bool runs)
    {
        await using var lab = await TestLaboratory.StartAsync();
        await Lock(lab.Node);
        lab.On<DecisionAsked>(d => d.Name == "locked-valves", node => _ = node.TellDecisionsAsync(new DecisionProtocol.Answer("", word, "anna")));

        var answer = await lab.AskAsync(TestQueue.Of(Blank));

        if (runs)
            answer.ShouldBeOfType<ExecutorProtocol.ExecutionAccepted>();
        else
            answer.ShouldBe(new ExecutorProtocol.Refused("locked-valves", "locked: A (Bone to CO2 Laser)", "refused"));
        var made = lab.Of<DecisionMade>().Single().Event;
        (made.Answer, made.By, made.How).ShouldBe((word, "anna", "answered"));
        made.At.ShouldBe(lab.Of<DecisionAsked>().Single().Event.At);
    }

    [Fact]
    public async Task Scenario_05_of_two_checks_that_fail_the_first_is_told()
    {
        await using var lab = await TestLaboratory.StartAsync();
        await Lock(lab.Node);
        await lab.Node.Health.Ask<HealthProtocol.FlagsAre>(new HealthProtocol.RaiseError("chiller", "water is warm", "bob"), Patience);

        var refused = (await lab.AskAsync(TestQueue.Of(Blank))).ShouldBeOfType<ExecutorProtocol.Refused>();

        (refused.Check, refused.Reason).ShouldBe(("dashboard", "Dashboard error: chiller: water is warm (raised by bob)"));
        lab.Of<DecisionAsked>().ShouldBeEmpty();
        NothingMoved(lab);
    }

    [Theory]
    [InlineData("yes", "bu-FC-J-02")]
    [InlineData("bu-FC-J-01", "bu-FC-J-01")]
    [InlineData("cancel", null)]
    public async Task Scenario_06_the_blank_of_the_first_run_is_the_operators_decision(string word, string? blank)
    {
        await using var lab = await TestLaboratory.StartAsync(options: Decides("preceding-blank", word));
        await lab.RunAsync(TestQueue.Of(Blank, Blank));

        var answer = await lab.AskAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12345")));

        var made = lab.Of<DecisionMade>().Single().Event;
        (made.Name, made.Answer, made.How).ShouldBe(("preceding-blank", word, "preset"));
        if (blank is null)
        {
            answer.ShouldBeOfType<ExecutorProtocol.Refused>().Check.ShouldBe("preceding-blank");
            return;
        }

        await lab.EndAsync();
        lab.Runs().Skip(2).Select(r => r.Launched.PrecedingBlank).ShouldBe([blank, blank]);
        lab.Of<BlankChosen>().Count().ShouldBe(word == "yes" ? 0 : 1);
    }

    [Fact]
    public async Task A_first_run_without_any_blank_is_asked_about_and_goes_on_without_after_the_limit()
    {
        await using var lab = await TestLaboratory.StartAsync();

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345")));

        var asked = lab.Of<DecisionAsked>().Single().Event;
        (asked.Name, asked.Default, asked.LimitSeconds).ShouldBe(("missing-blank", "without", 30));
        asked.Options.ShouldBe(["without", "cancel"]);
        var made = lab.Of<DecisionMade>().Single().Event;
        (made.Answer, made.How, (made.At - asked.At).TotalSeconds).ShouldBe(("without", "default", 30));
    }

    [Fact]
    public async Task An_answer_given_beforehand_that_the_question_does_not_take_refuses_and_says_which_it_takes()
    {
        await using var lab = await TestLaboratory.StartAsync(options: Decides("preceding-blank", "bu-FC-J-99"));
        await lab.RunAsync(TestQueue.Of(Blank));

        var refused = (await lab.AskAsync(TestQueue.Of(TestQueue.Row("12345")))).ShouldBeOfType<ExecutorProtocol.Refused>();

        refused.Reason.ShouldBe("'bu-FC-J-99' is no answer to preceding-blank: expected yes, choose, cancel, or one of bu-FC-J-01");
    }

    [Theory]
    [InlineData("stop", null, "canceled")]
    [InlineData("continue", "37-hole", "completed")]
    [InlineData("set", "221-hole", "completed")]
    public async Task Scenario_12_another_tray_than_the_queues_is_the_operators_decision(string word, string? tray, string state)
    {
        await using var lab = await TestLaboratory.StartAsync(options: Decides("tray", word));
        var device = lab.Node.Simulated!.ExtractionDevices["Fusions CO2"];
        device.SetTray("37-hole");

        var execution = await lab.RunAsync(TestQueue.Of(Blank).Replace("extract_device: Fusions CO2", "extract_device: Fusions CO2\ntray: 221-hole"), TestQueue.Of(Blank));

        execution.Ended!.State.ShouldBe(state);
        lab.Runs().Length.ShouldBe(tray is null ? 0 : 2);
        device.Read().Tray.ShouldBe(tray ?? "37-hole");
        if (tray is null)
            execution.Ended.Cause.ShouldBe("tray: queue0 is for tray 221-hole, Fusions CO2 reports 37-hole");
    }

    [Theory]
    [InlineData(null, "12345-04")]
    [InlineData("accept", "12345-04")]
    [InlineData("reject", null)]
    public async Task Scenario_17_stores_that_disagree_are_a_decision_with_a_limit(string? word, string? runId)
    {
        await using var lab = await TestLaboratory.StartAsync(options: o => o with
        {
            CheckSources = s => s with { Secondary = new SecondaryStore("the shared database", (identifier, _) => new RunNumbers(identifier == "12345" ? 3 : 0, -1)) },
            Decisions = word is null ? o.Decisions : o.Decisions.Add("first-aliquot", word),
            Overrides = "labactors.decisions { missing-blank = without }",
        });

        var answer = await lab.AskAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12345")));

        var asked = lab.Of<DecisionAsked>().Single(d => d.Event.Name == "first-aliquot").Event;
        asked.Text.ShouldBe("The stores disagree: of 12345 this node has aliquot 0, the shared database has 3. Go on with 12345-04?");
        var made = lab.Of<DecisionMade>().Single(d => d.Event.Name == "first-aliquot").Event;
        (made.How, (made.At - asked.At).TotalSeconds).ShouldBe(word is null ? ("default", 30.0) : ("preset", 0.0));
        if (runId is null)
        {
            answer.ShouldBeOfType<ExecutorProtocol.Refused>().State.ShouldBe("canceled");
            NothingMoved(lab);
            return;
        }

        await lab.EndAsync();
        lab.Runs().Select(r => r.RunId).ShouldBe([runId, "12345-05"]);
        lab.Of<NumbersTaken>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task The_run_monitor_ends_a_run_while_its_script_waits()
    {
        var scripts = new TestScripts { Extraction = "def main():\n    enable()\n    extract(5, 'watts')\n    sleep(600)\n" };
        await using var lab = await TestLaboratory.StartAsync(
            scripts, options: o => o with { Overrides = "labactors.run-monitor.rules = [\"output Fusions CO2 > 1\"]" });

        var execution = await lab.RunAsync(TestQueue.Of(Blank, Blank));

        var run = lab.Runs().Single();
        run.State.ShouldBe("failed");
        run.Of<SafeStateReached>().Single().Steps.ShouldAllBe(s => s.Done);
        var tripped = lab.Of<MonitorTripped>().Single().Event;
        tripped.Reason.ShouldStartWith("run monitor: output Fusions CO2 > 1: it is 5");
        (tripped.At - run.Of<CommandRequested>().First(c => c.Name == "extract").At).TotalSeconds.ShouldBeInRange(0, 6);
        execution.Ended!.State.ShouldBe("failed");
        lab.Node.Simulated!.ExtractionDevices["Fusions CO2"].Read().Enabled.ShouldBeFalse();
    }

    private static Task<ExtractionLineProtocol.ValveIs> Lock(LabNode node) => node.Line.Ask<ExtractionLineProtocol.ValveIs>(
        new ExtractionLineProtocol.SetLock("lock", "A", "", true, "bob", "leaks"), Patience);
}
