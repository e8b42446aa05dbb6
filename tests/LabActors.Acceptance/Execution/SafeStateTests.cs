using Akka.Actor;
using LabActors.Actors.Execution;
using LabActors.Actors.Safety;
using LabActors.Actors.Time;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;
using static LabActors.Core.Journal.Events.SafetyEvents;

namespace LabActors.Acceptance.Execution;

/// <summary>The laboratory made safe by command and by rule: what runs is ended, all steps are tried, the laboratory's own script runs and is recorded.</summary>
public sealed class SafeStateTests
{
    [Fact]
    public async Task By_command_the_run_is_canceled_and_the_laboratorys_script_runs_and_is_recorded()
    {
        await using var lab = await TestLaboratory.StartAsync();
        Task<object>? asked = null;
        lab.On<Core.Journal.Events.MeasurementEvents.ReadingTaken>(_ => true, node => asked = node.MakeSafeAsync("operator", "leak in the hall"));

        var execution = await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346")));
        var made = (await asked!).ShouldBeOfType<SafetyProtocol.MadeSafe>();
        await lab.HeardAsync();

        made.Safe.ShouldBeTrue(made.Summary);
        execution.Ended!.State.ShouldBe("canceled");
        execution.Ended.Cause.ShouldBe("leak in the hall");
        lab.Runs().Select(r => r.State).ShouldBe(["canceled"]);
        lab.Of<SafeStateRequested>().Single().Event.ShouldSatisfyAllConditions(r => r.By.ShouldBe("operator"), r => r.Why.ShouldBe("leak in the hall"));
        lab.Of<SafeStepsTaken>().Select(s => s.Event.When).ShouldBe(["at once", "runs ended"]);
        lab.Of<SafeStepsTaken>().SelectMany(s => s.Event.Steps).ShouldAllBe(s => s.Done);
        made.Steps.Select(s => s.What).ShouldContain("valve C open to its pump");
        var script = lab.Events.Where(e => e.PersistenceId == "safe-script-1").Select(e => e.Event).ToArray();
        script.OfType<CommandRequested>().Select(c => c.Name).ShouldBe(["close", "sleep"]);
        script.OfType<CommandCompleted>().Count().ShouldBe(2);
        script.OfType<ScriptFinished>().Single().Outcome.ShouldBe("completed");
        lab.Of<SafeScriptEnded>().Single().Event.ShouldSatisfyAllConditions(s => s.Script.ShouldBe("make_safe"), s => s.Source.ShouldBe("safe-script-1"));
        lab.Of<SafeStateEnded>().Single().Event.Safe.ShouldBeTrue();

        (await lab.RunAsync(TestQueue.Of(TestQueue.Row("12347")))).Ended!.State.ShouldBe("completed");
    }

    [Fact]
    public async Task Asked_for_twice_it_is_made_once_and_both_are_answered()
    {
        await using var lab = await TestLaboratory.StartAsync();

        var both = await Task.WhenAll(lab.Node.MakeSafeAsync("one", "once"), lab.Node.MakeSafeAsync("two", "twice"));
        await lab.HeardAsync();

        both.ShouldAllBe(a => ((SafetyProtocol.MadeSafe)a).Safe);
        lab.Of<SafeStateEnded>().ShouldHaveSingleItem();
        lab.Of<SafeScriptEnded>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task No_queue_starts_while_it_is_being_made()
    {
        await using var lab = await TestLaboratory.StartAsync();
        var running = lab.WhenAsync<CommandRequested>(c => c.Name == "sleep");
        lab.On<CommandRequested>(c => c.Name == "sleep", node => node.Clock.Virtual!.Pace = ClockPace.Times(50));
        var made = lab.Node.MakeSafeAsync("operator", "test");
        await running;

        var queue = Core.Queues.QueueFile.Read(TestQueue.Of(TestQueue.Row("12345")), "queue.txt").Queue!;
        var answer = await lab.Node.ExecuteAsync("Argus", [queue], "test");
        lab.Node.Clock.Virtual!.Pace = ClockPace.Virtual;

        answer.ShouldBeOfType<ExecutorProtocol.Refused>().Check.ShouldBe("safe state");
        (await made).ShouldBeOfType<SafetyProtocol.MadeSafe>().Safe.ShouldBeTrue();
    }

    [Theory]
    [InlineData("cancel", "canceled")]
    [InlineData("fail", "failed")]
    public async Task A_hold_longer_than_the_limit_ends_the_queue_as_the_rule_says(string ends, string state)
    {
        await using var lab = await TestLaboratory.StartAsync(overrides: $"labactors.safe-state {{ on-hold-longer-than = 10m, end-runs = {ends} }}");
        lab.On<DelayStarted>(d => d.Why.StartsWith("after", StringComparison.Ordinal), node =>
            node.Instrument("Argus").Tell(new QueueProtocol.Pause("operator"), ActorRefs.NoSender));
        var safe = lab.WhenAsync<SafeStateEnded>(_ => true);

        var execution = await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346")));
        await safe;
        await lab.HeardAsync();

        execution.Ended!.State.ShouldBe(state);
        execution.Ended.Cause.ShouldBe("the queue is paused by operator, for longer than 00:10:00");
        (lab.Of<SafeStateRequested>().Single().Event.At - lab.Of<QueuePaused>().Single().Event.At).TotalMinutes.ShouldBe(10, 0.001);
        lab.Of<SafeScriptEnded>().Single().Event.Outcome.ShouldBe("completed");
    }

    [Fact]
    public async Task A_question_that_is_open_for_longer_than_the_limit_is_such_a_hold_and_a_delayed_start_is_none()
    {
        await using var lab = await TestLaboratory.StartAsync(overrides: "labactors { safe-state.on-hold-longer-than = 10m, checks.tray.limit = 1h }");
        lab.Node.Simulated!.ExtractionDevices["Fusions CO2"].SetTray("37-hole");
        var safe = lab.WhenAsync<SafeStateEnded>(_ => true);
        var start = lab.Node.Clock.Now.AddHours(3);

        await lab.AskAsync(TestQueue.Of(TestQueue.Row("bu-FC-J")).Replace("extract_device: Fusions CO2", "extract_device: Fusions CO2\ntray: 221-hole"), startAt: start);
        var execution = await lab.EndAsync();
        await safe;
        await lab.HeardAsync();

        lab.Of<SafeStateRequested>().Single().Event.ShouldSatisfyAllConditions(
            r => r.At.ShouldBe(start.AddMinutes(10), TimeSpan.FromMilliseconds(1)), r => r.Why.ShouldBe("nobody answers the question tray, for longer than 00:10:00"));
        execution.Ended!.State.ShouldBe("canceled");
        lab.Of<Core.Journal.Events.DecisionEvents.DecisionMade>().Last().Event.How.ShouldBe("withdrawn");
    }

    [Fact]
    public async Task Failed_runs_in_a_row_make_it_safe()
    {
        await using var lab = await TestLaboratory.StartAsync(
            new TestScripts { Extraction = "def main():\n    open('D')\n    raise Exception('no')\n" }, overrides: "labactors.safe-state.after-failed-runs = 2");
        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345")));
        lab.Of<SafeStateRequested>().ShouldBeEmpty();
        var safe = lab.WhenAsync<SafeStateEnded>(_ => true);

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345")));
        await safe;
        await lab.HeardAsync();

        lab.Of<SafeStateRequested>().Single().Event.ShouldSatisfyAllConditions(r => r.By.ShouldBe("rule"), r => r.Why.ShouldStartWith("2 failed runs in a row"));
    }

    [Fact]
    public async Task At_a_time_of_day_it_is_made_safe_once_when_something_has_run()
    {
        var first = TimeZoneInfo.ConvertTime(new DateTimeOffset(2026, 1, 1, 8, 3, 0, TimeSpan.Zero), TimeZoneInfo.Local);
        await using var lab = await TestLaboratory.StartAsync(overrides: FormattableString.Invariant($"labactors.safe-state.at = [\"{first:HH:mm}\"]"));
        var safe = lab.WhenAsync<SafeStateEnded>(_ => true);

        var execution = await lab.RunAsync(TestQueue.Of([.. Enumerable.Repeat(TestQueue.Row("12345", duration: 100), 3)]));
        await safe;
        await lab.HeardAsync();

        execution.Ended!.State.ShouldBe("canceled");
        lab.Of<SafeStateRequested>().Single().Event.At.ShouldBe(new DateTimeOffset(2026, 1, 1, 8, 3, 0, TimeSpan.Zero));
    }

    [Fact]
    public async Task What_cannot_be_done_is_an_outcome_of_its_own_and_keeps_nothing_else_from_being_tried()
    {
        await using var lab = await TestLaboratory.StartAsync(
            new TestScripts { MakeSafe = "def main():\n    open('Q')\n" }, ports => ports with { Valves = Stuck.Valve(ports.Valves, "B", openOnly: false) });

        var made = (await lab.Node.MakeSafeAsync("operator", "test")).ShouldBeOfType<SafetyProtocol.MadeSafe>();
        await lab.HeardAsync();

        made.Safe.ShouldBeFalse();
        made.Summary.ShouldContain("valve B closed: ");
        made.Summary.ShouldContain("valve C open to its pump: B did not close");
        made.Summary.ShouldContain("script make_safe failed");
        made.Steps.Where(s => !s.Done).Select(s => s.What).ShouldBe(["valve B closed", "valve C open to its pump", "valve G open to its pump"], ignoreOrder: true);
        made.Steps.Single(s => s.What == "Fusions CO2 off").Done.ShouldBeTrue();
        made.Steps.Single(s => s.What == "valve E closed").Done.ShouldBeTrue();
        lab.Of<SafeStateEnded>().Single().Event.Safe.ShouldBeFalse();
    }
}
