using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using LabActors.Actors.Time;

namespace LabActors.Actors.Tests.Time;

public sealed class PacedClockTests
{
    [Theory]
    [InlineData("virtual", double.PositiveInfinity)]
    [InlineData("real", 1)]
    [InlineData("x50", 50)]
    [InlineData("X0.5", 0.5)]
    public void A_pace_is_read_and_written(string text, double factor)
    {
        var pace = ClockPace.Parse(text);
        pace.Factor.ShouldBe(factor);
        ClockPace.Parse(pace.ToString()).ShouldBe(pace);
    }

    [Theory]
    [InlineData("")]
    [InlineData("fast")]
    [InlineData("x0")]
    [InlineData("x-1")]
    [InlineData("xInfinity")]
    [InlineData("50")]
    public void A_pace_of_another_form_is_refused_with_the_forms_there_are(string text) =>
        Should.Throw<FormatException>(() => ClockPace.Parse(text)).Message.ShouldContain("expected 'virtual', 'real' or 'xN'");

    [Property(MaxTest = 100)]
    public void Instants_are_the_same_at_any_pace(NonNegativeInt[] delays, bool fiftyfold)
    {
        var free = Run(ClockPace.Virtual, delays, new FakeWallClock());
        var paced = Run(fiftyfold ? ClockPace.Times(50) : ClockPace.Real, delays, new FakeWallClock());
        paced.ShouldBe(free);
    }

    [Fact]
    public void A_paced_clock_fires_when_the_wall_clock_is_there_and_not_before()
    {
        var wall = new FakeWallClock();
        using var clock = Paced(ClockPace.Times(50), wall);
        using var fired = new SemaphoreSlim(0);
        clock.Time.CreateTimer(_ => fired.Release(), null, TimeSpan.FromSeconds(100), Timeout.InfiniteTimeSpan);
        AwaitAlarm(wall, TimeSpan.FromSeconds(2));

        wall.Advance(TimeSpan.FromSeconds(1.999));
        VirtualClockTests.RunOnThePool();
        fired.CurrentCount.ShouldBe(0);
        clock.Elapsed.ShouldBe(TimeSpan.Zero);

        wall.Advance(TimeSpan.FromSeconds(0.001));
        fired.Wait(TestNode.Patience).ShouldBeTrue();
        clock.Elapsed.ShouldBe(TimeSpan.FromSeconds(100));
    }

    [Theory]
    [InlineData(true, 10)]
    [InlineData(false, 7)]
    public void What_was_held_is_made_up_unless_every_wait_is_to_take_its_whole_time(bool waitsInFull, double wait)
    {
        var wall = new FakeWallClock();
        using var clock = Paced(ClockPace.Real, wall);
        clock.WaitsInFull = waitsInFull;
        using var fired = new SemaphoreSlim(0);
        using (clock.Hold("a wire talks"))
        {
            clock.Time.CreateTimer(_ => fired.Release(), null, TimeSpan.FromSeconds(10), Timeout.InfiniteTimeSpan);
            wall.Advance(TimeSpan.FromSeconds(3));
        }

        AwaitAlarm(wall, TimeSpan.FromSeconds(3 + wait));
        wall.Advance(TimeSpan.FromSeconds(wait));
        fired.Wait(TestNode.Patience).ShouldBeTrue();
        clock.Elapsed.ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public void A_change_of_pace_counts_from_the_moment_at_which_it_is_made()
    {
        var wall = new FakeWallClock();
        using var clock = Paced(ClockPace.Real, wall);
        using var fired = new SemaphoreSlim(0);
        clock.Time.CreateTimer(_ => fired.Release(), null, TimeSpan.FromSeconds(100), Timeout.InfiniteTimeSpan);
        AwaitAlarm(wall, TimeSpan.FromSeconds(100));

        // Half of the wait is over; the other half takes a tenth.
        wall.Advance(TimeSpan.FromSeconds(50));
        clock.Pace = ClockPace.Times(10);
        AwaitAlarm(wall, TimeSpan.FromSeconds(55));
        wall.Advance(TimeSpan.FromSeconds(5));
        fired.Wait(TestNode.Patience).ShouldBeTrue();

        clock.Time.CreateTimer(_ => fired.Release(), null, TimeSpan.FromHours(100), Timeout.InfiniteTimeSpan);
        clock.Pace = ClockPace.Virtual;
        fired.Wait(TestNode.Patience).ShouldBeTrue();
        clock.Elapsed.ShouldBe(TimeSpan.FromSeconds(100) + TimeSpan.FromHours(100));
    }

    [Fact]
    public void Who_speaks_to_a_resting_paced_clock_from_outside_finds_it_at_the_wall_clocks_time()
    {
        var wall = new FakeWallClock();
        using var clock = Paced(ClockPace.Real, wall);
        clock.Time.CreateTimer(_ => { }, null, TimeSpan.FromSeconds(60), Timeout.InfiniteTimeSpan);
        AwaitAlarm(wall, TimeSpan.FromSeconds(60));
        wall.Advance(TimeSpan.FromSeconds(25));

        using (clock.Hold("an operator's command"))
            clock.Elapsed.ShouldBe(TimeSpan.FromSeconds(25));
    }

    private static List<double> Run(ClockPace pace, NonNegativeInt[] delays, FakeWallClock wall)
    {
        using var clock = Paced(pace, wall);
        using var all = new CountdownEvent(2 * delays.Length + 1);
        all.Signal();
        var instants = new List<double>();
        using (clock.Hold("the test sets its timers"))
        {
            foreach (var delay in delays)
            {
                clock.Time.CreateTimer(
                    _ =>
                    {
                        instants.Add(clock.Elapsed.TotalSeconds);
                        clock.Time.CreateTimer(_ => { instants.Add(clock.Elapsed.TotalSeconds); all.Signal(); }, null, TimeSpan.FromSeconds(1.5), Timeout.InfiniteTimeSpan);
                        all.Signal();
                    },
                    null,
                    TimeSpan.FromSeconds(delay.Get % 100),
                    Timeout.InfiniteTimeSpan);
            }
        }

        // Odd steps: the wall clock never stands exactly on a deadline.
        var spins = new SpinWait();
        while (!all.IsSet)
        {
            wall.Advance(TimeSpan.FromSeconds(0.7));
            spins.SpinOnce(sleep1Threshold: -1);
        }

        return instants;
    }

    private static VirtualClock Paced(ClockPace pace, FakeWallClock wall) =>
        new(VirtualClockOptions.Default with { Pace = pace, StallAfter = TimeSpan.FromDays(1) }, wall);

    /// <summary>The clock looks at its deadlines on a thread of the pool; this waits until it has set the wall clock's timer.</summary>
    private static void AwaitAlarm(FakeWallClock wall, TimeSpan due) =>
        SpinWait.SpinUntil(() => wall.NextDue == due, TestNode.Patience).ShouldBeTrue($"the next alarm is at {wall.NextDue}");
}
