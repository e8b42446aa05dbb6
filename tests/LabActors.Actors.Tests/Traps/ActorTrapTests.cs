using System.Collections.Concurrent;
using Akka.Actor;
using LabActors.Actors.Supervision;
using LabActors.Actors.Time;

namespace LabActors.Actors.Tests.Traps;

/// <summary>Each is a trap of Akka's actors that was measured, and what we do about it.</summary>
public sealed class ActorTrapTests
{
    [Fact]
    public async Task Stopping_an_actor_in_an_await_skips_its_finally_and_runs_its_PostStop()
    {
        await using var node = TestNode.OnRealTime();
        var work = new TaskCompletionSource();
        var seen = new ConcurrentQueue<string>();
        var awaiting = new TaskCompletionSource();
        var actor = node.System.ActorOf(Props.Create(() => new Awaiting(work.Task, seen, awaiting)));
        actor.Tell("begin");
        await awaiting.Task.WaitAsync(TestNode.Patience);

        var ended = actor.WatchAsync();
        node.System.Stop(actor);
        await ended.WaitAsync(TestNode.Patience);
        work.SetResult();
        await node.System.Terminate().WaitAsync(TestNode.Patience);
        seen.ShouldBe(["PostStop"]);
    }

    [Fact]
    public async Task Safe_state_on_shutdown_comes_before_any_actor_is_stopped()
    {
        await using var node = TestNode.OnVirtualTime();
        var seen = new ConcurrentQueue<string>();
        var laser = node.System.ActorOf(Props.Create(() => new Laser(seen)));
        SafeStateOnShutdown.Register(node.System, "laser", laser, "off", TestNode.Patience, _ => Task.CompletedTask, TimeProvider.System);
        SafeStateOnShutdown.Register(node.System, "broken", laser, "again", TestNode.Patience, _ => throw new InvalidOperationException("made to fail"), TimeProvider.System);
        await CoordinatedShutdown.Get(node.System).Run(CoordinatedShutdown.ClrExitReason.Instance).WaitAsync(TestNode.Patience);
        seen.ShouldBe(["off", "again", "PostStop"]);
    }

    [Fact]
    public async Task An_idle_laboratory_does_not_jump_over_the_limit_of_its_safe_state()
    {
        // While what becomes of the answer takes real time nothing is at work, and a free clock would run to the end of the phase.
        await using var node = TestNode.OnVirtualTime();
        var seen = new ConcurrentQueue<string>();
        var laser = node.System.ActorOf(Props.Create(() => new Laser(seen)));
        var told = new TaskCompletionSource<object?>(TaskCreationOptions.RunContinuationsAsynchronously);
        var goOn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        SafeStateOnShutdown.Register(
            node.System, "laser", laser, "off", TestNode.Patience,
            answer =>
            {
                told.TrySetResult(answer);
                return goOn.Task;
            },
            TimeProvider.System);
        var shutdown = CoordinatedShutdown.Get(node.System).Run(CoordinatedShutdown.ClrExitReason.Instance);
        (await told.Task.WaitAsync(TestNode.Patience)).ShouldBe("done");
        var stands = node.Clock.Now;
        seen.ShouldBe(["off"]);
        goOn.SetResult();
        await shutdown.WaitAsync(TestNode.Patience);
        seen.ShouldBe(["off", "PostStop"]);
        node.Clock.Now.ShouldBe(stands);
    }

    [Fact]
    public async Task A_laboratory_that_never_answers_is_told_of_after_its_limit_in_real_time()
    {
        await using var node = TestNode.OnVirtualTime();
        var seen = new ConcurrentQueue<string>();
        using var wall = new VirtualClock(VirtualClockOptions.Default);
        var told = new List<object?>();
        node.System.ActorOf(Props.Create(() => new Laser(seen)));
        var makeSafe = SafeStateOnShutdown.Register(
            node.System, "deaf", node.System.DeadLetters, "off", TimeSpan.FromSeconds(60),
            answer =>
            {
                told.Add(answer);
                return Task.CompletedTask;
            },
            wall.Time);
        await makeSafe().WaitAsync(TestNode.Patience);
        wall.Elapsed.ShouldBe(TimeSpan.FromSeconds(60));
        seen.ShouldBeEmpty();
        await CoordinatedShutdown.Get(node.System).Run(CoordinatedShutdown.ClrExitReason.Instance).WaitAsync(TestNode.Patience);
        told.ShouldBe([null]);
    }

    [Fact]
    public async Task A_constructor_that_throws_stops_the_child_for_good()
    {
        await using var node = TestNode.OnRealTime();
        var attempts = new Attempts();
        await node.System.ActorOf(Props.Create(() => new OpensItsPortInItsConstructor(attempts))).WatchAsync().WaitAsync(TestNode.Patience);
        attempts.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Restarts_are_unlimited_by_default_and_bounded_by_ours()
    {
        await using var node = TestNode.OnRealTime();
        var unlimited = node.System.ActorOf(Props.Create(() => new Crashing()));
        for (var i = 0; i < 200; i++)
            unlimited.Tell("crash");
        (await node.Ask<string>(unlimited, "alive?")).ShouldBe("alive");

        var parent = node.System.ActorOf(Props.Create(() => new Parent(BackedOff.Bounded(3, TimeSpan.FromMinutes(1)))));
        var bounded = await node.Ask<IActorRef>(parent, Props.Create(() => new Crashing()));
        var ended = bounded.WatchAsync();
        for (var i = 0; i < 4; i++)
            bounded.Tell("crash");
        await ended.WaitAsync(TestNode.Patience);
    }

    [Fact]
    public async Task An_ask_without_a_limit_has_the_limit_of_the_settings_instead_of_waiting_for_ever()
    {
        await using var node = TestNode.OnRealTime(overrides: "akka.actor.ask-timeout = 50ms");
        node.System.Settings.AskTimeout.ShouldBe(TimeSpan.FromMilliseconds(50));
        await Should.ThrowAsync<AskTimeoutException>(node.System.ActorOf(Props.Create(() => new Crashing())).Ask<string>("never answered"));
    }

    [Fact]
    public async Task ConfigureAwait_false_loses_the_actors_context()
    {
        await using var node = TestNode.OnRealTime();
        var actor = node.System.ActorOf(Props.Create(() => new LosesItsContext()));
        (await node.Ask<string>(actor, true)).ShouldBe("context kept");

        // A task that has ended before it is awaited goes on where it was: then there is nothing to lose. Not every time.
        var answers = new List<string>();
        for (var i = 0; i < 1000 && !answers.Any(a => a.StartsWith("context lost", StringComparison.Ordinal)); i++)
            answers.Add(await node.Ask<string>(actor, false));
        answers[^1].ShouldStartWith("context lost");
    }

    [Fact]
    public async Task Blocking_reads_on_the_serial_ports_dispatcher_keep_nobody_else_waiting()
    {
        const int Ports = 40;
        await using var node = TestNode.OnRealTime();
        using var line = new ManualResetEventSlim();
        using var blocked = new CountdownEvent(Ports);
        var threads = new ConcurrentDictionary<int, bool>();
        for (var i = 0; i < Ports; i++)
        {
            node.System
                .ActorOf(Props.Create(() => new BlockingPort(line, blocked, threads)).WithDispatcher("labactors.dispatchers.serial-port"))
                .Tell("read");
        }

        // All of them block at once, each on a thread of its own, and the default dispatcher still answers.
        blocked.Wait(TestNode.Patience).ShouldBeTrue();
        threads.Count.ShouldBe(Ports);
        (await node.Ask<string>(node.System.ActorOf(Props.Create(() => new Crashing())), "alive?")).ShouldBe("alive");
        line.Set();
    }

    private sealed class Awaiting : ReceiveActor
    {
        private readonly ConcurrentQueue<string> _seen;

        public Awaiting(Task work, ConcurrentQueue<string> seen, TaskCompletionSource awaiting)
        {
            _seen = seen;
            ReceiveAsync<string>(async _ =>
            {
                try
                {
                    awaiting.SetResult();
                    await work;
                }
                finally
                {
                    seen.Enqueue("finally");
                }
            });
        }

        protected override void PostStop() => _seen.Enqueue("PostStop");
    }

    private sealed class Laser : ReceiveActor
    {
        private readonly ConcurrentQueue<string> _seen;

        public Laser(ConcurrentQueue<string> seen)
        {
            _seen = seen;
            Receive<string>(command =>
            {
                seen.Enqueue(command);
                Sender.Tell("done");
            });
        }

        protected override void PostStop() => _seen.Enqueue("PostStop");
    }

    private sealed class Attempts
    {
        private int _count;

        public int Count => _count;

        public void Add() => Interlocked.Increment(ref _count);
    }

    private sealed class OpensItsPortInItsConstructor : ReceiveActor
    {
        public OpensItsPortInItsConstructor(Attempts attempts)
        {
            attempts.Add();
            throw new IOException("the port is in use");
        }
    }

    private sealed class Crashing : ReceiveActor
    {
        public Crashing()
        {
            Receive<string>(message => message == "crash", _ => throw new IOException("made to fail"));
            Receive<string>(message => message == "alive?", _ => Sender.Tell("alive"));
            Receive<string>(_ => { });
        }
    }

    private sealed class Parent : ReceiveActor
    {
        private readonly SupervisorStrategy _strategy;

        public Parent(SupervisorStrategy strategy)
        {
            _strategy = strategy;
            Receive<Props>(child => Sender.Tell(Context.ActorOf(child)));
        }

        protected override SupervisorStrategy SupervisorStrategy() => _strategy;
    }

    private sealed class LosesItsContext : ReceiveActor
    {
        public LosesItsContext() =>
            ReceiveAsync<bool>(async keep =>
            {
                var (asker, self) = (Sender, Self);
                await Task.Run(() => { }).ConfigureAwait(keep);

                // Without its context an actor has no Self: an exception, or whoever else runs on this thread.
                asker.Tell(self.Equals(SelfNow()) ? "context kept" : "context lost");
            });

        private IActorRef? SelfNow()
        {
            try
            {
                return Self;
            }
            catch (Exception lost) when (lost is NotSupportedException or NullReferenceException)
            {
                return null;
            }
        }
    }

    private sealed class BlockingPort : ReceiveActor
    {
        public BlockingPort(ManualResetEventSlim line, CountdownEvent blocked, ConcurrentDictionary<int, bool> threads) =>
            Receive<string>(_ =>
            {
                threads[Environment.CurrentManagedThreadId] = true;
                blocked.Signal();
                line.Wait(TestNode.Patience);
            });
    }
}
