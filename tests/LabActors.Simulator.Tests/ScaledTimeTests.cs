using LabActors.Actors.Tests.Time;

namespace LabActors.Simulator.Tests;

public sealed class ScaledTimeTests
{
    private readonly FakeWallClock _wall = new();

    [Fact]
    public void It_runs_so_many_times_as_fast_from_where_it_starts()
    {
        _wall.Advance(TimeSpan.FromSeconds(100));
        var time = new ScaledTime(ManualTime.Epoch, 50, _wall);
        var since = time.GetTimestamp();

        _wall.Advance(TimeSpan.FromSeconds(2));

        time.GetUtcNow().ShouldBe(ManualTime.Epoch + TimeSpan.FromSeconds(100));
        time.GetElapsedTime(since).ShouldBe(TimeSpan.FromSeconds(100));
    }

    [Fact]
    public void A_timer_is_never_early_and_can_be_set_again()
    {
        var time = new ScaledTime(ManualTime.Epoch, 10, _wall);
        var fired = new List<double>();
        using var timer = time.CreateTimer(_ => fired.Add((time.GetUtcNow() - ManualTime.Epoch).TotalSeconds), null, TimeSpan.FromSeconds(0.505), Timeout.InfiniteTimeSpan);

        _wall.Advance(TimeSpan.FromSeconds(1));
        timer.Change(TimeSpan.FromSeconds(20), Timeout.InfiniteTimeSpan);
        _wall.Advance(TimeSpan.FromSeconds(1.9));
        fired.ShouldBe([0.51]);
        _wall.Advance(TimeSpan.FromSeconds(0.1));

        fired.ShouldBe([0.51, 30]);
    }
}
