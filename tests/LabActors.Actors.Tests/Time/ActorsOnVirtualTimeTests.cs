using System.Collections.Concurrent;
using System.Diagnostics;
using Akka.Actor;
using Akka.Configuration;
using LabActors.Actors.Time;
using Xunit.Abstractions;

namespace LabActors.Actors.Tests.Time;

/// <summary>Alone: one of them counts what the whole process does.</summary>
[CollectionDefinition(Alone, DisableParallelization = true)]
[Collection(Alone)]
public sealed class ActorsOnVirtualTimeTests(ITestOutputHelper output)
{
    private const string Alone = "alone";

    [Fact]
    public async Task A_hundred_thousand_timers_of_two_hundred_actors_fire_in_order_in_little_time()
    {
        const int Actors = 200;
        const int Timers = 500;
        await using var node = TestNode.OnVirtualTime();
        var fired = new ConcurrentQueue<DateTimeOffset>();
        var watch = Stopwatch.StartNew();
        var done = new TaskCompletionSource[Actors];
        using (node.Clock.Holds.Hold("the test starts its actors"))
        {
            for (var i = 0; i < Actors; i++)
            {
                var (period, finished) = (TimeSpan.FromSeconds(1 + i * 0.01), done[i] = new TaskCompletionSource());
                node.System.ActorOf(Props.Create(() => new Ticker(period, Timers, fired, finished)));
            }
        }

        await Task.WhenAll(done.Select(ticker => ticker.Task)).WaitAsync(TestNode.Patience);
        output.WriteLine($"{fired.Count} timers, {node.Clock.Virtual!.Elapsed.TotalSeconds:0.00} laboratory seconds in {watch.Elapsed.TotalSeconds:0.00} s");

        fired.Count.ShouldBe(Actors * Timers);
        fired.ShouldBeInOrder();
        node.Clock.Virtual.Elapsed.ShouldBe(TimeSpan.FromSeconds((1 + (Actors - 1) * 0.01) * Timers));
        watch.Elapsed.ShouldBeLessThan(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task A_fresh_node_has_no_deadline_of_its_own_and_stands_at_its_start()
    {
        await using var node = TestNode.OnVirtualTime();
        VirtualClockTests.RunOnThePool();
        node.Clock.Now.ShouldBe(VirtualClockOptions.Default.Start);
        node.Clock.Virtual!.ScheduledCount.ShouldBe(0);
        node.System.Scheduler.Now.ShouldBe(node.Clock.Now);
    }

    [Fact]
    public async Task What_looks_on_comes_after_what_acts_at_the_same_instant_whichever_was_scheduled_first()
    {
        await using var node = TestNode.OnVirtualTime();
        var heard = new ConcurrentQueue<object>();
        var done = new TaskCompletionSource();
        using (node.Clock.Holds.Hold("the test starts its actors"))
        {
            var actor = node.System.ActorOf(Props.Create(() => new Hearer(heard, 6, done)));
            var (second, scheduler) = (TimeSpan.FromSeconds(1), node.System.Scheduler);
            scheduler.ScheduleTellRepeatedly(second, second, actor, new Look(), ActorRefs.NoSender);
            scheduler.ScheduleTellOnce(second, actor, 1, ActorRefs.NoSender);
            scheduler.ScheduleTellOnce(second * 2, actor, 2, ActorRefs.NoSender);
            scheduler.ScheduleTellOnce(second * 2, actor, 3, ActorRefs.NoSender);
            scheduler.ScheduleTellOnce(second * 2.5, actor, 4, ActorRefs.NoSender);
        }

        await done.Task.WaitAsync(TestNode.Patience);
        heard.Take(6).ShouldBe([1, new Look(), 2, 3, new Look(), 4]);
    }

    [Fact]
    public async Task A_clock_with_nothing_scheduled_uses_no_processor_time()
    {
        await using var node = TestNode.OnVirtualTime();
        var echo = node.System.ActorOf(Props.Create(() => new Echo()));
        await node.Ask<string>(echo, "warm up");

        // The thread pool's own count of finished work items: a clock that span would add to it without end.
        var before = ThreadPool.CompletedWorkItemCount;
        await node.Ask<string>(echo, "still there?");
        (ThreadPool.CompletedWorkItemCount - before).ShouldBeLessThan(2_000);
        node.Clock.Now.ShouldBe(VirtualClockOptions.Default.Start);
    }

    [Fact]
    public async Task A_task_whose_result_is_piped_to_an_actor_holds_the_clock()
    {
        await using var node = TestNode.OnVirtualTime();
        var work = new TaskCompletionSource<string>();
        var heard = new TaskCompletionSource<(object Message, TimeSpan Elapsed)>();
        node.System.ActorOf(Props.Create(() => new Piper(work.Task, heard)));
        await node.Ask<string>(node.System.ActorOf(Props.Create(() => new Echo())), "the piper has started by now");
        VirtualClockTests.RunOnThePool();
        work.SetResult("the result");

        var (message, elapsed) = await heard.Task.WaitAsync(TestNode.Patience);
        message.ShouldBe("the result");
        elapsed.ShouldBe(TimeSpan.Zero);
    }

    [Fact]
    public async Task The_failure_of_a_piped_task_arrives_as_a_failure()
    {
        await using var node = TestNode.OnVirtualTime();
        var heard = new TaskCompletionSource<(object Message, TimeSpan Elapsed)>();
        node.System.ActorOf(Props.Create(() => new Piper(Task.FromException<string>(new TimeoutException("no answer")), heard)));
        (await heard.Task.WaitAsync(TestNode.Patience)).Message.ShouldBeOfType<Status.Failure>().Cause.Message.ShouldBe("no answer");
    }

    [Fact]
    public async Task On_the_real_clock_holds_do_nothing_and_time_is_the_systems()
    {
        await using var node = TestNode.OnRealTime();
        node.Clock.Time.ShouldBeSameAs(TimeProvider.System);
        node.Clock.Virtual.ShouldBeNull();
        node.Clock.Holds.Hold("anything").ShouldBeSameAs(node.Clock.Holds.Hold("anything else"));
    }

    [Fact]
    public void The_counting_executor_without_the_virtual_scheduler_is_refused_by_name()
    {
        var config = ConfigurationFactory.ParseString(
            """akka.actor.default-dispatcher.executor = "LabActors.Actors.Time.CountingExecutorConfigurator, LabActors.Actors" """);
        Should.Throw<Exception>(() => ActorSystem.Create("test", config)).GetBaseException()
            .Message.ShouldContain("expected LabActors.Actors.Time.VirtualTimeScheduler");
    }

    private sealed class Ticker : ReceiveActor, IWithTimers
    {
        public Ticker(TimeSpan period, int times, ConcurrentQueue<DateTimeOffset> fired, TaskCompletionSource done)
        {
            var clock = LabClock.Of(Context.System);
            var start = clock.Now;
            var (ticks, echoes) = (0, 0);
            Receive<Tick>(_ =>
            {
                clock.Now.ShouldBe(start + ++ticks * period);
                fired.Enqueue(clock.Now);
                echoes = 3;
                Self.Tell(Echoed.Instance);
            });
            Receive<Echoed>(_ =>
            {
                if (--echoes > 0)
                    Self.Tell(Echoed.Instance);
                else if (clock.Now != start + ticks * period)
                    done.TrySetException(new InvalidOperationException($"Time went on to {clock.Now:O} under an actor at work."));
                else if (ticks < times)
                    Timers.StartSingleTimer("tick", Tick.Instance, period);
                else
                    done.SetResult();
            });
            _period = period;
        }

        private readonly TimeSpan _period;

        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart() => Timers.StartSingleTimer("tick", Tick.Instance, _period);

        private sealed record Tick
        {
            public static readonly Tick Instance = new();
        }

        private sealed record Echoed
        {
            public static readonly Echoed Instance = new();
        }
    }

    private sealed record Look : ILooksOn;

    private sealed class Hearer : ReceiveActor
    {
        public Hearer(ConcurrentQueue<object> heard, int messages, TaskCompletionSource done) => ReceiveAny(message =>
        {
            heard.Enqueue(message);
            if (heard.Count == messages)
                done.SetResult();
        });
    }

    private sealed class Echo : ReceiveActor
    {
        public Echo() => ReceiveAny(message => Sender.Tell(message));
    }

    private sealed class Piper : ReceiveActor, IWithTimers
    {
        public ITimerScheduler Timers { get; set; } = null!;

        protected override void PreStart() => Timers.StartSingleTimer("hour", "an hour has passed", TimeSpan.FromHours(1));

        public Piper(Task<string> work, TaskCompletionSource<(object Message, TimeSpan Elapsed)> heard)
        {
            var clock = LabClock.Of(Context.System);
            clock.Holds.PipeTo(work, "the test's work", Self);
            ReceiveAny(message => heard.TrySetResult((message, clock.Virtual!.Elapsed)));
        }
    }
}
