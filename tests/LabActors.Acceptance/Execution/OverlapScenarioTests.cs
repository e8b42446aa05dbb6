using LabActors.Core.Journal.Events;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Execution;

/// <summary>Scenarios of reference/executor.md §10 by their numbers: overlapping runs.</summary>
public sealed class OverlapScenarioTests
{
    [Fact]
    public async Task Scenario_18_the_next_extraction_starts_after_the_overlap_and_its_inlet_opens_after_the_pump_time()
    {
        await using var lab = await TestLaboratory.StartAsync();

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345", "10,60"), TestQueue.Row("12346", "10,60"), TestQueue.Row("12347")));

        var runs = lab.Runs();
        var opened = runs[0].InletOpened;
        (runs[0].InletClosed - opened).TotalSeconds.ShouldBe(20, 0.5);
        (runs[1].ScriptStarted("extraction") - opened).TotalSeconds.ShouldBeInRange(30, 31.9);
        runs[1].ScriptStarted("extraction").ShouldBeGreaterThan(runs[0].ScriptEnded("extraction"));
        (runs[1].InletOpened - runs[0].ScriptEnded("post_measurement")).TotalSeconds.ShouldBeGreaterThanOrEqualTo(60);
    }

    [Fact]
    public async Task Scenario_19_without_a_pump_time_of_its_own_the_instruments_applies()
    {
        await using var lab = await TestLaboratory.StartAsync();

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345", "10,60"), TestQueue.Row("12346", "10,0"), TestQueue.Row("12347")));

        var runs = lab.Runs();
        (runs[1].InletOpened - runs[0].ScriptEnded("post_measurement")).TotalSeconds.ShouldBeInRange(30, 35);
    }

    [Fact]
    public async Task A_run_whose_measurement_is_over_before_its_inlet_closes_pumps_the_line_out_before_it_ends()
    {
        await using var lab = await TestLaboratory.StartAsync(new TestScripts { Measurement = TestScripts.Short });

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346", "1,5"), TestQueue.Row("12347", duration: 1)));

        var runs = lab.Runs();
        runs.ShouldAllBe(r => r.InletClosed > r.ScriptEnded("measurement") && r.Of<RunEnded>().Single().At >= r.ScriptEnded("post_equilibration"));
        runs[1].Of<LineFreed>().Single().At.ShouldBeGreaterThanOrEqualTo(runs[1].ScriptEnded("post_equilibration"));
    }

    [Fact]
    public async Task Scenario_20_a_blank_after_an_overlapping_unknown_waits_for_the_spectrometer()
    {
        await using var lab = await TestLaboratory.StartAsync();

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345", "10"), TestQueue.Row("bu-FC-J", duration: 2)));

        var runs = lab.Runs();
        runs[1].ScriptEnded("extraction").ShouldBeLessThan(runs[0].ScriptEnded("measurement"));
        runs[1].InletOpened.ShouldBeGreaterThan(runs[0].ScriptEnded("post_measurement"));
    }

    [Fact]
    public async Task Scenario_21_a_failed_extraction_waits_no_overlap_and_ends_the_queue()
    {
        var scripts = new TestScripts
        {
            Extraction = """
                def main():
                    enable()
                    extract()
                    sleep(40)
                    raise ValueError('the sample fell off')
                """,
        };
        await using var lab = await TestLaboratory.StartAsync(scripts);

        var execution = await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345", "600"), TestQueue.Row("12346")));

        var run = lab.Runs().Single();
        run.State.ShouldBe("failed");
        run.Finished!.Cause.ShouldContain("the sample fell off");
        run.Finished.Cause.ShouldContain("test.py:5");
        (run.FinishedAt - run.LaunchedAt).TotalSeconds.ShouldBeLessThan(100);
        run.TimesStarted("post_equilibration").ShouldBe(1);
        run.TimesStarted("post_measurement").ShouldBe(1);
        var safe = run.Of<SafeStateReached>().Single();
        safe.Steps.ShouldContain(s => s.What == "extraction device off" && s.Done);
        (safe.At - run.ScriptEnded("extraction")).TotalSeconds.ShouldBeLessThanOrEqualTo(1);
        lab.Node.Simulated!.ExtractionDevices["Fusions CO2"].Read().Enabled.ShouldBeFalse();
        execution.Ended!.State.ShouldBe("failed");
        execution.Ended.Cause.ShouldContain("12345-01");
    }

    [Fact]
    public async Task Scenario_22_a_queue_of_overlapping_runs_ends_once_when_all_are_saved()
    {
        await using var lab = await TestLaboratory.StartAsync();

        await lab.RunAsync(TestQueue.Of([.. Enumerable.Repeat(TestQueue.Row("12345", "10,10"), 3)]));

        var runs = lab.Runs();
        runs.Length.ShouldBe(3);
        runs.ShouldAllBe(r => r.State == "success");
        var ended = lab.Of<QueueEnded>().ShouldHaveSingleItem().Event;
        runs.ShouldAllBe(r => r.FinishedAt <= ended.At);
        runs[1].LaunchedAt.ShouldBeLessThan(runs[0].FinishedAt);
    }

    [Fact]
    public async Task More_than_two_runs_may_be_in_flight()
    {
        var scripts = new TestScripts
        {
            Measurement = """
                def main():
                    activate_detectors('H1', 'AX')
                    position_magnet('Ar40', 'H1')
                    equilibrate(eqtime=5, inlet='R', outlet='O', delay=0)
                    multicollect(ncounts=20)
                """,
            Extraction = "def main():\n    open('D')\n    close('D')\n",
            PostMeasurement = "def main():\n    open('O')\n    sleep(300)\n",
        };
        await using var lab = await TestLaboratory.StartAsync(scripts);

        await lab.RunAsync(TestQueue.Of([.. Enumerable.Repeat(TestQueue.Row("12345", "0,1"), 0), .. Enumerable.Repeat(TestQueue.Row("12345", "1,1"), 3)]));

        // While the first pumps for 300 s, the second waits for the spectrometer with its gas in the line.
        var runs = lab.Runs();
        runs[1].LaunchedAt.ShouldBeLessThan(runs[0].FinishedAt);
        runs.ShouldAllBe(r => r.State == "success");
    }

    [Fact]
    public async Task A_cancel_ends_both_runs_saved_and_the_queue_canceled()
    {
        await using var lab = await TestLaboratory.StartAsync();
        lab.On<CommandRequested>(c => c is { Kind: "extraction", Name: "sleep" } && lab.Runs().Length == 2, node => node.Instrument("Argus").Tell(
            new LabActors.Actors.Execution.QueueProtocol.Stop("cancel", "operator", "power cut announced"), Akka.Actor.ActorRefs.NoSender));

        var execution = await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345", "10"), TestQueue.Row("12346", "10"), TestQueue.Row("12347")));

        var runs = lab.Runs();
        runs.Select(r => r.State).ShouldBe(["canceled", "canceled"]);
        runs[0].Readings("signal").ShouldBeGreaterThan(0);
        runs.ShouldAllBe(r => r.TimesStarted("post_equilibration") == 1 && r.TimesStarted("post_measurement") == 1);
        execution.Ended!.State.ShouldBe("canceled");
        lab.Of<QueueEnded>().ShouldHaveSingleItem();
    }
}
