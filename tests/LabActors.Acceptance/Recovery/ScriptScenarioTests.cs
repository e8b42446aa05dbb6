using LabActors.Acceptance.Execution;
using LabActors.Actors.Execution;
using LabActors.Core.Journal;
using static LabActors.Core.Journal.Events.DecisionEvents;
using static LabActors.Core.Journal.Events.ExtractionEvents;
using static LabActors.Core.Journal.Events.LeaseEvents;
using static LabActors.Core.Journal.Events.MeasurementEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Recovery;

/// <summary>What scripts do when the node dies under them, by the numbers of the reference of scripts.</summary>
public sealed class ScriptScenarioTests
{
    private static readonly string Row = TestQueue.Of(0, 0, 0, 0, TestQueue.Row("12345"));

    [Fact]
    public async Task Script_scenario_2_a_script_ends_with_the_same_sequence_after_a_crash_at_every_command()
    {
        var scripts = new TestScripts
        {
            Extraction = """
                tries = [0]

                def ready(elapsed, n):
                    tries[0] += 1
                    return is_closed('D') and n > 2

                def main():
                    info('begins')
                    close('D')
                    waitfor(ready, check_period=2)
                    begin_interval(20)
                    gosub('child', argv=('C',))
                    if get_pressure('Bone', 'IG') < 1:
                        sleep(tries[0])
                    complete_interval()
                """,
            Children = [("child", "def main(valve):\n    open(valve)\n    sleep(3)\n    close(valve)\n")],
            Measurement = """
                def main():
                    activate_detectors('H1', 'AX', 'CDD')
                    position_magnet('Ar40', 'H1')
                    equilibrate(eqtime=5, inlet='R', outlet='O', delay=1)
                    set_time_zero()
                    sniff(ncounts=4, block=False)
                    sleep(5)
                    multicollect(ncounts=4, integration_time=1.048576)
                    baselines(ncounts=2, mass=39.5, detector='H1', settling_time=2)
                """,
        };
        using var cut = await CutQueue.RunAsync(scripts, Row);

        await cut.ShouldComeOutTheSameAsync([.. cut.After("run.command-requested"), .. cut.After("run.call-back").Take(6), .. cut.After("measurement.series-started").Take(1)]);
    }

    [Fact]
    public async Task Script_scenario_5_a_script_that_was_edited_is_not_resumed_and_the_first_command_that_differs_is_named()
    {
        var scripts = new TestScripts { Extraction = "def main():\n    open('D')\n    sleep(7)\n    sleep(100)\n    close('D')\n" };
        var (runs, lab) = await KilledAsync<CommandRequested>(
            scripts,
            c => c is { Name: "sleep", Seq: 3 },
            scripts with { Extraction = "def main():\n    open('D')\n    sleep(9)\n    sleep(100)\n    close('D')\n" });
        await using var _ = lab;

        var diverged = lab.Of<ScriptDiverged>().ShouldHaveSingleItem().Event;
        (diverged.Seq, diverged.Recorded, diverged.Came).ShouldBe((2, "sleep(duration=7)", "sleep(duration=9)"));
        runs[0].State.ShouldBe("interrupted");
        runs[0].Cause.ShouldContain("the file of the extraction script has changed; command 2 was sleep(duration=7)");
        runs[1].State.ShouldBe("success");
    }

    [Fact]
    public async Task Script_scenario_8_an_interval_counts_through_an_outage_and_a_wait_has_the_time_that_it_had_left()
    {
        var scripts = new TestScripts
        {
            Extraction = "def main():\n    open('D')\n    start_response_recorder()\n    begin_interval(60)\n    sleep(45)\n    complete_interval()\n    stop_response_recorder()\n    sleep(30)\n    close('D')\n",
        };

        // Fifty seconds after it began (a sample of the recorder tells when that is) ten are left. The node is away for two of them.
        DateTimeOffset? first = null;
        var (_, lab) = await KilledAsync<ResponseSampled>(scripts, s => s.At - (first ??= s.At) >= TimeSpan.FromSeconds(50), outage: TimeSpan.FromSeconds(2));
        await using var a = lab;
        var began = lab.Before<CommandRequested>(c => c.Name == "begin_interval").At;
        (lab.Before<ResponseSampled>(s => s.At - began >= TimeSpan.FromSeconds(50)).At - began).TotalSeconds.ShouldBe(50, 0.001);
        (lab.After<CommandCompleted>(c => c.Seq == 5).At - began).TotalSeconds.ShouldBe(60, 0.001);

        // The sleep has been asked for, and nothing of it has passed; the outage is not part of it.
        var (_, second) = await KilledAsync<CommandRequested>(scripts, c => c is { Name: "sleep", Seq: 7 }, outage: TimeSpan.FromSeconds(200));
        await using var b = second;
        var asked = second.Before<CommandRequested>(c => c.Seq == 7).At;
        (second.After<CommandCompleted>(c => c.Seq == 7).At - asked).TotalSeconds.ShouldBe(230, 0.1);
    }

    [Fact]
    public async Task Script_scenario_12_a_resource_is_never_acquired_twice_after_a_crash_of_either()
    {
        var scripts = new TestScripts
        {
            Extraction = "def main():\n    acquire('FelixMiniboneFlag')\n    open('D')\n    sleep(10)\n    close('D')\n",
            PostMeasurement = "def main():\n    open('O')\n    sleep(10)\n    release('FelixMiniboneFlag')\n",
        };
        using var cut = await CutQueue.RunAsync(scripts, TestQueue.Of(0, 0, 0, 0, TestQueue.Row("12345", "10,2"), TestQueue.Row("12346")));
        var named = cut.After("resource.").AddRange(cut.After("extraction 1 acquire")).AddRange(cut.After("post_measurement 3 release"));

        // The second, whose extraction begins while the first is measured, waits for it and has it when the first lets it go. (What the first's pump-out
        // lets go nobody waits for: until then the line itself is the first's.)
        var journal = await cut.JournalAsync();
        var acquired = journal.Select(r => r.Event).OfType<ResourceAcquired>().ToArray();
        acquired.Select(r => r.Name).ShouldBe(["FelixMiniboneFlag", "FelixMiniboneFlag"]);
        var asked = journal.Select(r => r.Event).OfType<CommandRequested>().Where(c => c.Name == "acquire").ToArray();
        (acquired[1].At - asked[1].At).TotalSeconds.ShouldBeGreaterThan(5);
        acquired[1].At.ShouldBe(journal.Select(r => r.Event).OfType<CommandRequested>().First(c => c.Name == "release").At);

        named.Length.ShouldBeGreaterThanOrEqualTo(7);
        await cut.ShouldComeOutTheSameAsync(named);
    }

    [Theory]
    [InlineData("resume", 1)]
    [InlineData("restart", 2)]
    public async Task Script_scenario_28_before_the_point_of_no_return_a_policy_that_asks_offers_to_begin_again(string word, int launched)
    {
        var scripts = new TestScripts { Extraction = "def main():\n    sleep(5)\n    open('D')\n    sleep(5)\n    close('D')\n" };
        var (runs, lab) = await KilledAsync<CommandRequested>(
            scripts, c => c is { Name: "sleep", Seq: 1 }, overrides: $"labactors.recovery.policy = ask\nlabactors.checks.resume-run.default = {word}");
        await using var _ = lab;

        lab.Of<DecisionAsked>().First(d => d.Event.Name == "resume-run").Event.Options.ShouldBe(["resume", "restart"]);
        runs.Where(r => r.Row == "r1").Select(r => r.State).ShouldBe(launched == 1 ? ["success"] : ["interrupted", "success"]);
        lab.Of<RunLaunched>().Where(l => l.Event.Row == "r1").ShouldAllBe(l => l.Event.RunId == lab.Before<RunLaunched>(_ => true).RunId);
    }

    [Theory]
    [InlineData("auto", 0, "success", 30)]
    [InlineData("ask", 0, "interrupted", 12)]
    [InlineData("auto", 7200, "interrupted", 12)]
    public async Task Script_scenario_28_counts_are_kept_and_policy_and_window_say_whether_it_goes_on(string policy, int away, string state, int counts)
    {
        var (runs, lab) = await KilledAsync<ReadingTaken>(
            new TestScripts(), r => r is { Series: 1, Count: 12 }, outage: TimeSpan.FromSeconds(away), overrides: $"labactors.recovery.policy = {policy}");
        await using var _ = lab;

        runs[0].State.ShouldBe(state);
        var saved = await lab.Node.WhenSavedAsync(lab.Launched);
        saved.Isotopes.Single(i => i.Isotope == "Ar40").Total.ShouldBe(counts);
        lab.Of<ScriptStarted>().Count(s => s.Source.EndsWith(lab.Launched, StringComparison.Ordinal) && s.Event.Kind == "post_measurement").ShouldBe(1, "it is pumped whatever became of it");
        lab.Of<TimeZeroSet>().ShouldNotContain(t => t.Source.EndsWith(lab.Launched, StringComparison.Ordinal), "time zero is the one that it was");
        if (state == "success")
            lab.Of<SeriesResumed>().First().Event.ShouldBe(new SeriesResumed(lab.Of<SeriesResumed>().First().Event.At, 1, 12, 0));
        lab.Of<ReadingTaken>().Where(r => r.Source.EndsWith(lab.Launched, StringComparison.Ordinal)).ShouldNotContain(r => r.Event.Series == 1 && r.Event.Count <= 12);
    }

    [Fact]
    public async Task Script_scenario_29_the_inlet_closes_on_time_although_no_script_lives()
    {
        // The operator is asked and does not answer for half an hour; until then no script is started.
        var (runs, lab) = await KilledAsync<InletOpened>(
            new TestScripts { PostEquilibration = "def main():\n    open('C')\n    sleep(5)\n    close('C')\n" }, _ => true, overrides: "labactors.recovery.policy = ask");
        await using var _ = lab;

        var opened = lab.Before<InletOpened>(_ => true);
        var closed = lab.After<InletClosed>(_ => true).At;
        (closed - opened.At).TotalSeconds.ShouldBe(opened.EquilibrationSeconds + 0.25, 0.001);
        lab.Of<ScriptResumed>().ShouldBeEmpty();
        runs[0].State.ShouldBe("interrupted");
        runs[0].Cause.ShouldContain("not resumed");
    }

    [Fact]
    public async Task Script_scenario_30_a_post_measurement_that_was_cut_off_goes_on_and_the_pump_time_begins_once()
    {
        var (runs, lab) = await KilledAsync<CommandRequested>(new TestScripts(), c => c is { Kind: "post_measurement", Name: "sleep" });
        await using var _ = lab;

        runs[0].State.ShouldBe("success");
        lab.Before<ScriptStarted>(s => s.Kind == "post_measurement").ShouldNotBeNull();
        lab.Of<ScriptStarted>().ShouldNotContain(s => s.Source.EndsWith(lab.Launched, StringComparison.Ordinal) && s.Event.Kind == "post_measurement");
        lab.Of<PumpTimeStarted>().Count(p => p.Source.EndsWith(lab.Launched, StringComparison.Ordinal)).ShouldBe(1);
    }

    [Fact]
    public async Task Script_scenario_34_a_wait_is_continued_held_and_let_go_by_an_operator_and_what_was_done_is_in_the_replay()
    {
        var scripts = new TestScripts { Extraction = "def main():\n    open('D')\n    begin_interval(60)\n    sleep(1000)\n    complete_interval()\n    sleep(40)\n    close('D')\n" };
        await using var lab = await TestLaboratory.StartAsync(scripts);
        Says<CommandRequested>(lab, c => c is { Name: "sleep", Seq: 3 }, 10, new QueueProtocol.ContinueDelay("anna"));
        Says<CommandRequested>(lab, c => c is { Name: "sleep", Seq: 5 }, 10, new QueueProtocol.PauseWait("anna"));
        Says<WaitPaused>(lab, _ => true, 100, new QueueProtocol.ResumeWait("bob"));
        (await lab.RunAsync(Row)).Ended!.State.ShouldBe("completed");

        var run = lab.Runs().Single();
        var asked = run.Of<CommandRequested>().Where(c => c.Kind == "extraction").ToDictionary(c => c.Seq, c => c.At);
        var done = run.Of<CommandCompleted>().Where(c => c.Kind == "extraction").ToDictionary(c => c.Seq, c => c.At);
        (done[3] - asked[3]).TotalSeconds.ShouldBe(10, 0.001);
        (done[4] - asked[2]).TotalSeconds.ShouldBe(60, 0.001, "the interval is as long as it was to be");
        (done[5] - asked[5]).TotalSeconds.ShouldBe(140, 0.001);
        run.Of<WaitContinued>().Single().ShouldBe(new WaitContinued(done[3], "extraction", 3, "anna", 990));
        (run.Of<WaitPaused>().Single().SecondsLeft, run.Of<WaitUnpaused>().Single().By).ShouldBe((30, "bob"));
    }

    [Fact]
    public async Task Script_scenario_34_what_an_operator_did_with_a_wait_outlives_the_node()
    {
        var scripts = new TestScripts { Extraction = "def main():\n    open('D')\n    sleep(1000)\n    sleep(40)\n    close('D')\n" };

        // Continued, and the next one held; the node dies, and somebody else lets the wait go.
        var (runs, lab) = await KilledAsync<WaitPaused>(scripts, _ => true, first: l =>
        {
            Says<CommandRequested>(l, c => c is { Name: "sleep", Seq: 2 }, 10, new QueueProtocol.ContinueDelay("anna"));
            Says<CommandRequested>(l, c => c is { Name: "sleep", Seq: 3 }, 10, new QueueProtocol.PauseWait("anna"));
        }, then: l => l.Node.System.Scheduler.Advanced.ScheduleOnce(
            TimeSpan.FromSeconds(100), () => l.Node.Instrument("Argus").Tell(new QueueProtocol.ResumeWait("bob"), Akka.Actor.ActorRefs.NoSender)));
        await using var a = lab;
        runs[0].State.ShouldBe("success");
        var let = lab.After<WaitUnpaused>(_ => true);
        (let.By, (lab.After<CommandCompleted>(c => c.Seq == 3).At - let.At).TotalSeconds).ShouldBe(("bob", 30));
        lab.Of<CommandRequested>().ShouldNotContain(c => c.Source.EndsWith(lab.Launched, StringComparison.Ordinal) && c.Event.Kind == "extraction" && c.Event.Seq <= 3);

        // Canceled on a sleep: that is what it stays.
        var (canceled, second) = await KilledAsync<InterventionRequested>(
            scripts, _ => true, first: l => Says<CommandRequested>(l, c => c is { Name: "sleep", Seq: 2 }, 10, new QueueProtocol.Stop("cancel", "anna", "wrong sample")));
        await using var b = second;
        canceled.ShouldHaveSingleItem().State.ShouldBe("canceled");
        canceled[0].Cause.ShouldContain("wrong sample");
        second.Of<InterventionRequested>().ShouldBeEmpty();
        second.Of<ScriptResumed>().ShouldNotContain(s => s.Event.Kind == "extraction");
        second.Of<QueueEnded>().ShouldHaveSingleItem().Event.State.ShouldBe("canceled");
    }

    private static void Says<T>(TestLaboratory lab, Func<T, bool> fits, double after, object message)
        where T : IJournalEvent => lab.On(fits, node => node.System.Scheduler.Advanced.ScheduleOnce(
        TimeSpan.FromSeconds(after), () => node.Instrument("Argus").Tell(message, Akka.Actor.ActorRefs.NoSender)));

    /// <summary>Two runs; the node is killed when that event is journaled and started again; the queue ends.</summary>
    private static Task<(IReadOnlyList<RunFinished> Runs, KilledLaboratory Lab)> KilledAsync<T>(
        TestScripts scripts,
        Func<T, bool> fits,
        TestScripts? edited = null,
        TimeSpan outage = default,
        string overrides = "",
        Action<TestLaboratory>? first = null,
        Action<TestLaboratory>? then = null)
        where T : IJournalEvent => KilledLaboratory.RunAsync(
            scripts, TestQueue.Of(0, 0, 0, 0, TestQueue.Row("12345"), TestQueue.Row("12346")), fits, edited, outage, overrides, first, then);
}
