using LabActors.Core.Conditionals;
using static LabActors.Core.Journal.Events.ConditionalEvents;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Execution;

/// <summary>Conditionals of every level and kind, on the simulated laboratory; scenarios of reference/executor.md §10 bear their numbers.</summary>
public sealed class ConditionalTests
{
    private const string Always = "age>-1 or Ar40.cur>-1000";

    [Fact]
    public async Task Scenario_29_a_truncation_of_two_trips_is_tested_before_counts_15_and_20()
    {
        var scripts = new TestScripts
        {
            Measurement = """
                def main():
                    activate_detectors('H1', 'AX', 'L1', 'L2', 'CDD')
                    position_magnet('Ar40', 'H1')
                    set_fits('average')
                    equilibrate(eqtime=eqtime, inlet='R', outlet='O', delay=0)
                    set_time_zero()
                    multicollect(ncounts=200, integration_time=1.048576)
                    baselines(ncounts=100, mass=39.5, detector='H1', settling_time=2)
                """,
            Files = [("scripts/conditionals/enough.yaml", "truncations:\n- teststr: Ar40>100\n  start: 10\n  frequency: 5\n  ntrips: 2\n  abbreviated_count_ratio: 0.5\n")],
        };

        // Eleven readings of nothing, then 1300 fA: the average is above 100 from the test before count 13 on.
        await using var lab = await TestLaboratory.StartAsync(scripts, StepSpectrometer.On("H1", low: 11, high: 1300));
        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345", conditionals: "enough")));

        var run = lab.Runs().Single();
        run.State.ShouldBe("truncated");
        run.Readings("signal").ShouldBe(19);
        run.Readings("baseline").ShouldBe(50);
        var trip = run.Of<ConditionalTripped>().ShouldHaveSingleItem();
        (trip.Kind, trip.Level, trip.Series, trip.Count, trip.Acts).ShouldBe((ConditionalKind.Truncation, ConditionalLevel.Run, 1, 20, true));
        (Path.GetFileName(trip.File), trip.Line).ShouldBe(("enough.yaml", 2));
        var seen = trip.Seen.ShouldHaveSingleItem();
        seen.Name.ShouldBe("Ar40");
        seen.Value!.Value.ShouldBe(8 * 1300 / 19.0, 0.01);
        run.Of<ConditionalsCounted>().Select(c => c.True.Values.Sum()).ShouldBe([1, 0]);
    }

    [Fact]
    public async Task Scenario_30_a_termination_ends_its_run_which_is_saved_and_the_queue_goes_on()
    {
        var scripts = new TestScripts { Files = [("scripts/conditionals/stop.yaml", $"terminations:\n- teststr: {Always}\n  start: 3\n")] };
        await using var lab = await TestLaboratory.StartAsync(scripts);

        var execution = await lab.RunAsync(TestQueue.Of(
            TestQueue.Row("12345", conditionals: "stop"), TestQueue.Row("12346"), TestQueue.Row("12347", conditionals: "Ar40.cur>-1000,5")));

        execution.Ended!.State.ShouldBe("completed");
        var runs = lab.Runs();
        runs.Select(r => r.State).ShouldBe(["failed", "success", "truncated"]);
        runs[0].Finished!.Cause.ShouldContain("termination age>-1 or Ar40.cur>-1000 (stop.yaml:2) tripped at count 4 of series 1: age cannot be computed yet, Ar40.cur = ");
        runs[0].Readings("signal").ShouldBe(3);
        (runs[0].TimesStarted("post_equilibration"), runs[0].TimesStarted("post_measurement")).ShouldBe((1, 1));
        runs[2].Readings("signal").ShouldBe(5);
        (await lab.Node.WhenSavedAsync(runs[0].Launched.RunUuid)).State.ShouldBe("failed");
    }

    [Fact]
    public async Task A_termination_cancels_the_queue_where_the_laboratory_wants_it_as_Pychron_does()
    {
        var scripts = new TestScripts { Files = [("spectrometer/default_conditionals.yaml", $"terminations:\n- teststr: {Always}\n  start: 3\n")] };
        await using var lab = await TestLaboratory.StartAsync(scripts, overrides: "labactors.conditionals.termination-cancels-queue = on");

        var execution = await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346")));

        execution.Ended!.State.ShouldBe("canceled");
        lab.Runs().ShouldHaveSingleItem().State.ShouldBe("failed");
    }

    [Fact]
    public async Task The_most_severe_of_several_acts_and_the_others_are_recorded()
    {
        var scripts = new TestScripts
        {
            Files =
            [
                ("scripts/conditionals/mild.yaml", $"actions:\n- teststr: {Always}\n  start: 3\n  action: info('acted')\n  resume: true\ntruncations:\n- teststr: {Always}\n  start: 4\n"),
                ("queue_conditionals/night.yaml", $"terminations:\n- teststr: {Always}\n  start: 4\n"),
                ("spectrometer/default_conditionals.yaml", $"cancelations:\n- teststr: {Always}\n  start: 4\n  analysis_types: [unknown]\n"),
            ],
        };
        await using var lab = await TestLaboratory.StartAsync(scripts);

        var execution = await lab.RunAsync(TestQueue.Conditioned("night", TestQueue.Row("12345", conditionals: "mild"), TestQueue.Row("12346")));

        execution.Ended!.State.ShouldBe("canceled");
        var run = lab.Runs().ShouldHaveSingleItem();
        run.State.ShouldBe("canceled");
        run.Readings("signal").ShouldBe(4);
        run.Of<ConditionalTripped>().Select(t => (t.Count, t.Kind, t.Acts)).ShouldBe(
        [
            (4, ConditionalKind.Action, true),
            (5, ConditionalKind.Truncation, false),
            (5, ConditionalKind.Action, false),
            (5, ConditionalKind.Termination, false),
            (5, ConditionalKind.Cancelation, true),
        ], ignoreOrder: true);
        run.Of<RunNoted>().Count(n => n.Text == "acted").ShouldBe(1);
        run.Of<ConditionalsInstalled>().Single().Conditionals.Select(c => c.Level).ShouldBe(
            [ConditionalLevel.Run, ConditionalLevel.Run, ConditionalLevel.Queue, ConditionalLevel.System], ignoreOrder: true);
    }

    [Fact]
    public async Task Actions_equilibrations_whiffs_and_conditionals_of_scripts_do_what_they_say()
    {
        var scripts = new TestScripts
        {
            Measurement = """
                def look():
                    open('C')
                    close('C')

                def main():
                    activate_detectors('H1', 'AX', 'L1', 'L2', 'CDD')
                    position_magnet('Ar40', 'H1')
                    equilibrate(eqtime=eqtime, inlet='R', outlet='O', delay=0)
                    set_time_zero()
                    if duration == 11:
                        add_action('Ar40', 'Ar40.cur>-1000', start_count=2, frequency=3, ntrips=1, action=look, resume=True)
                        add_truncation('Ar40', 'Ar40.cur>-1000', start_count=0, frequency=7)
                    if duration == 12:
                        word = whiff(5, conditionals=[{'attr': 'Ar40', 'teststr': 'Ar40<-1000', 'action': 'none'},
                                                      {'attr': 'Ar40', 'teststr': 'Ar40>-1000', 'action': 'run'}])
                        info('the whiff says {}'.format(word))
                        clear_terminations()
                    if duration == 13:
                        sniff(20)
                    if duration == 14:
                        peak_hop(ncycles=5, hops=[('Ar40:H1', 4, 1), ('Ar40:AX', 4, 1)])
                        return
                    multicollect(ncounts=12, integration_time=1.048576)
                    baselines(ncounts=4, mass=39.5, detector='H1', settling_time=2, check_conditionals=False)
                """,
            Files =
            [
                ("scripts/conditionals/resumes.yaml", "actions:\n- teststr: Ar40.cur>-1000\n  start: 0\n  frequency: 5\n  action: |\n    open('C')\n    close('C')\n  resume: true\n"),
                ("scripts/conditionals/ends.yaml", "actions:\n- teststr: Ar40.cur>-1000\n  start: 0\n  frequency: 5\n  action: gosub('nowhere')\n"),
                ("scripts/conditionals/sniffs.yaml", "equilibrations:\n- teststr: max(Ar40)>-1000\n  start: 6\n  abbreviated_count_ratio: 0.5\nterminations:\n- teststr: Ar40>1e9\n  start: 2\n"),
                ("scripts/conditionals/clears.yaml", "terminations:\n- teststr: Ar40.cur>-1000\n  start: 8\n"),
                ("scripts/conditionals/hops.yaml", "truncations:\n- teststr: Ar40.cur>-1000\n  start: 10\n  frequency: 5\n"),
                ("scripts/conditionals/gauge.yaml", "truncations:\n- teststr: bone.IG.pressure<1\n  start: 0\n"),
            ],
        };
        await using var lab = await TestLaboratory.StartAsync(scripts);

        var execution = await lab.RunAsync(TestQueue.Of(
            TestQueue.Row("12345", conditionals: "resumes"),
            TestQueue.Row("12345", conditionals: "ends"),
            TestQueue.Row("12345", duration: 11),
            TestQueue.Row("12345", duration: 12, conditionals: "clears"),
            TestQueue.Row("12345", duration: 13, conditionals: "sniffs"),
            TestQueue.Row("12345", conditionals: "gauge"),
            TestQueue.Row("12345", duration: 14, conditionals: "hops")));

        execution.Ended!.State.ShouldBe("completed", execution.Ended.Cause);
        var runs = lab.Runs();

        // Two tests in twelve counts, at 5 and 10; each moves the valve and every count is read.
        runs[0].State.ShouldBe("success");
        (runs[0].Readings("signal"), runs[0].Commands("measurement").Count(c => c == "open")).ShouldBe((12, 2));
        runs[0].Of<ConditionalActionEnded>().Select(a => a.Error).ShouldBe(["", ""]);

        // The block ends though the action fails, the run is not truncated for it.
        runs[1].State.ShouldBe("success");
        (runs[1].Readings("signal"), runs[1].Readings("baseline")).ShouldBe((4, 4));
        runs[1].Of<SeriesEnded>().First().How.ShouldBe("ended");
        runs[1].Of<ConditionalActionEnded>().ShouldHaveSingleItem().Error.ShouldContain("nowhere");

        runs[2].State.ShouldBe("truncated");
        runs[2].Readings("signal").ShouldBe(6);
        runs[2].Commands("measurement").Count(c => c == "open").ShouldBe(1);
        runs[2].Of<ConditionalAdded>().Select(a => a.Conditional.Level).ShouldAllBe(l => l == ConditionalLevel.Script);

        runs[3].State.ShouldBe("success");
        runs[3].Of<RunNoted>().ShouldContain(n => n.Text == "the whiff says run");
        (runs[3].Readings("whiff"), runs[3].Readings("signal")).ShouldBe((5, 12));

        runs[4].State.ShouldBe("truncated");
        runs[4].Of<ConditionalNotEvaluated>().ShouldBeEmpty();
        (runs[4].Readings("sniff"), runs[4].Readings("signal"), runs[4].Readings("baseline")).ShouldBe((6, 6, 2));

        // A gauge is asked a count ahead, so the first test finds no answer, and says so once.
        runs[5].State.ShouldBe("truncated");
        runs[5].Readings("signal").ShouldBe(1);
        runs[5].Of<ConditionalNotEvaluated>().ShouldHaveSingleItem().Missing.ShouldContain("bone.IG.pressure has not answered");

        // A peak hop is one block of many series: three whole hops of four counts, and two counts of the fourth.
        runs[6].State.ShouldBe("truncated");
        runs[6].Readings("signal").ShouldBe(14);
        var hop = runs[6].Of<ConditionalTripped>().ShouldHaveSingleItem();
        (hop.Series, hop.Count).ShouldBe((4, 15));
    }

    [Fact]
    public async Task Modifications_edit_the_queue_once()
    {
        static string Modification(string action) => $"modifications:\n- teststr: Ar40.cur>-1000\n  start: 2\n  frequency: 2\n  action: {action}\n";
        var scripts = new TestScripts
        {
            Files =
            [
                ("scripts/conditionals/skip.yaml", Modification("Skip Next Run")),
                ("scripts/conditionals/more.yaml", Modification("Set Extract\n  extraction_str: 10%,50%")),
                ("scripts/conditionals/again.yaml", Modification("Repeat Run\n  use_truncation: true")),
                ("scripts/conditionals/blank.yaml", Modification("Run Blank\n  use_termination: true")),
            ],
        };
        await using var lab = await TestLaboratory.StartAsync(scripts);

        var execution = await lab.RunAsync(TestQueue.Of(
            TestQueue.Row("12345", conditionals: "skip"),
            TestQueue.Row("12346"),
            TestQueue.Row("12347-01", conditionals: "more"),
            TestQueue.Row("12347-01"),
            TestQueue.Row("12347-01"),
            TestQueue.Row("12348", conditionals: "again"),
            TestQueue.Row("12349", conditionals: "blank")));

        execution.Ended!.State.ShouldBe("completed");
        var runs = lab.Runs();
        runs.Select(r => (r.RunId, r.State)).ShouldBe(
        [
            ("12345-01", "success"),
            ("12347-01A", "success"),
            ("12347-01B", "success"),
            ("12347-01C", "success"),
            ("12348-01", "truncated"),
            ("12348-02", "truncated"),
            ("12349-01", "failed"),
            ("bu-FC-J-01", "success"),
        ]);
        lab.Of<RowSkipped>().ShouldHaveSingleItem();
        runs.Select(r => r.Of<RunStarted>().Single().Spec.ExtractValue).ShouldBe([2, 2, 2.2, 3, 2, 2, 2, 0]);
        runs[0].Of<ConditionalTripped>().ShouldHaveSingleItem();
        lab.Of<QueueEdited>().ShouldAllBe(e => e.Event.By.StartsWith("conditional "));
        runs[5].Of<RunNoted>().ShouldContain(n => n.Text.Contains("was itself added by a conditional"));
    }

    [Fact]
    public async Task A_file_that_is_not_there_refuses_the_execution()
    {
        await using var lab = await TestLaboratory.StartAsync();

        var queue = LabActors.Core.Queues.QueueFile.Read(TestQueue.Conditioned("night", TestQueue.Row("12345")), "q.txt").Queue!;
        var answer = await lab.Node.ExecuteAsync("Argus", [queue], "test");

        answer.ShouldBeOfType<LabActors.Actors.Execution.ExecutorProtocol.Refused>().Reason.ShouldContain("'night', and there is no");
    }
}
