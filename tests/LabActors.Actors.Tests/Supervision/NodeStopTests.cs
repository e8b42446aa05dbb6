using LabActors.Actors.Supervision;
using LabActors.Actors.Time;

namespace LabActors.Actors.Tests.Supervision;

public sealed class NodeStopTests : IDisposable
{
    private readonly Signals _signals = new();
    private readonly End _end = new();
    private readonly VirtualClock _wall = new(VirtualClockOptions.Default);
    private readonly System.Collections.Concurrent.ConcurrentQueue<string> _said = [];
    private readonly List<string> _done = [];

    [Fact]
    public void The_first_signal_wants_an_orderly_stop_and_cancels_what_is_being_started()
    {
        using var held = _wall.Hold("the test");
        using var stop = Stop();
        stop.Wanted.IsCompleted.ShouldBeFalse();
        _signals.Terminate();
        stop.Wanted.IsCompleted.ShouldBeTrue();
        stop.WantedToken.IsCancellationRequested.ShouldBeTrue();
        _done.ShouldBeEmpty();
    }

    [Fact]
    public async Task Where_there_is_something_to_cancel_the_first_Ctrl_C_is_that()
    {
        using var held = _wall.Hold("the test");
        using var stop = Stop();
        stop.Holds(Protect, StopLimits.Default, () => _done.Add("cancel"));
        _signals.CtrlC();
        _done.ShouldBe(["cancel"]);
        stop.Wanted.IsCompleted.ShouldBeFalse();
        _signals.CtrlC();
        stop.Wanted.IsCompleted.ShouldBeTrue();
        _signals.CtrlC();
        (await _end.Code.WaitAsync(TestNode.Patience)).ShouldBe(4);
        _done.ShouldBe(["cancel", "protect"]);
    }

    [Fact]
    public async Task Where_runs_are_to_end_first_the_stop_waits_for_them()
    {
        using var held = _wall.Hold("the test");
        var (asked, ended) = (new TaskCompletionSource(), new TaskCompletionSource());
        using var stop = Stop();
        stop.Holds(Protect, StopLimits.Default, finish: () =>
        {
            asked.SetResult();
            return ended.Task;
        });
        _signals.Terminate();
        await asked.Task.WaitAsync(TestNode.Patience);
        stop.Wanted.IsCompleted.ShouldBeFalse();
        ended.SetResult();
        await stop.Wanted.WaitAsync(TestNode.Patience);
        _done.ShouldBeEmpty();
    }

    [Fact]
    public async Task A_second_signal_while_runs_come_to_their_end_stops_at_once()
    {
        using var held = _wall.Hold("the test");
        using var stop = Stop();
        stop.Holds(Protect, StopLimits.Default, finish: () => new TaskCompletionSource().Task);
        _signals.Terminate();
        _signals.Terminate();
        (await _end.Code.WaitAsync(TestNode.Patience)).ShouldBe(4);
        _done.ShouldBe(["protect"]);
    }

    [Fact]
    public async Task Runs_that_do_not_end_or_cannot_be_asked_keep_no_node_from_stopping()
    {
        using (var stop = Stop())
        {
            stop.Holds(Protect, StopLimits.Default with { Runs = TimeSpan.FromSeconds(30) }, finish: () => new TaskCompletionSource().Task);
            _signals.Terminate();
            await stop.Wanted.WaitAsync(TestNode.Patience);
            _said.ShouldContain("what is in flight has not ended within 00:00:30; the laboratory is made safe");
        }

        using var other = Stop();
        other.Holds(Protect, StopLimits.Default, finish: () => throw new InvalidOperationException("the node is gone"));
        _signals.Terminate();
        await other.Wanted.WaitAsync(TestNode.Patience);
        _said.ShouldContain("what is in flight cannot be waited for: the node is gone; the laboratory is made safe");
    }

    [Fact]
    public async Task A_stop_that_takes_too_long_is_ended_by_force_once_and_says_so()
    {
        using var stop = Stop();
        stop.Holds(Protect, StopLimits.Default with { Whole = TimeSpan.FromSeconds(7) });
        stop.Begin();
        (await _end.Code.WaitAsync(TestNode.Patience)).ShouldBe(4);
        _wall.Elapsed.ShouldBe(TimeSpan.FromSeconds(7));
        _signals.Terminate();
        _done.ShouldBe(["protect"]);
        _said.ShouldContain("the orderly stop took longer than 7 s: the laboratory is protected without its actors, and the program ends");
        _said.ShouldContain("laser off: done");
    }

    [Fact]
    public async Task A_protection_that_hangs_or_fails_keeps_no_process_alive()
    {
        using var stop = Stop();
        stop.Holds(() => new TaskCompletionSource<string>().Task, StopLimits.Default with { Protection = TimeSpan.FromMilliseconds(1) });
        stop.Begin();
        (await _end.Code.WaitAsync(TestNode.Patience)).ShouldBe(4);
        _said.ShouldContain("what came of it is not known: no answer within 0.001 s");
    }

    [Fact]
    public void After_an_orderly_end_nothing_is_ended_by_force()
    {
        var stop = Stop();
        using (_wall.Hold("the test"))
        {
            stop.Begin();
            stop.Dispose();
        }

        _signals.Terminate();
        _end.Code.IsCompleted.ShouldBeFalse();
        _done.ShouldBeEmpty();
    }

    public void Dispose() => _wall.Dispose();

    private NodeStop Stop() => new(_signals, _said.Enqueue, _end, _wall.Time);

    private Task<string> Protect()
    {
        _done.Add("protect");
        return Task.FromResult("laser off: done");
    }

    private sealed class Signals : IInterrupts, IDisposable
    {
        private Action _interrupted = () => { };
        private Action _terminated = () => { };

        public IDisposable Watch(Action interrupted, Action terminated)
        {
            (_interrupted, _terminated) = (interrupted, terminated);
            return this;
        }

        public void CtrlC() => _interrupted();

        public void Terminate() => _terminated();

        public void Dispose() => (_interrupted, _terminated) = (() => { }, () => { });
    }

    private sealed class End : IProcessEnd
    {
        private readonly TaskCompletionSource<int> _code = new(TaskCreationOptions.RunContinuationsAsynchronously);

        public Task<int> Code => _code.Task;

        public void Exit(int code) => _code.TrySetResult(code);
    }
}
