using static LabActors.Core.Journal.Events.ConditionalEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Execution;

/// <summary>Conditionals that are tested before and after runs, and over several of them, on the simulated laboratory.</summary>
public sealed class RunConditionalTests
{
    [Fact]
    public async Task A_pre_run_termination_keeps_samples_from_an_instrument_that_is_not_fit()
    {
        var scripts = new TestScripts
        {
            Files = [("spectrometer/default_conditionals.yaml", "pre_run_terminations:\n- teststr: CDD.inactive or bone.IG.pressure>1e-12\n  analysis_types: [unknown]\n")],
        };
        await using var lab = await TestLaboratory.StartAsync(scripts);

        var execution = await lab.RunAsync(TestQueue.Of(TestQueue.Row("bu-FC-J"), TestQueue.Row("12345"), TestQueue.Row("12346")));

        execution.Ended!.State.ShouldBe("canceled");
        var runs = lab.Runs();
        runs.Select(r => r.State).ShouldBe(["success", "failed"]);
        runs[0].Of<ConditionalTripped>().ShouldBeEmpty();
        runs[1].Of<ConditionalTripped>().ShouldHaveSingleItem().When.ShouldBe("before extraction");
        runs[1].Of<CommandRequested>().ShouldBeEmpty();
        lab.Of<QueueEnded>().Single().Event.Cause.ShouldContain("CDD.inactive = 0");
    }

    [Fact]
    public async Task Tests_before_and_after_runs_are_counted_over_runs_also_where_these_overlap()
    {
        var before = new TestScripts { Files = [("spectrometer/default_conditionals.yaml", "pre_run_terminations:\n- teststr: H1>-1000\n  ntrips: 3\n")] };
        await using (var lab = await TestLaboratory.StartAsync(before))
        {
            var execution = await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346"), TestQueue.Row("12347")));

            // Twice in the first run, before extraction and before measurement; the third is the second run's.
            execution.Ended!.State.ShouldBe("canceled");
            lab.Runs().Select(r => r.State).ShouldBe(["success", "failed"]);
            lab.Runs()[1].Of<ConditionalTripped>().ShouldHaveSingleItem().When.ShouldBe("before extraction");
        }

        var after = new TestScripts { Files = [("spectrometer/default_conditionals.yaml", "post_run_terminations:\n- teststr: Ar40.bs_corrected>-1000\n  ntrips: 2\n")] };
        await using (var lab = await TestLaboratory.StartAsync(after))
        {
            var execution = await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345", "10,0"), TestQueue.Row("12346", "10,0"), TestQueue.Row("12347")));

            execution.Ended!.State.ShouldBe("canceled");
            lab.Runs().Select(r => r.State).ShouldBe(["success", "success", "canceled"]);
            lab.Runs()[1].Of<ConditionalTripped>().ShouldHaveSingleItem().When.ShouldBe("after the run");
        }
    }

    [Fact]
    public async Task After_a_run_it_is_repeated_once_or_the_queue_is_canceled()
    {
        static string After(string action) => $"post_run_actions:\n- teststr: Ar40.bs_corrected>-1000\n  action: {action}\n";
        var scripts = new TestScripts { Files = [("scripts/conditionals/again.yaml", After("repeat")), ("scripts/conditionals/enough.yaml", After("cancel"))] };
        await using var lab = await TestLaboratory.StartAsync(scripts);

        var execution = await lab.RunAsync(TestQueue.Of(
            TestQueue.Row("12345", conditionals: "again"), TestQueue.Row("12346", conditionals: "enough"), TestQueue.Row("12347")));

        execution.Ended!.State.ShouldBe("canceled");
        lab.Runs().Select(r => (r.RunId, r.State)).ShouldBe([("12345-01", "success"), ("12345-02", "success"), ("12346-01", "success")]);
        var edit = lab.Of<QueueEdited>().ShouldHaveSingleItem().Event;
        edit.By.ShouldStartWith("conditional ");
        edit.Why.ShouldStartWith("12345-01: post-run action Ar40.bs_corrected>-1000 (again.yaml:2) tripped after the run: Ar40.bs_corrected = ");
        lab.Of<QueueEnded>().Single().Event.Cause.ShouldContain("(enough.yaml:2) tripped after the run");
    }

    [Fact]
    public async Task What_is_tested_after_runs_is_counted_over_runs_and_restarts_with_the_text_that_was_accepted()
    {
        const string File = "spectrometer/default_conditionals.yaml";
        const string Text = "post_run_terminations:\n- teststr: Ar40.bs_corrected>-1000\n  ntrips: 2\n";
        var folder = Directory.CreateTempSubdirectory("labactors-").FullName;
        try
        {
            var killed = await TestLaboratory.StartAsync(
                new TestScripts { Files = [(File, Text)] }, folder: folder, durable: true, overrides: TestLaboratory.Killable);
            var counted = killed.WhenAsync<DelayStarted>(d => d.Why.StartsWith("after", StringComparison.Ordinal));
            killed.On<DelayStarted>(d => d.Why.StartsWith("after", StringComparison.Ordinal), node => node.Clock.Virtual!.Pace = LabActors.Actors.Time.ClockPace.Real);
            _ = killed.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12345"), TestQueue.Row("12345")));
            await counted;
            killed.Of<ConditionalsCounted>().Count(c => c.Source.StartsWith("queue-")).ShouldBe(1);
            await killed.KillAsync();

            await using var lab = await TestLaboratory.StartAsync(new TestScripts { Files = [(File, "terminations:\n- teststr: H1>-1000\n  start: 0\n")] }, folder: folder, durable: true);
            var execution = await lab.Node.WhenEndedAsync("Argus");
            await lab.HeardAsync();

            execution.Ended!.State.ShouldBe("canceled");
            lab.Runs().Select(r => (r.RunId, r.State)).ShouldBe([("12345-02", "success")]);
            lab.Of<QueueEnded>().Single().Event.Cause.ShouldContain("post-run termination Ar40.bs_corrected>-1000 (default_conditionals.yaml:2) tripped after the run");
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task A_ratio_of_references_that_changes_stops_the_queue()
    {
        var scripts = new TestScripts
        {
            Files = [("ratio_change_detection.yaml", "- ratio: Ar40/Ar36\n  nominal_ratio: 1.0e-6\n  threshold: 1.0e-6\n  analysis_type: air\n  failure_count: 2\n  consecutive_failure: True\n")],
        };
        await using var lab = await TestLaboratory.StartAsync(scripts);

        var execution = await lab.RunAsync(TestQueue.Of(TestQueue.Row("a-01-J"), TestQueue.Row("12345"), TestQueue.Row("a-01-J"), TestQueue.Row("12346")));

        execution.Ended!.State.ShouldBe("failed");
        lab.Runs().Select(r => (r.RunId, r.State)).ShouldBe([("a-01-J-01", "success"), ("12345-01", "success"), ("a-01-J-02", "success")]);
        lab.Of<RatioMeasured>().Select(m => (m.Event.RunId, m.Event.IsAlarm)).ShouldBe([("a-01-J-01", false), ("a-01-J-02", true)]);
        lab.Of<QueueEnded>().Single().Event.Cause.ShouldContain("Ar40/Ar36 of a-01-J-02 is");
    }
}
