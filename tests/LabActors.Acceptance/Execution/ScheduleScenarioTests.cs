using System.Collections.Immutable;
using Akka.Actor;
using LabActors.Actors.Execution;
using LabActors.Core.Durations;
using LabActors.Core.Queues;
using LabActors.Core.Scripts;
using LabActors.Node;
using static LabActors.Core.Journal.Events.ExecutorEvents;
using static LabActors.Core.Journal.Events.LineEvents;
using static LabActors.Core.Journal.Events.QueueEvents;

namespace LabActors.Acceptance.Execution;

/// <summary>Scenarios of reference/executor.md §10 by their numbers: delayed start, scheduled stop, several queues.</summary>
public sealed class ScheduleScenarioTests
{
    private static string Blank => TestQueue.Row("bu-FC-J");

    [Fact]
    public async Task Scenario_09_a_delayed_start_moves_nothing_before_its_time_and_the_delay_before_the_first_run()
    {
        await using var lab = await TestLaboratory.StartAsync();
        var start = lab.Node.Clock.Now.AddSeconds(10);

        (await lab.AskAsync(TestQueue.Of(Blank), startAt: start)).ShouldBeOfType<ExecutorProtocol.ExecutionAccepted>();
        var execution = await lab.EndAsync();

        execution.Ended!.State.ShouldBe("completed");
        lab.Of<DelayedStartOver>().Single().Event.ShouldBe(new DelayedStartOver(start, "elapsed"));
        lab.Of<ValveActuationRequested>().First().Event.At.ShouldBeGreaterThanOrEqualTo(start.AddSeconds(5));
        lab.Runs().Single().LaunchedAt.ShouldBe(start.AddSeconds(5), TimeSpan.FromMilliseconds(1));
    }

    [Fact]
    public async Task Scenario_09_a_cancel_before_the_delayed_start_is_the_end_and_nothing_runs()
    {
        await using var lab = await TestLaboratory.StartAsync();
        var begin = lab.Node.Clock.Now;
        lab.On<ExecutionStarted>(_ => true, node => node.System.Scheduler.ScheduleTellOnce(
            TimeSpan.FromSeconds(5), node.Instrument("Argus"), new QueueProtocol.Stop("cancel", "anna", "wrong sample"), ActorRefs.NoSender));

        await lab.AskAsync(TestQueue.Of(Blank), startAt: begin.AddSeconds(10));
        var execution = await lab.EndAsync();

        execution.Ended!.State.ShouldBe("canceled");
        execution.Ended.Cause.ShouldBe("before its delayed start, by anna: wrong sample");
        execution.Ended.At.ShouldBe(begin.AddSeconds(5), TimeSpan.FromMilliseconds(1));
        lab.Of<QueueLaunched>().ShouldBeEmpty();
        lab.Of<ValveActuationRequested>().ShouldBeEmpty();
    }

    [Fact]
    public async Task The_header_delays_the_start_where_the_command_says_nothing()
    {
        await using var lab = await TestLaboratory.StartAsync();
        var start = lab.Node.Clock.Now.AddHours(2);
        start = start.AddSeconds(-start.Second);

        await lab.AskAsync(TestQueue.Of(Blank).Replace("username: test", $"username: test\nstart_at: {start:yyyy-MM-dd HH:mm}"));
        await lab.EndAsync();

        lab.Of<DelayedStartOver>().Single().Event.At.ShouldBe(start);
    }

    [Fact]
    public async Task A_start_and_a_stop_that_the_file_says_anew_count()
    {
        await using var lab = await TestLaboratory.StartAsync(options: Reckoned(TestQueue.Of(Blank, Blank), 900));
        var now = lab.Node.Clock.Now;
        var minute = now.AddSeconds(-now.Second);
        lab.On<ExecutionStarted>(_ => true, node => Save(node, Times(minute.AddHours(1), null)));
        lab.On<RunLaunched>(_ => true, node => Save(node, Times(minute.AddHours(1), minute.AddHours(1).AddMinutes(1))));

        await lab.AskAsync(Times(minute.AddHours(2), null));
        var execution = await lab.EndAsync();

        lab.Of<DelayedStartOver>().Single().Event.At.ShouldBe(minute.AddHours(1));
        lab.Runs().Length.ShouldBe(1);
        execution.Ended!.Cause.ShouldStartWith("stopped at completion: scheduled stop at ");

        static string Times(DateTimeOffset start, DateTimeOffset? stop) => TestQueue.Of(Blank, Blank).Replace(
            "username: test", $"username: test\nstart_at: {start:yyyy-MM-dd HH:mm}{(stop is null ? "" : $"\nstop_at: {stop:yyyy-MM-dd HH:mm}")}", StringComparison.Ordinal);

        static void Save(LabNode node, string text) =>
            node.Instrument("Argus").Tell(new QueueProtocol.FileSaved("queue.txt", text, "queue file"), ActorRefs.NoSender);
    }

    /// <summary>The run is reckoned at 15 minutes, unless runs have taught otherwise.</summary>
    [Theory]
    [InlineData(10, null, 0)]
    [InlineData(16, null, 1)]
    [InlineData(16, 1000, 0)]
    public async Task Scenario_10_a_run_that_would_end_after_the_scheduled_stop_is_not_started(int minutes, int? learned, int runs)
    {
        var queue = TestQueue.Of(Blank, Blank);
        await using var lab = await TestLaboratory.StartAsync(options: Reckoned(queue, 900));
        if (learned is { } seconds)
            lab.Node.Estimates.Learn([("x", new ScriptTimes(seconds))]);
        var stop = lab.Node.Clock.Now.AddMinutes(minutes);

        await lab.AskAsync(queue, stopAt: stop);
        var execution = await lab.EndAsync();

        lab.Runs().Length.ShouldBe(runs);
        execution.Ended!.State.ShouldBe("completed");
        execution.Ended.Cause.ShouldStartWith("stopped at completion: scheduled stop at ");
        lab.Of<QueueEnded>().Count().ShouldBe(1);
    }

    [Fact]
    public async Task Scenario_11_with_execute_open_queues_off_the_second_queue_is_not_started()
    {
        await using var lab = await TestLaboratory.StartAsync(options: o => o with { Overrides = "labactors.execution.execute-open-queues = off" });

        var execution = await lab.RunAsync(TestQueue.Of(Blank), TestQueue.Of(Blank));

        execution.Finished.Count.ShouldBe(1);
        (execution.Ended!.State, execution.Ended.Cause).ShouldBe(("completed", "execute-open-queues is off: 1 more queue is not run"));
    }

    /// <summary>The rows of a queue as if trying their scripts had shown that they take so long.</summary>
    private static Func<NodeOptions, NodeOptions> Reckoned(string queue, double seconds)
    {
        var traced = new TracedRun(ImmutableDictionary<ScriptKind, TracedScript>.Empty.Add(ScriptKind.Extraction, new TracedScript("x", new ScriptTimes(seconds))));
        return o => o with { Traced = [.. QueueFile.Read(queue, "queue.txt").Queue!.Runs.Select(run => (run, traced))] };
    }
}
