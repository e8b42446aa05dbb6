using LabActors.Actors.Execution;
using LabActors.Core.Journal.Events;
using LabActors.Core.Reduction;
using LabActors.Devices.Ports;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Execution;

/// <summary>Scenarios of reference/executor.md §10 by their numbers: what fails inside a run, and what is kept of it.</summary>
public sealed class FailureScenarioTests
{
    private static readonly TestScripts LongMeasurement = new()
    {
        Measurement = """
            def main():
                activate_detectors('H1', 'AX')
                position_magnet('Ar40', 'H1')
                equilibrate(eqtime=20, inlet='R', outlet='O', delay=0)
                set_time_zero()
                multicollect(ncounts=60, integration_time=1.048576)
            """,
    };

    [Fact]
    public async Task Scenario_24_a_stop_cancels_both_runs_saved_with_everything_off_and_each_post_script_once()
    {
        var scripts = new TestScripts
        {
            Extraction = """
                def main():
                    acquire('BoneFlag')
                    enable()
                    extract(2, 'watts')
                    execute_pattern('hexagon', block=False)
                    sleep(duration)
                    release('BoneFlag')
                    disable()
                """,
        };
        await using var lab = await TestLaboratory.StartAsync(scripts);
        lab.On<CommandRequested>(c => c is { Kind: "extraction", Name: "sleep" } && lab.Runs().Length == 2, node => node.Instrument("Argus").Tell(
            new QueueProtocol.Stop("cancel", "operator", "power cut announced"), Akka.Actor.ActorRefs.NoSender));

        var execution = await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345", "10"), TestQueue.Row("12346", "10", duration: 60), TestQueue.Row("12347")));

        var runs = lab.Runs();
        runs.Select(r => r.State).ShouldBe(["canceled", "canceled"]);
        runs.ShouldAllBe(r => r.TimesStarted("post_equilibration") == 1 && r.TimesStarted("post_measurement") == 1);
        runs.ShouldAllBe(r => r.Of<SafeStateReached>().Single().Steps.All(s => s.Done));
        runs[0].Readings("signal").ShouldBeGreaterThan(0);
        foreach (var run in runs)
            (await lab.Node.WhenSavedAsync(run.Launched.RunUuid)).State.ShouldBe("canceled");

        var laser = lab.Node.Simulated!.ExtractionDevices["Fusions CO2"].Read();
        (laser.Enabled, laser.Output, laser.Pattern).ShouldBe((false, 0, ""));
        lab.Node.Simulated.Line.IsOpen("R").ShouldBeFalse();
        var flag = lab.Of<LeaseEvents.ResourceSet>().Last(r => r.Event.Name == "BoneFlag").Event;
        (flag.Value, flag.By.Description).ShouldBe((0, runs[1].RunId));
        execution.Ended!.State.ShouldBe("canceled");
        lab.Of<QueueEnded>().ShouldHaveSingleItem();
    }

    [Fact]
    public async Task Scenario_31_two_misses_and_a_reading_are_nothing_and_three_misses_end_the_run_with_its_data()
    {
        var misses = new Misses();
        await using var lab = await TestLaboratory.StartAsync(LongMeasurement, misses.Ports);
        lab.On<MeasurementEvents.ReadingTaken>(r => r.Count == 10, _ => misses.Next = 2);
        lab.On<MeasurementEvents.ReadingTaken>(r => r.Count == 30, _ => misses.Next = 3);

        var execution = await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346")));

        var run = lab.Runs().Single();
        run.State.ShouldBe("failed");
        run.Finished!.Cause.ShouldContain("3 integrations in a row gave nothing");
        run.Readings("signal").ShouldBe(30);
        var times = run.Of<MeasurementEvents.ReadingTaken>().Select(r => r.At).ToArray();
        (times[10] - times[9]).TotalSeconds.ShouldBe(3 * 1.048576, 0.01);
        run.Of<SafeStateReached>().Single().Steps.ShouldAllBe(s => s.Done);
        var saved = await lab.Node.WhenSavedAsync(run.Launched.RunUuid);
        saved.State.ShouldBe("failed");
        saved.Isotopes.Single(i => i.Isotope == "Ar40").Total.ShouldBe(30);
        execution.Ended!.State.ShouldBe("failed");
    }

    [Fact]
    public async Task Scenario_32_a_frozen_spectrometer_is_noticed_at_the_28th_identical_reading()
    {
        await using var lab = await TestLaboratory.StartAsync(LongMeasurement, p => p with { Spectrometers = Silences.Frozen(p.Spectrometers, "Argus") });

        var execution = await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346")));

        var run = lab.Runs().Single();
        run.State.ShouldBe("failed");
        run.Finished!.Cause.ShouldContain("intensity not changing");
        run.Readings("signal").ShouldBe(28);
        execution.Ended!.State.ShouldBe("failed");
        execution.Ended.Cause.ShouldContain("intensity not changing");
    }

    [Fact]
    public async Task Scenario_34_a_failed_post_measurement_keeps_the_good_data_and_stops_the_queue_before_the_next_inlet()
    {
        var scripts = new TestScripts { PostMeasurement = "def main():\n    sleep(200)\n    raise ValueError('the ion pump does not start')\n" };
        await using var lab = await TestLaboratory.StartAsync(scripts);

        var execution = await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345", "10,0"), TestQueue.Row("12346", "10,0"), TestQueue.Row("12347")));

        var runs = lab.Runs();
        runs.Length.ShouldBe(2);
        runs[0].State.ShouldBe("success");
        runs[0].Finished!.Cause.ShouldContain("the ion pump does not start");
        runs[0].Readings("signal").ShouldBe(30);
        runs[0].Of<StepEnded>().Single(s => s.Step == "post-measurement").Outcome.ShouldBe("failed");
        var saved = await lab.Node.WhenSavedAsync(runs[0].Launched.RunUuid);
        (saved.State, saved.Cause).ShouldBe(("success", runs[0].Finished!.Cause));

        // The second had its gas in the line and waited for the spectrometer.
        runs[1].State.ShouldBe("canceled");
        runs[1].Of<MeasurementEvents.InletOpened>().ShouldBeEmpty();
        execution.Ended!.State.ShouldBe("failed");
        execution.Ended.Cause.ShouldContain("the ion pump does not start");
    }

    [Fact]
    public async Task Scenario_37_a_node_that_is_killed_at_count_120_loses_no_count_and_goes_on_where_it_was()
    {
        var scripts = new TestScripts
        {
            Extraction = "def main():\n    enable()\n    extract(2, 'watts')\n    sleep(duration)\n    disable()\n",
            Measurement = """
                def main():
                    activate_detectors('H1', 'AX')
                    position_magnet('Ar40', 'H1')
                    equilibrate(eqtime=20, inlet='R', outlet='O', delay=0)
                    multicollect(ncounts=200 if runid == '12345-02' else 20, integration_time=1.048576)
                """,
        };
        var folder = Directory.CreateTempSubdirectory("labactors-").FullName;
        try
        {
            string killed;
            await using (var lab = await TestLaboratory.StartAsync(scripts, folder: folder, durable: true, overrides: TestLaboratory.Killable))
            {
                var at120 = lab.WhenAsync<MeasurementEvents.ReadingTaken>(r => r.Count == 120);
                lab.On<MeasurementEvents.ReadingTaken>(r => r.Count == 120, node => node.Clock.Virtual!.Pace = LabActors.Actors.Time.ClockPace.Real);
                _ = lab.RunAsync(TestQueue.Of(
                    TestQueue.Row("12345"), TestQueue.Row("12345", "10,0"), TestQueue.Row("12345", duration: 900), TestQueue.Row("12345")));
                killed = (await at120).PersistenceId["run-".Length..];
                await lab.KillAsync();

                // The third run was extracting beside the second.
                lab.Node.Simulated!.ExtractionDevices["Fusions CO2"].Read().Enabled.ShouldBeTrue();
            }

            await using (var lab = await TestLaboratory.StartAsync(scripts, folder: folder, durable: true))
            {
                var execution = await lab.Node.WhenEndedAsync("Argus");
                await lab.HeardAsync();

                execution.Ended!.State.ShouldBe("completed");
                lab.Of<RunFinished>().Select(f => f.Event.State).ShouldBe(["success", "success", "success"]);
                lab.Of<MeasurementEvents.SeriesResumed>().First().Event.Count.ShouldBe(120);
                lab.Of<MeasurementEvents.ReadingTaken>().First().Event.Count.ShouldBe(121);
                lab.Node.Simulated!.ExtractionDevices["Fusions CO2"].Read().Enabled.ShouldBeFalse();
                var saved = await lab.Node.WhenSavedAsync(killed);
                (saved.RunId, saved.State).ShouldBe(("12345-02", "success"));
                saved.Isotopes.Single(i => i.Isotope == "Ar40").Total.ShouldBe(200);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_laser_that_the_script_leaves_on_is_switched_off_before_the_measurement()
    {
        var scripts = new TestScripts { Extraction = "def main():\n    enable()\n    extract(2, 'watts')\n    sleep(5)\n" };
        await using var lab = await TestLaboratory.StartAsync(scripts);
        var on = true;
        lab.On<StepStarted>(s => s.Step == "measurement", node => on = node.Simulated!.ExtractionDevices["Fusions CO2"].Read().Enabled);

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345")));

        on.ShouldBeFalse();
        var run = lab.Runs().Single();
        run.State.ShouldBe("success");
        run.Of<RunNoted>().ShouldContain(n => n.Level == "warning" && n.Text.Contains("Fusions CO2 was on when the extraction was over", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_failed_pump_out_keeps_the_run_and_ends_the_queue_after_it()
    {
        var scripts = new TestScripts { PostEquilibration = "def main():\n    raise ValueError('the turbo is warm')\n" };
        await using var lab = await TestLaboratory.StartAsync(scripts);

        var execution = await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345", "10"), TestQueue.Row("12346")));

        lab.Runs().Single().State.ShouldBe("success");
        execution.Ended!.Cause.ShouldContain("the turbo is warm");
    }

    [Fact]
    public async Task A_laser_that_is_silent_for_a_while_costs_the_run_nothing_but_a_note()
    {
        var scripts = new TestScripts { Extraction = "def main():\n    enable()\n    extract(2, 'watts')\n    sleep(5)\n    disable()\n" };
        var silence = new Silences();
        await using var lab = await TestLaboratory.StartAsync(scripts, silence.Laser("Fusions CO2", forSeconds: 40));

        var execution = await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345")));

        var run = lab.Runs().Single();
        run.State.ShouldBe("success", run.Finished!.Cause);
        var gap = RunRecord.Fold(run.Events).Circumstances.Gaps.ShouldHaveSingleItem();
        (gap.Device, gap.Command).ShouldBe(("Fusions CO2", "enable"));
        gap.EndedAfterSeconds!.Value.ShouldBeInRange(40, 75);
        execution.Ended!.State.ShouldBe("completed");
    }

    [Fact]
    public async Task A_laser_that_stays_silent_ends_the_run_safe_after_the_limit()
    {
        var scripts = new TestScripts { Extraction = "def main():\n    enable()\n    extract(2, 'watts')\n" };
        var silence = new Silences();
        await using var lab = await TestLaboratory.StartAsync(scripts, silence.Laser("Fusions CO2", forSeconds: double.MaxValue));

        var execution = await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346")));

        var run = lab.Runs().Single();
        run.State.ShouldBe("failed");
        run.Finished!.Cause.ShouldContain("waited 300 s");
        run.TimesStarted("post_equilibration").ShouldBe(1);
        run.Of<SafeStateReached>().Single().Steps.Single(s => s.What == "extraction device off").Done.ShouldBeFalse();
        execution.Ended!.State.ShouldBe("failed");
    }

    /// <summary>A spectrometer that answers nothing for the next so many integrations.</summary>
    private sealed class Misses
    {
        public int Next { get; set; }

        public LabPorts Ports(LabPorts ports) => ports with
        {
            Spectrometers = Silences.Intensities(ports.Spectrometers, "Argus", read =>
            {
                if (Next <= 0)
                    return read();
                Next--;
                throw new TimeoutException("silence");
            }),
        };
    }
}
