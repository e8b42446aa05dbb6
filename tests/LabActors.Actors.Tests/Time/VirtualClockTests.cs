using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LabActors.Actors.Time;

namespace LabActors.Actors.Tests.Time;

public sealed class VirtualClockTests
{
    private static readonly DateTimeOffset Start = VirtualClockOptions.Default.Start;

    [Property(MaxTest = 200)]
    public void Timers_fire_in_the_order_of_their_deadlines_and_of_scheduling_where_these_are_equal(NonNegativeInt[] delays)
    {
        using var clock = new VirtualClock(VirtualClockOptions.Default);
        var fired = new List<(int Index, DateTimeOffset At)>();
        using (var all = new CountdownEvent(delays.Length + 1))
        {
            using (clock.Hold("the test sets its timers"))
            {
                foreach (var (index, delay) in delays.Index())
                    clock.Time.CreateTimer(_ => { fired.Add((index, clock.Now)); all.Signal(); }, null, Seconds(delay), Timeout.InfiniteTimeSpan);
            }

            all.Signal();
            all.Wait(TestNode.Patience).ShouldBeTrue();
        }

        fired.ShouldBe(delays
            .Select((delay, index) => (Index: index, At: Start + Seconds(delay)))
            .OrderBy(expected => expected.At)
            .ThenBy(expected => expected.Index));

        // Few different delays, so that many are equal.
        static TimeSpan Seconds(NonNegativeInt delay) => TimeSpan.FromSeconds(delay.Get % 7);
    }

    [Property(MaxTest = 100)]
    public void The_clock_never_jumps_under_a_hold(PositiveInt[] delays, byte holders)
    {
        using var clock = new VirtualClock(VirtualClockOptions.Default);
        var fired = 0;
        var holds = Enumerable.Range(0, holders % 5 + 1).Select(holder => clock.Hold($"holder {holder}")).ToArray();
        using var all = new CountdownEvent(delays.Length + 1);
        all.Signal();
        foreach (var delay in delays)
            clock.Time.CreateTimer(_ => { Interlocked.Increment(ref fired); all.Signal(); }, null, TimeSpan.FromMinutes(delay.Get), Timeout.InfiniteTimeSpan);

        foreach (var hold in holds)
        {
            // Whatever was queued to move the clock has been taken up by now.
            RunOnThePool();
            fired.ShouldBe(0);
            clock.Now.ShouldBe(Start);
            hold.Dispose();
            hold.Dispose();
        }

        all.Wait(TestNode.Patience).ShouldBeTrue();
        clock.Now.ShouldBe(Start + TimeSpan.FromMinutes(delays.Select(delay => delay.Get).DefaultIfEmpty(0).Max()));
    }

    [Fact]
    public async Task Time_stands_still_while_the_effects_of_a_deadline_last()
    {
        using var clock = new VirtualClock(VirtualClockOptions.Default);
        var seen = new List<double>();
        var done = new TaskCompletionSource();
        clock.Time.CreateTimer(
            _ =>
            {
                // The effect goes on elsewhere, under a hold, when the callback has returned.
                var hold = clock.Hold("effect of the first timer");
                ThreadPool.QueueUserWorkItem(_ =>
                {
                    seen.Add(clock.Elapsed.TotalSeconds);
                    hold.Dispose();
                });
            },
            null,
            TimeSpan.FromSeconds(1),
            Timeout.InfiniteTimeSpan);
        clock.Time.CreateTimer(_ => { seen.Add(clock.Elapsed.TotalSeconds); done.SetResult(); }, null, TimeSpan.FromSeconds(2), Timeout.InfiniteTimeSpan);
        await done.Task.WaitAsync(TestNode.Patience);
        seen.ShouldBe([1, 2]);
    }

    [Property(MaxTest = 50)]
    public void A_cancelled_timer_never_fires_and_does_not_move_the_clock(bool[] cancelled)
    {
        using var clock = new VirtualClock(VirtualClockOptions.Default);
        var fired = new List<int>();
        using var left = new CountdownEvent(cancelled.Count(cancel => !cancel) + 1);
        using (clock.Hold("the test sets its timers"))
        {
            foreach (var (index, cancel) in cancelled.Index())
            {
                var timer = clock.Time.CreateTimer(_ => { fired.Add(index); left.Signal(); }, null, TimeSpan.FromHours(index + 1), Timeout.InfiniteTimeSpan);
                if (cancel)
                    timer.Dispose();
            }
        }

        left.Signal();
        left.Wait(TestNode.Patience).ShouldBeTrue();
        var expected = Enumerable.Range(0, cancelled.Length).Where(index => !cancelled[index]).ToArray();
        fired.ShouldBe(expected);
        clock.Elapsed.ShouldBe(TimeSpan.FromHours(expected.Length == 0 ? 0 : expected[^1] + 1));
    }

    [Fact]
    public void Cancelled_timers_do_not_pile_up_until_their_deadline()
    {
        using var clock = new VirtualClock(VirtualClockOptions.Default);
        using var hold = clock.Hold("the test sets its timers");
        for (var i = 0; i < 100_000; i++)
            clock.Time.CreateTimer(_ => { }, null, TimeSpan.FromDays(1), Timeout.InfiniteTimeSpan).Dispose();
        clock.ScheduledCount.ShouldBeLessThan(2_000);
    }

    [Fact]
    public async Task A_periodic_timer_keeps_its_period_exactly_and_stops_when_disposed()
    {
        using var clock = new VirtualClock(VirtualClockOptions.Default);
        var ticks = new List<double>();
        var done = new TaskCompletionSource();
        ITimer? timer = null;
        using (clock.Hold("the test sets its timer"))
        {
            timer = clock.Time.CreateTimer(
                _ =>
                {
                    ticks.Add(clock.Elapsed.TotalSeconds);
                    if (ticks.Count < 5)
                        return;
                    timer!.Dispose();
                    clock.Time.CreateTimer(_ => done.SetResult(), null, TimeSpan.FromSeconds(100), Timeout.InfiniteTimeSpan);
                },
                null,
                TimeSpan.FromSeconds(3),
                TimeSpan.FromSeconds(10));
        }

        await done.Task.WaitAsync(TestNode.Patience);
        ticks.ShouldBe([3, 13, 23, 33, 43]);
    }

    [Fact]
    public async Task A_wait_of_an_hour_by_the_clocks_time_provider_takes_no_time()
    {
        using var clock = new VirtualClock(VirtualClockOptions.Default);
        var before = clock.Time.GetTimestamp();
        await Task.Delay(TimeSpan.FromHours(1), clock.Time).WaitAsync(TestNode.Patience);
        clock.Time.GetElapsedTime(before).ShouldBe(TimeSpan.FromHours(1));
        clock.Time.GetUtcNow().ShouldBe(Start + TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task A_scheduled_action_that_throws_is_reported_and_the_clock_goes_on()
    {
        var reported = new TaskCompletionSource<Exception>();
        using var clock = new VirtualClock(VirtualClockOptions.Default, onError: reported.SetResult);
        clock.Time.CreateTimer(_ => throw new TimeoutException("made to fail"), null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        (await reported.Task.WaitAsync(TestNode.Patience)).Message.ShouldBe("made to fail");
        await Task.Delay(TimeSpan.FromSeconds(5), clock.Time).WaitAsync(TestNode.Patience);
    }

    [Fact]
    public void A_stopped_clock_refuses_new_deadlines_and_fires_none()
    {
        var clock = new VirtualClock(VirtualClockOptions.Default);
        var hold = clock.Hold("the test");
        var fired = false;
        clock.Time.CreateTimer(_ => fired = true, null, TimeSpan.FromSeconds(1), Timeout.InfiniteTimeSpan);
        clock.Dispose();
        hold.Dispose();
        RunOnThePool();
        fired.ShouldBeFalse();
        Should.Throw<ObjectDisposedException>(() => clock.Time.CreateTimer(_ => { }, null, TimeSpan.Zero, Timeout.InfiniteTimeSpan));
    }

    internal static void RunOnThePool()
    {
        // The pool takes what is queued in order.
        using var met = new CountdownEvent(Environment.ProcessorCount);
        for (var i = 0; i < Environment.ProcessorCount; i++)
            ThreadPool.QueueUserWorkItem(_ => met.Signal());
        met.Wait(TestNode.Patience).ShouldBeTrue();
    }
}
