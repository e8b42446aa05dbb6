using Akka.Actor;
using LabActors.Actors.Execution;
using LabActors.Actors.Safety;
using LabActors.Core.Journal.Events;
using LabActors.Node;
using Xunit.Abstractions;
using static LabActors.Core.Journal.Events.DecisionEvents;
using static LabActors.Core.Journal.Events.ExecutorEvents;
using static LabActors.Core.Journal.Events.QueueEvents;
using static LabActors.Core.Journal.Events.RunEvents;

namespace LabActors.Acceptance.Execution;

/// <summary>A quick stop protects the instrument at whatever moment it comes, and everything that was measured is saved.</summary>
public sealed class QuickStopTests(ITestOutputHelper output)
{
    // Real time after which a test that hangs fails; no test waits for it.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private const string Ramping = """
        def main():
            open('D')
            enable()
            move_to_position('5')
            ramp(start=0, setpoint=10, duration=60, period=1)
            execute_pattern('circle', duration=30, block=False)
            extract(5, 'watts')
            gosub('hold')
            end_extract()
            disable()
        """;

    /// <summary>Where the script stands when the abort comes: in a ramp, beside a pattern, in a loop that waits, in a child script.</summary>
    [Theory]
    [InlineData("ramp", 12.3)]
    [InlineData("extract", 0)]
    [InlineData("waitfor", 7)]
    [InlineData("sleep", 3)]
    public async Task Scenario_26_an_abort_disables_the_laser_within_a_second_wherever_the_script_stands(string command, double later)
    {
        await using var lab = await TestLaboratory.StartAsync(Scripts());
        DateTimeOffset? asked = null;
        (bool Enabled, double Output, string Pattern)? after = null;
        lab.On<CommandRequested>(c => c.Name == command, node => After(node, later, () =>
        {
            asked = node.Clock.Now;
            node.Instrument("Argus").Tell(new QueueProtocol.AbortRun("operator", "the sample flies away"), ActorRefs.NoSender);
            After(node, 1, () => after = Laser(node));
        }));

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346")));

        after.ShouldBe((false, 0.0, ""));
        var run = lab.Runs()[0];
        run.State.ShouldBe("aborted");
        (run.Of<SafeStateReached>().Single().At - asked!.Value).TotalSeconds.ShouldBeLessThanOrEqualTo(1);
        run.Commands("extraction").ShouldNotContain("end_extract");
        lab.Runs()[1].State.ShouldBe("success");
    }

    /// <summary>Seeded instants over the whole queue; the seed is printed and is all that is needed to have a failure again.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(5)]
    [InlineData(6)]
    public async Task At_a_random_moment_the_instrument_is_protected_and_everything_is_saved(int seed)
    {
        var moment = new Random(seed).NextDouble() * 400;
        output.WriteLine(FormattableString.Invariant($"seed {seed}: {moment:0.000} s after the start"));
        await using var lab = await TestLaboratory.StartAsync(Scripts());
        var stopping = new TaskCompletionSource<Task<object>>();
        var seen = new TaskCompletionSource<((bool, double, string) Laser, bool Inlet)>();
        lab.On<QueueStarted>(_ => true, node => After(node, moment, () =>
        {
            stopping.SetResult(node.QuickStopAsync("operator", "smoke"));
            After(node, 1, () => seen.SetResult((Laser(node), node.Simulated!.Line.IsOpen("R"))));
        }));

        var execution = await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345", overlap: "5,10"), TestQueue.Row("12346"), TestQueue.Row("12347")));

        var made = (await await stopping.Task.WaitAsync(Patience)).ShouldBeOfType<SafetyProtocol.MadeSafe>();
        made.Safe.ShouldBeTrue(made.Summary);
        (await seen.Task.WaitAsync(Patience)).ShouldBe(((false, 0.0, ""), false));
        execution.Running.ShouldBeFalse();
        await lab.HeardAsync();
        lab.Of<QueueEnded>().Single().Event.State.ShouldBe("aborted");
        await SavedAsync(lab);
        var stop = lab.Of<SafetyEvents.SafeStateRequested>().First().Event.At;
        lab.Of<ScriptStarted>().ShouldAllBe(s => s.Event.At <= stop);
    }

    [Fact]
    public async Task It_is_answered_when_nothing_runs_when_the_queue_is_paused_and_when_it_is_asked_for_twice()
    {
        await using var lab = await TestLaboratory.StartAsync(Scripts());
        (await lab.Node.QuickStopAsync("operator", "to be sure")).ShouldBeOfType<SafetyProtocol.MadeSafe>().Safe.ShouldBeTrue();

        Task<object>? first = null, second = null;
        lab.On<DelayStarted>(d => d.Why.StartsWith("after", StringComparison.Ordinal), node =>
            node.Instrument("Argus").Tell(new QueueProtocol.Pause("operator"), ActorRefs.NoSender));
        lab.On<QueuePaused>(_ => true, node => After(node, 3600, () => (first, second) = (node.QuickStopAsync("one", "fire"), node.QuickStopAsync("two", "fire"))));
        var execution = await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346")));

        execution.Ended!.State.ShouldBe("aborted");
        (await first!).ShouldBeOfType<SafetyProtocol.MadeSafe>().Safe.ShouldBeTrue();
        (await second!).ShouldBeOfType<SafetyProtocol.MadeSafe>().Id.ShouldBe(((SafetyProtocol.MadeSafe)await first).Id);
        lab.Runs().Select(r => r.State).ShouldBe(["success"]);
    }

    [Fact]
    public async Task It_ends_a_delayed_start()
    {
        await using var lab = await TestLaboratory.StartAsync(Scripts());
        Task<object>? stop = null;
        lab.On<ExecutionStarted>(_ => true, node => After(node, 1800, () => stop = node.QuickStopAsync("operator", "fire")));

        await lab.AskAsync(TestQueue.Of(TestQueue.Row("bu-FC-J")), startAt: lab.Node.Clock.Now.AddHours(10));
        var execution = await lab.EndAsync();

        (execution.Ended!.State, execution.Ended.Cause).ShouldBe(("aborted", "before its delayed start, by operator: fire"));
        (await stop!).ShouldBeOfType<SafetyProtocol.MadeSafe>().Safe.ShouldBeTrue();
        lab.Of<QueueStarted>().ShouldBeEmpty();
    }

    [Fact]
    public async Task It_ends_a_start_that_waits_for_an_answer_and_the_question_is_withdrawn()
    {
        await using var lab = await TestLaboratory.StartAsync(Scripts());
        Task<object>? stop = null;
        lab.On<DecisionAsked>(_ => true, node => After(node, 10, () => stop = node.QuickStopAsync("operator", "fire")));

        var refused = (await lab.AskAsync(TestQueue.Of(TestQueue.Row("12345")))).ShouldBeOfType<ExecutorProtocol.Refused>();

        (refused.State, refused.Reason).ShouldBe(("canceled", "stopped by operator: fire"));
        (await stop!).ShouldBeOfType<SafetyProtocol.MadeSafe>().Safe.ShouldBeTrue();
        await lab.HeardAsync();
        lab.Of<DecisionMade>().Single().Event.How.ShouldBe("withdrawn");
        lab.Of<ExecutionStarted>().ShouldBeEmpty();
    }

    [Fact]
    public async Task Of_an_unfinished_experiment_that_waits_for_the_word_to_continue_nothing_is_continued()
    {
        var folder = Directory.CreateTempSubdirectory("labactors-").FullName;
        try
        {
            await using (var lab = await TestLaboratory.StartAsync(Scripts(), folder: folder, durable: true))
            {
                await lab.AskAsync(TestQueue.Of(TestQueue.Row("bu-FC-J"), TestQueue.Row("12346")));
                await lab.WhenAsync<CommandRequested>(c => c.Name == "extract");
            }

            await using (var lab = await TestLaboratory.StartAsync(Scripts(), folder: folder, durable: true, options: o => o with { AsksBeforeContinuing = ["Argus"] }))
            {
                // The recorder, like a console, was there before the question was asked.
                Task<object>? stop = null;
                lab.On<DecisionAsked>(d => d.Name == "unfinished-experiment", node => stop = node.QuickStopAsync("operator", "not now"));
                (await lab.EndAsync()).Ended!.State.ShouldBe("aborted");
                (await stop!).ShouldBeOfType<SafetyProtocol.MadeSafe>().Safe.ShouldBeTrue();
                await lab.HeardAsync();
                lab.Of<DecisionMade>().Single().Event.How.ShouldBe("withdrawn");
                lab.Of<RunLaunched>().ShouldBeEmpty();
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    [Fact]
    public async Task Of_a_run_that_is_being_ended_it_stops_the_post_scripts_too()
    {
        await using var lab = await TestLaboratory.StartAsync(Scripts() with { PostMeasurement = "def main():\n    open('O')\n    sleep(1000)\n" });
        lab.On<CommandRequested>(c => c.Name == "extract", node => node.Instrument("Argus").Tell(new QueueProtocol.Stop("cancel", "operator", "enough"), ActorRefs.NoSender));
        DateTimeOffset? asked = null;
        lab.On<ScriptStarted>(s => s.Kind == "post_measurement", node => After(node, 10, () =>
        {
            asked = node.Clock.Now;
            _ = node.QuickStopAsync("operator", "quick");
        }));

        await lab.RunAsync(TestQueue.Of(TestQueue.Row("12345")));

        var run = lab.Runs().Single();
        (run.FinishedAt - asked!.Value).TotalSeconds.ShouldBeLessThan(10);
        run.State.ShouldBe("canceled");
        run.Of<ScriptFinished>().Single(s => s.Kind == "post_measurement").Outcome.ShouldBe("canceled");
        lab.Of<QueueEnded>().Single().Event.State.ShouldBe("aborted");
    }

    [Fact]
    public async Task It_works_on_a_node_that_recovers_an_unfinished_queue()
    {
        var folder = Directory.CreateTempSubdirectory("labactors-").FullName;
        try
        {
            await using (var lab = await TestLaboratory.StartAsync(Scripts(), folder: folder, durable: true))
            {
                var firing = lab.WhenAsync<CommandRequested>(c => c.Name == "extract");
                lab.On<CommandRequested>(c => c.Name == "extract", node => node.Clock.Virtual!.Pace = Actors.Time.ClockPace.Real);
                _ = lab.RunAsync(TestQueue.Of(TestQueue.Row("12345"), TestQueue.Row("12346")));
                await firing;
            }

            await using (var lab = await TestLaboratory.StartAsync(Scripts(), folder: folder, durable: true))
            {
                (await lab.Node.QuickStopAsync("operator", "not now")).ShouldBeOfType<SafetyProtocol.MadeSafe>().Safe.ShouldBeTrue();
                (await lab.Node.ExecutionAsync("Argus")).Ended!.State.ShouldBe("aborted");
                Laser(lab.Node).ShouldBe((false, 0.0, ""));
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static TestScripts Scripts() => new() { Extraction = Ramping, Children = [("hold", "def main():\n    waitfor(lambda s, i: s > 20, check_period=1)\n    sleep(20)\n")] };

    private static async Task SavedAsync(TestLaboratory lab)
    {
        foreach (var run in lab.Runs())
        {
            run.Of<RunEnded>().ShouldHaveSingleItem();
            await lab.Node.WhenSavedAsync(run.Launched.RunUuid);
        }
    }

    private static (bool Enabled, double Output, string Pattern) Laser(LabNode node)
    {
        var state = node.Simulated!.ExtractionDevices["Fusions CO2"].Read();
        return (state.Enabled, state.Output, state.Pattern);
    }

    /// <summary>Does something later, inside the clock.</summary>
    private static void After(LabNode node, double seconds, Action act) =>
        node.System.Scheduler.Advanced.ScheduleOnce(TimeSpan.FromSeconds(seconds), act);
}
