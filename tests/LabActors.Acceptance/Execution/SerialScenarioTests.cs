using LabActors.Actors.Execution;
using LabActors.Core.Journal.Events;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Execution;

/// <summary>Scenarios of reference/executor.md §10 by their numbers: runs one after another.</summary>
public sealed class SerialScenarioTests
{
    [Fact]
    public async Task Scenario_07_delays_are_those_of_the_run_before()
    {
        await using var lab = await TestLaboratory.StartAsync();

        await lab.RunAsync(TestQueue.Of(
            TestQueue.Row("bu-FC-J"), TestQueue.Row("12345"), TestQueue.Row("a-01-J"), TestQueue.Row("12345", delayAfter: "7"), TestQueue.Row("12345")));

        var runs = lab.Runs();
        var started = lab.Of<QueueStarted>().Single().Event.At;
        double[] gaps = [(runs[0].LaunchedAt - started).TotalSeconds, .. runs.Skip(1).Select((r, i) => (r.LaunchedAt - runs[i].FinishedAt).TotalSeconds)];
        gaps.Select(g => Math.Round(g, 3)).ShouldBe([5, 15, 30, 10, 7]);
        lab.Of<QueueEnded>().Single().Event.At.ShouldBe(runs[^1].FinishedAt);
        runs.ShouldAllBe(r => r.State == "success");
    }

    [Fact]
    public async Task Scenario_08_a_skipped_run_adds_no_delay()
    {
        await using var lab = await TestLaboratory.StartAsync();

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), "#" + TestQueue.Row("12346"), TestQueue.Row("12347")));

        var runs = lab.Runs();
        runs.Select(r => r.RunId).ShouldBe(["12345-01", "12347-01"]);
        (runs[1].LaunchedAt - runs[0].FinishedAt).TotalSeconds.ShouldBe(30, 0.001);
    }

    [Fact]
    public async Task Scenario_11_the_second_queue_starts_without_the_delay_before_and_not_after_a_stop_at_completion()
    {
        await using (var lab = await TestLaboratory.StartAsync())
        {
            var execution = await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345")), TestQueue.Of(TestQueue.Row("12346")));

            execution.Finished.Count.ShouldBe(2);
            (lab.Runs()[1].LaunchedAt - lab.Of<QueueEnded>().First().Event.At).TotalSeconds.ShouldBe(0, 0.001);
        }

        await using (var lab = await TestLaboratory.StartAsync())
        {
            lab.On<StepStarted>(s => s.Step == "measurement", node =>
                node.Instrument("Argus").Tell(new QueueProtocol.Stop("at-completion", "operator", "enough"), Akka.Actor.ActorRefs.NoSender));

            var execution = await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12345")), TestQueue.Of(TestQueue.Row("12346")));

            execution.Finished.Count.ShouldBe(1);
            execution.Ended!.State.ShouldBe("completed");
            lab.Runs().Single().State.ShouldBe("success");
        }
    }

    [Fact]
    public async Task Scenario_15_fusions_of_one_labnumber_get_consecutive_aliquots()
    {
        await using var lab = await TestLaboratory.StartAsync();

        await lab.RunAsync(TestQueue.Of([.. Enumerable.Repeat(TestQueue.Row("12345"), 4)]));

        lab.Runs().Select(r => r.RunId).ShouldBe(["12345-01", "12345-02", "12345-03", "12345-04"]);
    }

    [Fact]
    public async Task Scenario_16_overlapped_steps_of_one_aliquot_go_on_though_the_one_before_is_not_saved()
    {
        await using var lab = await TestLaboratory.StartAsync();

        await lab.RunAsync(TestQueue.Of(
            TestQueue.Row("12345-01"), TestQueue.Row("12345-01"), TestQueue.Row("12345-01", overlap: "10,30"), TestQueue.Row("12345-01")));

        var runs = lab.Runs();
        runs.Select(r => r.RunId).ShouldBe(["12345-01A", "12345-01B", "12345-01C", "12345-01D"]);
        runs[3].LaunchedAt.ShouldBeLessThan(runs[2].FinishedAt);
    }

    [Fact]
    public async Task Scenario_23_the_blank_of_an_unknown_is_the_last_of_its_kind_and_device()
    {
        await using var lab = await TestLaboratory.StartAsync();

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("bu-FC-J"), TestQueue.Row("ba-01-J"), TestQueue.Row("12345"), TestQueue.Row("a-01-J")));

        lab.Runs().Select(r => r.Launched.PrecedingBlank).ShouldBe(["", "", "bu-FC-J-01", "ba-01-J-01"]);
    }

    [Fact]
    public async Task Scenario_25_abort_run_saves_that_run_and_goes_on_with_the_next()
    {
        await using var lab = await TestLaboratory.StartAsync();
        lab.On<MeasurementEvents.ReadingTaken>(r => r.Count == 12 && lab.Runs().Length == 2, node =>
            node.Instrument("Argus").Tell(new QueueProtocol.AbortRun("operator", "wrong sample"), Akka.Actor.ActorRefs.NoSender));

        var execution = await lab.RunAsync(TestQueue.Of([.. Enumerable.Repeat(TestQueue.Row("12345"), 4)]));

        var runs = lab.Runs();
        runs.Select(r => r.State).ShouldBe(["success", "aborted", "success", "success"]);
        runs[1].TimesStarted("post_measurement").ShouldBe(1);
        runs[1].Of<SafeStateReached>().Single().Steps.ShouldAllBe(s => s.Done);
        runs[1].Readings("signal").ShouldBeInRange(12, 13);
        execution.Ended!.State.ShouldBe("completed");
    }

    [Fact]
    public async Task Scenario_28_quick_truncation_keeps_the_counts_and_shortens_the_baselines()
    {
        var scripts = new TestScripts
        {
            Measurement = """
                def main():
                    activate_detectors('H1', 'AX')
                    position_magnet('Ar40', 'H1')
                    equilibrate(eqtime=20, inlet='R', outlet='O', delay=0)
                    set_time_zero()
                    multicollect(ncounts=200, integration_time=1.048576)
                    baselines(ncounts=40, mass=39.5, detector='H1')
                """,
        };
        await using var lab = await TestLaboratory.StartAsync(scripts);
        lab.On<MeasurementEvents.ReadingTaken>(r => r.Count == 63, node =>
            node.Instrument("Argus").Tell(new QueueProtocol.TruncateRun(Quick: true, "operator"), Akka.Actor.ActorRefs.NoSender));

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345")));

        var run = lab.Runs().Single();
        run.State.ShouldBe("truncated");
        run.Readings("signal").ShouldBeInRange(62, 64);
        run.Readings("baseline").ShouldBe(10);
    }

    [Fact]
    public async Task Scenario_33_an_outlet_that_does_not_close_cancels_the_run_before_the_inlet_opens()
    {
        await using var lab = await TestLaboratory.StartAsync(ports: p => p with { Valves = Stuck.Valve(p.Valves, "O", openOnly: false) });

        var execution = await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12345")));

        var run = lab.Runs().Single();
        run.State.ShouldBe("canceled");
        run.Of<MeasurementEvents.InletOpened>().ShouldBeEmpty();
        run.TimesStarted("post_equilibration").ShouldBe(0);
        run.TimesStarted("post_measurement").ShouldBe(1);
        run.Of<MeasurementEvents.EquilibrationFailed>().Single().Reason.ShouldContain("3 tries");
        execution.Ended!.State.ShouldBe("failed");
    }

    [Fact]
    public async Task Scenario_38_a_console_that_vanishes_changes_nothing()
    {
        await using var lab = await TestLaboratory.StartAsync();
        lab.On<StepStarted>(s => s.Step == "measurement", _ => lab.LoseRecorder());

        var execution = await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12345")));

        execution.Ended!.State.ShouldBe("completed");
        var finished = execution.Finished.Values.ShouldHaveSingleItem();
        foreach (var uuid in finished.RunUuids)
            (await lab.Node.WhenSavedAsync(uuid)).State.ShouldBe("success");
        finished.RunUuids.Length.ShouldBe(2);
    }
}
